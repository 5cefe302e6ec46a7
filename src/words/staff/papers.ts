// English words about papers: what each is called, what became of it, and how an office words its own.

/** As part of a sentence. */
function named(kind: string, number: string | null): string {
	return number === null ? `A ${kind}` : `${number}’s ${kind}`;
}

export const papers = {
	kinds: {
		ticket: 'Ticket',
		referral: 'Referral slip',
		escort: 'Escort slip',
		day: 'Summary of the day',
		test: 'Test page',
	},
	name: {
		ticket: (number: string | null) => named('ticket', number),
		referral: (number: string | null) => named('referral slip', number),
		escort: (number: string | null) => named('escort slip', number),
		day: (_number: string | null) => 'The summary of the day',
		test: (_number: string | null) => 'A test page',
	},
	doubted: (paper: string, minutes: number) => `${paper} has waited ${minutes} min for paper`,
	doubtedWhat: (printer: string) => `At ${printer}. Is it still wanted?`,
	late: (paper: string) => `${paper} is not printed`,
	failed: (paper: string) => `${paper} could not be printed`,
	want: 'Print it',
	wanted: 'It is printed as soon as the printer can.',
	notNeeded: 'Not needed any more',
	voided: (paper: string) => `${paper} is not printed any more.`,
	printAgain: 'Print again',
	printAt: (printer: string) => `Print at ${printer}`,
	owedAt: (printer: string) => `owed by ${printer}`,
	printedTimes: (count: number) => (count === 1 ? 'Printed once' : `Printed ${count} times`),
	notPrinted: 'No paper so far',
	whereTo: 'Where shall it come out?',
	cannotNow: (trouble: string) => `cannot print now: ${trouble}`,
	waitFor: (count: number) => (count === 1 ? '1 paper waits for it' : `${count} papers wait for it`),
	behind: (count: number) =>
		count === 1 ? '1 device behind it cannot work.' : `${count} devices behind it cannot work.`,
	devices: 'Devices',
	devicesWork: 'All devices work',
	devicesSick: (count: number) => (count === 1 ? '1 needs somebody' : `${count} need somebody`),

	day: 'The day on paper',
	dayWhat: 'Tickets, waits, referrals and the last numbers given, as they are now.',
	dayClosedWhat: 'Tickets, waits, referrals and the last numbers given, of the day that was closed last.',
	dayNone: 'No day was opened yet: there is nothing to sum up.',
	dayPrinter: 'Printer',
	dayPrint: 'Print the summary',
	dayPrinted: 'The summary is being printed.',
} as const;
