// English words of a person's own account: the offices they belong to, their password, and adding an office.

export const account = {
	title: 'Your account',
	open: (name: string) => `${name}: your account`,
	offices: 'Your offices',
	here: 'You are here',
	enter: (office: string) => `Go to ${office}`,
	chooseTitle: 'Which office today?',
	chooseWhat: (name: string) => `${name}, you belong to more than one.`,
	findOffice: 'Office',
	findOfficeHint: 'Type a part of its name.',
	noSuchOffice: 'There is no office of that name. Choose one from the list.',
	oneOfThese: (count: number) => `One of ${count} offices`,

	join: 'Join another office',
	joinWhat: 'The other office’s administrator makes an invitation for you in setup.',
	joinDo: 'Join',
	code: 'Invitation code',
	nowPassword: 'Your password now',
	ownFirst: 'Somebody else gave you your password. To go on, choose one that only you know.',
	fresh: 'New password',
	freshHint: 'At least 15 characters. Several words are easy to remember.',
	joined: 'Done. You can go there now.',

	password: 'Change your password',
	passwordWhat:
		'It will be the password for all your offices. Other screens where you are signed in are signed out.',
	passwordOfOne: 'Other screens where you are signed in are signed out.',
	passwordDo: 'Change password',
	changed: 'Your password is changed.',

	haveInvitation: 'I have an invitation',
	acceptTitle: 'Invitation',
	acceptWhat:
		'With it you make your account. You already have one at another office? Sign in there, and join from your account.',
	accept: 'Make my account',
	back: 'Back to sign in',

	signingIn: 'How they sign in',
	invitationWhat:
		'With an invitation they choose a password that nobody else knows, or add this office to the account they have at another.',
	invite: 'Make an invitation',
	invited: (until: string) => `Give them this code. It works once, until ${until}.`,
	givePassword: 'Give them a password instead',
	givePasswordHint: 'At least 15 characters. It opens this office only, and ends their other sessions here.',
	yourself: 'This is you. You change your password in your account, under your name.',

	addOffice: 'Add an office',
	addOfficeWhat:
		'It starts as a copy of this one: services, departments, hours, counters and papers. You are its only staff; devices are added there.',
	addOfficeId: 'Id of the office',
	addOfficeIdHint: 'Letters, digits and -. It names the file, and stays the same for ever.',
	addOfficeDo: 'Add it and go there',
	addOfficeOwn: 'A password for you there, which only you know',
	added: (name: string) => `${name} is added. Sign in there to go on.`,
} as const;
