// A printer on a bench: the virtual printer, the real device before it, a keeper with its ledger, and what the hub was told.
import { USUAL_PAPERS } from '#paper/parts';
import { plainDevice } from '#support/plain-device';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { JobDevice, DeviceState, Order } from '#hardware/device';
import { JobKeeper } from '#hardware/job-keeper';
import { JobLedger } from '#hardware/job-ledger';
import { profileFor } from '#hardware/ticket-printer/printer-profile';
import { TcpLink } from '#hardware/ticket-printer/printer-link';
import type { PrinterLink } from '#hardware/ticket-printer/printer-link';
import { TicketPrinter } from '#hardware/ticket-printer/ticket-printer';
import { VirtualPrinter } from '#hardware/virtual/virtual-printer';
import type { PrintedPaper, VirtualPrinterOptions } from '#hardware/virtual/virtual-printer';
import type { DeviceJob } from '#protocol/device-schema';
import { jobOf, OFFICE, ticketPaper } from './papers.ts';

export const SILENT = pino({ level: 'silent' });
/** The same device with shorter patience, so that tests do not wait as long as people do. */
export const QUICK = {
	pollMs: 20,
	idleQuietMs: 150,
	busyQuietMs: 400,
	stoppedQuietMs: 5000,
	doneMs: 2000,
	retryMs: [10, 50],
} as const;

export async function virtualPrinter(options: Partial<VirtualPrinterOptions> = {}): Promise<VirtualPrinter> {
	const printer = new VirtualPrinter(options);
	await printer.start();
	onTestFinished(() => printer.stop());
	return printer;
}

/** The device under test, not yet started. */
export function deviceFor(printer: VirtualPrinter, paperWidth: 80 | 58 = 80): TicketPrinter {
	return deviceOver(new TcpLink('127.0.0.1', printer.port), paperWidth);
}

export function deviceOver(link: PrinterLink, paperWidth: 80 | 58): TicketPrinter {
	const device = new TicketPrinter({
		link,
		// Typed lines can be compared as text; drawn ones are read back in paper.test.ts.
		profile: profileFor(paperWidth, { ink: 'mixed', codePage: 'PC858_EURO' }),
		publicUrl: 'https://lobby.example.org',
		log: SILENT,
		limits: QUICK,
	});
	onTestFinished(() => device.stop());
	return device;
}

export function orderOf(job: DeviceJob, change: Partial<Order> = {}): Order {
	return {
		job,
		office: OFFICE,
		papers: USUAL_PAPERS,
		progress: 'none',
		left: 'clean',
		reached: () => undefined,
		...change,
	};
}

/** The device's health when it next is as asked. */
export function healthWhen(device: JobDevice, wanted: (state: DeviceState) => boolean): Promise<DeviceState> {
	return new Promise((resolve) => device.onHealth((state) => wanted(state) && resolve(state)));
}

export async function until(
	what: string,
	isSo: () => boolean | Promise<boolean>,
	patienceMs = 8000,
): Promise<void> {
	const end = performance.now() + patienceMs;
	while (!(await isSo())) {
		if (performance.now() > end) throw new Error(`not within ${patienceMs} ms: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'rotunda-agent-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

export function numberedJob(number: string): DeviceJob {
	const group = { letter: number.slice(0, 1), name: { en: 'Housing' } };
	return jobOf(`job-${number}`, ticketPaper({ number, group, page: `/ticket/${number}` }));
}

const LAST_LINE = 'This ticket holds no personal data.';
const VOID_LINE = 'This paper is incomplete and not valid.';

/** True for a ticket with everything on it, and not marked as cut short; it may have been torn off instead of cut. */
export function isWhole(paper: PrintedPaper): boolean {
	const said = paper.lines.join(' ').replace(/ +/g, ' ');
	const all = numberOn(paper) !== null && said.includes(OFFICE.name['en'] ?? '') && said.includes(LAST_LINE);
	return all && !said.includes(VOID_LINE) && said.split('Issued').length === 2;
}

/**
 * True for a ticket that the printer handed out for use. What was torn off is in the hands of whoever mended
 * the printer, and a ticket after it says that it was printed again.
 */
export function isComplete(paper: PrintedPaper): boolean {
	return paper.end === 'cut' && isWhole(paper);
}

export function saysAgain(paper: PrintedPaper): boolean {
	return paper.lines.join(' ').includes('Printed again');
}

/** The number in the tile of a paper, or null. */
export function numberOn(paper: PrintedPaper): string | null {
	for (const block of paper.blocks) {
		if (block.kind !== 'text') continue;
		const [edge, letter] = block.runs;
		const digits = block.runs.at(-1);
		if (edge?.invert === true && letter?.invert === true && letter.width > 3 && digits !== undefined)
			return letter.text + digits.text;
	}
	return null;
}

/** Numbers of the complete papers, in the order in which they came out. */
export function completeNumbers(printer: VirtualPrinter): (string | null)[] {
	return printer.papers.filter(isComplete).map(numberOn);
}

/** One life of an agent without a hub: what it would tell the hub is in `told`. */
export class Bench {
	readonly told: [job: string, ending: string][] = [];
	readonly printer: VirtualPrinter;
	readonly folder: string;
	readonly #owed = new Map<string, DeviceJob>();
	#device: TicketPrinter | null = null;
	#keeper: JobKeeper | null = null;

	constructor(printer: VirtualPrinter, folder: string) {
		this.printer = printer;
		this.folder = folder;
	}

	get device(): TicketPrinter {
		if (this.#device === null) throw new Error('the agent does not live');
		return this.#device;
	}

	/** A new life on the same folder; what is still owed comes from the hub again. */
	live(): void {
		const ledger = new JobLedger(join(this.folder, 'jobs'));
		const keeper = new JobKeeper({
			ledger,
			tell: (job, ending) => {
				this.told.push([job, ending]);
				this.#owed.delete(job);
			},
			refresh: async () => this.#adopt(),
			log: SILENT,
		});
		const device = deviceFor(this.printer);
		this.#device = device;
		this.#keeper = keeper;
		keeper.drive('printer-1' as DeviceJob['device'], device);
		device.start();
		this.#adopt();
	}

	/** The agent dies: its line to the printer is gone, nothing is tidied up. */
	async die(): Promise<void> {
		const stopped = this.#keeper?.stop();
		await this.#device?.stop();
		await stopped;
		this.#device = null;
		this.#keeper = null;
	}

	owe(...jobs: DeviceJob[]): void {
		for (const job of jobs) {
			this.#owed.set(job.id, job);
			this.#keeper?.take(job);
		}
	}

	/** Staff said that it need not be printed any more. */
	voidJob(id: string): void {
		this.#owed.delete(id);
	}

	/** The hub was asked again what is owed. */
	askAgain(): void {
		this.#adopt();
	}

	#adopt(): void {
		const devices = [plainDevice('printer-1', 'printer')];
		const jobs = [...this.#owed.values()];
		this.#keeper?.adopt({ office: OFFICE, devices, papers: USUAL_PAPERS, at: Date.now(), jobs });
	}
}
