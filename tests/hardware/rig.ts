// A printer on a bench: the virtual printer, the real device before it, a keeper with its ledger, and what the hub was told.
import { USUAL_PAPERS } from '#paper/parts';
import { plainDevice } from '#support/plain-device';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { JobDevice, DeviceState, Order } from '#hardware/device';
import { JobKeeper } from '#hardware/jobs/job-keeper';
import { JobLedger } from '#hardware/jobs/job-ledger';
import type { KeeperLimits } from '#hardware/jobs/job-keeper';
import { printerOver } from '#hardware/ticket-printer/make-printer';
import type { PrinterLink } from '#hardware/ticket-printer/links/printer-link';
import { printerMake } from '#hardware/ticket-printer/makes/printer-make';
import type { MakeName } from '#hardware/ticket-printer/makes/printer-make';
import { profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import { TcpLink } from '#hardware/ticket-printer/links/tcp-link';
import type { TicketPrinter } from '#hardware/ticket-printer/ticket-printer';
import { VirtualPrinter } from '#hardware/virtual/printer/virtual-printer';
import type { VirtualPrinterOptions } from '#hardware/virtual/printer/virtual-printer';
import type { DeviceJob } from '#protocol/device-schema';
import { ISSUED_AT, OFFICE } from './papers.ts';
import { isComplete, numberOn } from './ticket-reading.ts';

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

export interface PrinterKind {
	readonly make: MakeName;
	readonly paperWidth: 80 | 58;
	readonly cutter: boolean;
}
export const USUAL: PrinterKind = { make: 'epson', paperWidth: 80, cutter: true };

/** The device under test, not yet started. */
export function deviceFor(printer: VirtualPrinter, paperWidth: 80 | 58 = 80): TicketPrinter {
	return deviceOver(new TcpLink('127.0.0.1', printer.port), { ...USUAL, paperWidth });
}

export function deviceOver(link: PrinterLink, { make, paperWidth, cutter }: PrinterKind): TicketPrinter {
	// Typed lines can be compared as text; drawn ones are read back in paper.test.ts.
	const profile =
		make === 'star'
			? profileFor(paperWidth, { ink: 'drawn', codePage: null })
			: profileFor(paperWidth, { ink: 'mixed', codePage: 'PC858_EURO' });
	const parts = { publicUrl: 'https://lobby.example.org', log: SILENT, limits: QUICK };
	const device = printerOver(link, printerMake(make, cutter, profile), parts);
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
		breakOff: new AbortController().signal,
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

/** Numbers of the complete papers, in the order in which they came out. */
export function completeNumbers(printer: VirtualPrinter): (string | null)[] {
	return printer.papers.filter(isComplete).map(numberOn);
}

/** How a bench differs from one Epson printer over TCP. */
export interface BenchWishes {
	/** How the printer is reached; anew for each life. */
	readonly link: () => PrinterLink;
	readonly kind: PrinterKind;
	/** A second printer that stands in for the first. */
	readonly spare: VirtualPrinter | null;
	readonly limits: Partial<KeeperLimits>;
}

export const FIRST = 'printer-1' as DeviceJob['device'];
export const SECOND = 'printer-2' as DeviceJob['device'];

/** One life of an agent after the other, without a hub: what it would tell the hub is in `told`, `doubted` and `moved`. */
export class Bench {
	readonly told: [job: string, ending: string][] = [];
	readonly doubted: string[] = [];
	readonly moved: string[] = [];
	readonly printer: VirtualPrinter;
	readonly folder: string;
	/** Hub time, ms since 1970. */
	at = ISSUED_AT + 60_000;
	readonly #wishes: BenchWishes;
	readonly #owed = new Map<string, DeviceJob>();
	#devices: TicketPrinter[] = [];
	#spareWorks = false;
	#keeper: JobKeeper | null = null;

	constructor(printer: VirtualPrinter, folder: string, wishes: Partial<BenchWishes> = {}) {
		this.printer = printer;
		this.folder = folder;
		const link = (): PrinterLink => new TcpLink('127.0.0.1', printer.port);
		this.#wishes = { link, kind: USUAL, spare: null, limits: {}, ...wishes };
	}

	get device(): TicketPrinter {
		const [device] = this.#devices;
		if (device === undefined) throw new Error('the agent does not live');
		return device;
	}

	/** A new life on the same folder; what is still owed comes from the hub again. */
	live(): void {
		const { link, kind, spare, limits } = this.#wishes;
		const keeper = new JobKeeper({
			ledger: new JobLedger(join(this.folder, 'jobs')),
			tell: (job, ending) => {
				this.told.push([job, ending]);
				this.#owed.delete(job);
			},
			doubt: (job) => this.doubted.push(job),
			move: async (job, to) => this.#move(job, to),
			refresh: async () => this.#adopt(),
			log: SILENT,
			limits,
		});
		this.#keeper = keeper;
		this.#drive(FIRST, deviceOver(link(), kind));
		if (spare !== null) {
			const device = deviceFor(spare);
			device.onHealth(({ state }) => (this.#spareWorks = state !== 'trouble'));
			this.#drive(SECOND, device);
		}
		this.#adopt();
	}

	/** The agent dies: its line to the printer is gone, nothing is tidied up. */
	async die(): Promise<void> {
		const stopped = this.#keeper?.stop();
		await Promise.all(this.#devices.map((device) => device.stop()));
		await stopped;
		this.#devices = [];
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

	/** Staff said that it is wanted however late it is. */
	wantJob(id: string): void {
		const job = this.#owed.get(id);
		if (job !== undefined) this.#owed.set(id, { ...job, wanted: true });
	}

	/** The hub was asked again what is owed. */
	askAgain(): void {
		this.#adopt();
	}

	#drive(id: DeviceJob['device'], device: TicketPrinter): void {
		this.#devices.push(device);
		this.#keeper?.drive(id, device);
		device.start();
	}

	#move(id: string, to: DeviceJob['device']): boolean {
		const job = this.#owed.get(id);
		if (job === undefined) return false;
		this.moved.push(id);
		this.#owed.set(id, { ...job, device: to });
		// As the hub does, which tells every agent to ask again.
		setImmediate(() => this.#adopt());
		return true;
	}

	#adopt(): void {
		const { spare } = this.#wishes;
		const names = spare === null ? ['printer-1'] : ['printer-1', 'printer-2'];
		const devices = names.map((name) => plainDevice(name, 'printer'));
		const spares = spare !== null && this.#spareWorks ? { [FIRST]: SECOND } : {};
		const jobs = [...this.#owed.values()];
		this.#keeper?.adopt({ office: OFFICE, devices, papers: USUAL_PAPERS, spares, at: this.at, jobs });
	}
}
