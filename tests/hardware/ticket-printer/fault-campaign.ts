// Ticket after ticket while the line, the printer and the agent fail, and then the count of what came out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { JobKeeper } from '#hardware/jobs/job-keeper';
import { JobLedger } from '#hardware/jobs/job-ledger';
import { printerOver } from '#hardware/ticket-printer/make-printer';
import type { PrinterLink } from '#hardware/ticket-printer/links/printer-link';
import { printerMake } from '#hardware/ticket-printer/makes/printer-make';
import { profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import { SerialLink } from '#hardware/ticket-printer/links/serial-link';
import { TcpLink } from '#hardware/ticket-printer/links/tcp-link';
import type { TicketPrinter } from '#hardware/ticket-printer/ticket-printer';
import { UsbLink } from '#hardware/ticket-printer/links/usb-link';
import type { Fault } from '#hardware/virtual/printer/printer-faults';
import { VirtualPrinter } from '#hardware/virtual/printer/virtual-printer';
import type { PrintedPaper } from '#hardware/virtual/printer/virtual-printer';
import { USUAL_PAPERS } from '#paper/parts';
import type { DeviceJob } from '#protocol/device-schema';
import { plainDevice } from '#support/plain-device';
import { SerialLine } from '#support/tools/socat';
import { ISSUED_AT, OFFICE } from '../papers.ts';
import { isComplete, isWhole, numberedJob, numberOn, saysAgain } from '../ticket-reading.ts';

export interface Campaign {
	readonly times: number;
	readonly seed: number;
	readonly over: 'tcp' | 'serial' | 'usb';
	/** Citizen's receipts have no names: the harder case. */
	readonly make: 'epson' | 'citizen';
	/** Called after each mishap. */
	readonly progress: (done: number) => void;
}

export interface Verdict {
	readonly tickets: number;
	/** How often each mishap befell it. */
	readonly mishaps: Readonly<Record<string, number>>;
	/** Handed out by the printer: cut, whole and not marked. */
	readonly handedOut: number;
	/** Printed again after a piece that was torn off or marked, and saying so. */
	readonly again: number;
	/** Numbers that nobody was told of, that never came out, or came out twice without a word; none when all is well. */
	readonly forgotten: readonly string[];
	readonly missing: readonly string[];
	readonly twice: readonly string[];
}

const MISHAPS = [
	'drop-line',
	'stalled',
	'late',
	'garbage',
	'half-bytes',
	'silent',
	'power-off',
	'paper-out',
	'jam',
	'cover-open',
	'unplugged',
	'agent dies',
] as const;
type Mishap = (typeof MISHAPS)[number];

/** A minute of theirs is half a second of ours. */
const OFF_MS = 500;
const LIMITS = {
	pollMs: 12,
	idleQuietMs: 100,
	busyQuietMs: 200,
	stoppedQuietMs: 3000,
	doneMs: 1200,
	retryMs: [10, 40],
} as const;
const LATE_MS = 150;
/** Past the end of a ticket and its cut: some strike between two. */
const LONGEST_TICKET = 1700;
const STRUCK_MS = 400;
const LONGEST_MS = 350;
const ALL_TOLD_MS = 30_000;
const FIRST = 'printer-1' as DeviceJob['device'];
const SILENT = pino({ level: 'silent' });

export async function runCampaign({ times, seed, over, make, progress }: Campaign): Promise<Verdict> {
	const stand = await Stand.make(over, make);
	const random = dice(seed);
	const numbers: string[] = [];
	stand.live();
	for (let round = 1; round <= times; round += 1) {
		const number = `B${String(round).padStart(3, '0')}`;
		numbers.push(number);
		const mishap = MISHAPS[random(MISHAPS.length)] ?? 'jam';
		await stand.befall(mishap, number, random);
		progress(round);
	}
	const end = performance.now() + ALL_TOLD_MS;
	while (!numbers.every((number) => stand.told.has(number)) && performance.now() < end) await pause(10);
	await stand.end();
	return verdictOn(numbers, stand.told, stand.papers, stand.struck);
}

/** One printer, one agent's life after the other. */
class Stand {
	readonly told = new Set<string>();
	readonly papers: PrintedPaper[] = [];
	/** Mishaps that befell it in time, by name. */
	readonly struck: Record<string, number> = {};
	readonly #printer: VirtualPrinter;
	readonly #line: SerialLine | null;
	readonly #linkTo: () => PrinterLink;
	readonly #make: Campaign['make'];
	readonly #folder = mkdtempSync(join(tmpdir(), 'rotunda-faults-'));
	readonly #owed = new Map<string, DeviceJob>();
	#keeper: JobKeeper | null = null;
	#device: TicketPrinter | null = null;

	static async make(over: Campaign['over'], make: Campaign['make']): Promise<Stand> {
		const printer = new VirtualPrinter({ bufferBytes: 512, manner: make, lateMs: LATE_MS });
		await printer.start();
		return new Stand(printer, over, make);
	}

	constructor(printer: VirtualPrinter, over: Campaign['over'], make: Campaign['make']) {
		this.#printer = printer;
		this.#make = make;
		const path = join(this.#folder, 'tty');
		this.#line = over === 'tcp' ? null : new SerialLine(path, printer.port);
		const settings = { port: path, baud: 115_200, flow: 'none', parity: 'none' } as const;
		this.#linkTo = () =>
			over === 'tcp'
				? new TcpLink('127.0.0.1', printer.port)
				: over === 'usb'
					? new UsbLink(path)
					: new SerialLink(settings);
		printer.onPaper((paper) => this.papers.push(paper));
	}

	live(): void {
		const keeper = new JobKeeper({
			ledger: new JobLedger(join(this.#folder, 'jobs')),
			tell: (job, ending) => {
				if (ending === 'printed') this.told.add(job.replace('job-', ''));
				this.#owed.delete(job);
			},
			doubt: () => undefined,
			move: async () => false,
			refresh: async () => this.#adopt(),
			log: SILENT,
		});
		const profile = profileFor(80, { ink: 'mixed', codePage: 'PC858_EURO' });
		const parts = { publicUrl: 'https://lobby.example.org', log: SILENT, limits: LIMITS };
		this.#device = printerOver(this.#linkTo(), printerMake(this.#make, true, profile), parts);
		this.#keeper = keeper;
		keeper.drive(FIRST, this.#device);
		this.#device.start();
		this.#adopt();
	}

	async befall(mishap: Mishap, number: string, random: (below: number) => number): Promise<void> {
		const after = random(LONGEST_TICKET);
		if (mishap !== 'unplugged' && mishap !== 'agent dies')
			await this.#printer.fail(mishap satisfies Fault, after);
		const job = numberedJob(number);
		this.#owed.set(job.id, job);
		this.#keeper?.take(job);
		if (mishap === 'unplugged' || mishap === 'agent dies') await pause(random(40));
		if (mishap === 'unplugged') this.#unplug();
		if (mishap === 'agent dies') {
			await this.#die();
			this.live();
		}
		const end = performance.now() + STRUCK_MS;
		while (this.#printer.isDue && !this.told.has(number) && performance.now() < end) await pause(2);
		if (!this.#printer.isDue) this.struck[mishap] = (this.struck[mishap] ?? 0) + 1;
		await pause(mishap === 'power-off' ? OFF_MS : random(LONGEST_MS));
		await this.#printer.fail(null);
	}

	async end(): Promise<void> {
		await this.#die();
		this.#line?.stop();
		await this.#printer.stop();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	/** Over TCP there is nothing but the connection to pull. */
	#unplug(): void {
		if (this.#line === null) void this.#printer.fail('drop-line', 0);
		else this.#line.unplug();
	}

	async #die(): Promise<void> {
		const stopped = this.#keeper?.stop();
		await this.#device?.stop();
		await stopped;
	}

	#adopt(): void {
		this.#keeper?.adopt({
			office: OFFICE,
			devices: [plainDevice('printer-1', 'printer')],
			papers: USUAL_PAPERS,
			spares: {},
			at: ISSUED_AT + 1000,
			jobs: [...this.#owed.values()],
		});
	}
}

function verdictOn(
	numbers: readonly string[],
	told: ReadonlySet<string>,
	papers: readonly PrintedPaper[],
	mishaps: Readonly<Record<string, number>>,
): Verdict {
	const whole = papers.filter(isWhole);
	const of = (number: string) => whole.filter((paper) => numberOn(paper) === number);
	return {
		tickets: numbers.length,
		mishaps,
		handedOut: whole.filter(isComplete).length,
		again: whole.filter(saysAgain).length,
		forgotten: numbers.filter((number) => !told.has(number)),
		missing: numbers.filter((number) => of(number).length === 0),
		// A second one is handed out only after the first was torn off, and says that it was printed again.
		twice: numbers.filter(
			(number) => of(number).filter(isComplete).length > 1 || !of(number).slice(1).every(saysAgain),
		),
	};
}

/** A fixed sequence for a seed: a failure can be looked at again. */
function dice(seed: number): (below: number) => number {
	let state = seed % 2147483648;
	return (below) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return Math.floor((state / 2147483648) * below);
	};
}
