// What a password must be: long, and nothing that a guesser tries first. No composition rules, no expiry (NIST SP 800-63B-4).

/** SP 800-63B-4: 15 where the password is the only factor. */
export const SHORTEST_PASSWORD = 15;
export const LONGEST_PASSWORD = 256;

/** Published with every copy of this program, so it never guards a real office. */
export const DEMO_PASSWORD = 'walk in and be welcome';

/** Long enough to pass by length, and on the lists that guessers begin with; compared without case, spaces and punctuation. */
const COMMON = new Set(
	[
		DEMO_PASSWORD,
		'correct horse battery staple',
		'passwordpassword',
		'password1234567',
		'password12345678',
		'administrator123',
		'administratoradministrator',
		'adminadminadmin',
		'letmeinletmein1',
		'letmeinletmeinletmein',
		'iloveyouiloveyou',
		'qwertyuiopasdfgh',
		'qwertyuiopasdfghjkl',
		'qwertyuiopasdfghjklzxcvbnm',
		'1qaz2wsx3edc4rfv',
		'1q2w3e4r5t6y7u8i',
		'qwertyqwertyqwerty',
		'welcometorotunda',
		'changemechangeme',
		'thisismypassword',
		'mysecretpassword',
		'customerservice1',
		'defaultpassword1',
		'trustno1trustno1',
		'sunshinesunshine',
		'dragondragondragon',
		'footballfootball',
		'baseballbaseball',
		'supermansuperman',
		'monkeymonkeymonkey',
	].map(bare),
);
const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];

export type Weakness = 'too-short' | 'too-long' | 'common' | 'one-pattern' | 'contains-name';

/** Why the password is not accepted, or null. `names`: the person's id, name, office: half the password is not one of them. */
export function weaknessOf(password: string, names: readonly string[]): Weakness | null {
	const text = password.normalize('NFKC');
	const length = [...text].length;
	if (length < SHORTEST_PASSWORD) return 'too-short';
	if (length > LONGEST_PASSWORD) return 'too-long';
	const plain = bare(text);
	if (COMMON.has(plain) || COMMON.has(plain.replace(/\d+$/, ''))) return 'common';
	if (isOnePattern(text.toLowerCase())) return 'one-pattern';
	const named = names.map(bare).some((name) => name.length >= 3 && left(plain, name) < plain.length / 2);
	return named ? 'contains-name' : null;
}

/** One short piece said again and again, or a walk along the keyboard, the alphabet or the digits. */
function isOnePattern(text: string): boolean {
	for (let size = 1; size <= 4; size += 1) {
		if (
			text
				.slice(0, size)
				.repeat(Math.ceil(text.length / size))
				.slice(0, text.length) === text
		)
			return true;
	}
	const backwards = [...text].reverse().join('');
	return ROWS.some((row) => row.includes(text) || row.includes(backwards));
}

function left(plain: string, name: string): number {
	return plain.replaceAll(name, '').length;
}

function bare(text: string): string {
	return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
