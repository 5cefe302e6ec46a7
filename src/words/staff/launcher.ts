// English words of the launcher and of the virtual printer, which only those who set up or try the product see.

export const launcher = {
	title: 'Rotunda',
	what: 'The walk-in lobby of a public service office: tickets, calls, referrals and escorts.',
	screens: 'Screens',
	tryTitle: 'Try it in a minute',
	tryWhat: 'This is the demo. Every screen opens ready to use; open them side by side.',
	steps: [
		{ path: '/kiosk', title: 'Take a ticket', what: 'Choose a language and a service at the kiosk.' },
		{
			path: '/virtual/printer',
			title: 'See the paper',
			what: 'Your ticket comes out of the virtual printer.',
		},
		{ path: '/station', title: 'Call it', what: 'Sign in at a counter and press N, for next.' },
		{ path: '/display', title: 'Watch the display', what: 'Number and counter appear, with two soft notes.' },
	],
	/** By the name of the screen, in `src/screens/screens.ts`. */
	list: {
		kiosk: {
			name: 'Kiosk',
			who: 'Customers',
			what: 'Take a ticket by touch, in their own language.',
			size: 'Portrait, 1080 x 1920',
		},
		display: {
			name: 'Display',
			who: 'Customers',
			what: 'See and hear which number goes to which counter.',
			size: 'Landscape, 1920 x 1080',
		},
		station: {
			name: 'Station',
			who: 'Representatives',
			what: 'Call, serve, refer and escort, from a counter.',
			size: 'Desk',
		},
		floor: {
			name: 'Floor',
			who: 'Floor staff',
			what: 'Help those who wait, log referrals, walk with people.',
			size: 'Tablet',
		},
		supervisor: {
			name: 'Supervisor',
			who: 'Supervisors',
			what: 'The whole lobby live, and as it stood at any minute of any day.',
			size: 'Desk',
		},
		setup: {
			name: 'Setup',
			who: 'Administrators',
			what: 'Services, counters, staff, devices and pairing codes.',
			size: 'Desk',
		},
		virtualPrinter: {
			name: 'Virtual printer',
			who: 'Those who try it out',
			what: 'The paper that comes out, and faults to try.',
			size: 'Desk',
		},
		virtualCounters: {
			name: 'Virtual counters',
			who: 'Those who try it out',
			what: 'Signs that light up, keypads with working keys, and a code scanner.',
			size: 'Desk',
		},
	},
	ticketPage:
		'Every ticket has a page of its own for the customer’s phone: its code is printed on the paper.',
	down: 'The hub does not answer. The screens open as soon as it does.',
	offices: (count: number) => `${count} offices`,
	version: (version: string) => `Version ${version}`,
	printer: {
		title: 'Virtual printer',
		none: 'There is no virtual printer here',
		noneWhat:
			'It runs where the demo was started with npm start. A real installation prints on its own printers, and this page stays empty.',
		silent: 'The virtual printer does not answer',
		state: 'State',
		ok: 'Ready',
		offline: 'Nobody is connected to it',
		connected: 'The device agent is connected',
		busy: 'Printing',
		fault: 'Make trouble',
		faultWhat: 'Tickets issued meanwhile stay owed, and print once when the printer is well again.',
		mend: 'Mend everything',
		faults: {
			'paper-out': 'Paper out',
			'paper-low': 'Paper low',
			'cover-open': 'Cover open',
			jam: 'Paper jam',
			'drop-line': 'Line cut',
			silent: 'Does not answer',
			'power-off': 'Power off',
		},
		papers: 'Paper that came out',
		nothing: 'Nothing has been printed yet. Take a ticket at the kiosk.',
		paper: (time: string) => `Paper of ${time}`,
		torn: 'torn off before its end',
		/** For those who cannot see it: a drawn paper has dots and no letters. */
		drawn: (width: number, height: number) =>
			`A drawn paper, ${Math.round(width / 8)} by ${Math.round(height / 8)} mm`,
	},
} as const;
