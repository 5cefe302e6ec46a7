// What each figure is, in the words of the trade, and what stands beside it as its limit.

export interface FigureWords {
	readonly what: string;
	readonly limit: string;
}

const BARE = 'bare Socket.IO server, same group commit, no rules';
const BROADCAST = 'bare Socket.IO broadcast of the same bytes';
const TEN = 'with 10 waiting';
const EMPTY = 'with an empty record';

/** The name's own parts follow in brackets. */
type Words = (size: string) => string;

const WORDS: readonly (readonly [RegExp, Words, string])[] = [
	[/^issue-rate-(\d+)$/, (n) => `Tickets issued durably a second, ${n} at once`, BARE],
	[/^issue-p50-(\d+)$/, (n) => `A ticket, durable and answered, ${n} at once: median`, BARE],
	[/^issue-p99-(\d+)$/, (n) => `A ticket, durable and answered, ${n} at once: 99th of 100`, BARE],
	[/^issue-cpu-(\d+)$/, (n) => `The server's processor time a ticket, ${n} at once`, BARE],
	[/^call-to-display-p50-(\d+)$/, (n) => `From “next” to ${lastDisplay(n)}: median`, BROADCAST],
	[/^call-to-display-p99-(\d+)$/, (n) => `From “next” to ${lastDisplay(n)}: 99th of 100`, BROADCAST],
	[
		/^call-to-display-reader-busy-(\d+)$/,
		(n) => `Of that time, how long the one process that reads for all ${n} displays here was at work`,
		BROADCAST,
	],
	[/^waiting-issue-(\d+)$/, (n) => `A hundred tickets at once, ${n} waiting`, TEN],
	[/^waiting-call-(\d+)$/, (n) => `A call until it is answered, ${n} waiting: median`, TEN],
	[/^waiting-call-p99-(\d+)$/, (n) => `A call until it is answered, ${n} waiting: 99th of 100`, TEN],
	[/^waiting-update-(\d+)$/, (n) => `A call until every screen has it, ${n} waiting: median`, TEN],
	[/^waiting-bytes-(\d+)$/, (n) => `The largest update of one command to any screen, ${n} waiting`, TEN],
	[
		/^update-bytes-(\w+)$/,
		(audience) => `The largest update of one command to a ${audience} screen, the line at its longest`,
		'',
	],
	[/^stations-rate-(\d+)$/, (n) => `Commands a second, ${n} stations at work at once`, BARE],
	[/^stations-p50-(\d+)$/, (n) => `A command until it is answered, ${n} stations: median`, BARE],
	[/^stations-p99-(\d+)$/, (n) => `A command until it is answered, ${n} stations: 99th of 100`, BARE],
	[
		/^stations-reader-busy-(\d+)$/,
		(n) => `Of that time, how long the one process that stands for all ${n} stations here was at work`,
		BARE,
	],
	[/^offices-rate-(\d+)$/, (n) => `Tickets a second over ${n} offices, 100 kiosks at once`, BARE],
	[/^offices-p50-(\d+)$/, (n) => `A ticket at one of ${n} offices, 100 kiosks at once: median`, BARE],
	[/^offices-rss-(\d+)$/, (n) => `Memory of a hub at rest, ${n} offices`, 'with one office'],
	[/^stored-start-(\d+)$/, (n) => `From the start until the hub answers, ${n} events stored`, EMPTY],
	[
		/^stored-issue-(\d+)$/,
		(n) => `One ticket alone, right after the start, ${n} events stored: median`,
		EMPTY,
	],
	[/^hub-rss-idle$/, () => 'Memory of a hub that has just started', 'bare server'],
	[/^hub-bytes-a-waiting$/, () => 'What the hub holds for each waiting ticket', ''],
	[
		/^hub-bytes-a-waiting-restarted$/,
		() => 'What a hub that has just restarted holds for each waiting ticket',
		'',
	],
	[/^hub-rss-a-waiting$/, () => 'Resident memory for each waiting ticket', ''],
	[
		/^print-first-byte-p50$/,
		() => 'From the tap to the first byte at the printer: median',
		'bare write to a socket',
	],
	[
		/^print-first-byte-p99$/,
		() => 'From the tap to the first byte at the printer: 99th of 100',
		'bare write to a socket',
	],
	[/^print-20-kiosks-p50$/, () => 'The same with twenty kiosks tapped at once: median', 'one kiosk alone'],
	[/^print-20-kiosks-last$/, () => 'The same with twenty kiosks tapped at once: the last', 'one kiosk alone'],
	[/^print-bytes-(\w+)$/, (ink) => `Bytes of a ticket as ${ink}`, ''],
	[/^print-ms-(\w+)$/, (ink) => `Making a ticket as ${ink}`, ''],
	[/^agent-rss$/, () => 'Memory of a device agent that has printed twenty tickets', 'bare Node process'],
	[/^page-script-(\w+)$/, (page) => `Compressed script of the ${page} page`, ''],
	[
		/^page-usable-(\w+)$/,
		(page) => `The ${page} page until it can be used, on a machine slowed four times`,
		'a page of one button',
	],
];

function lastDisplay(count: string): string {
	return count === '1' ? 'the one display' : `the last of ${count} displays`;
}

/** A figure that nobody has found words for stands under its own name. */
export function wordsOf(name: string): FigureWords {
	for (const [names, what, limit] of WORDS) {
		const found = names.exec(name);
		if (found === null) continue;
		const size = found[1] ?? '';
		return { what: what(/^\d+$/.test(size) ? Number(size).toLocaleString('en') : size), limit };
	}
	return { what: name, limit: '' };
}
