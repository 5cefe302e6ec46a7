// Hands papers to a system print queue (CUPS), and watches what the queue says of itself and of each of them.
import { spawn } from 'node:child_process';
import { userInfo } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Trouble } from '#protocol/device-schema';
import { askPrintSystem, isDone, NOT_FOUND, numberIn, OPERATIONS, wordsIn } from './ipp.ts';
import type { IppGroup } from './ipp.ts';
import { NotReached } from './printer-link.ts';
import type { PrinterLink } from './printer-link.ts';

/** How a queue says it is; a queue knows what its driver tells it, which is often nothing. */
export interface QueueState {
	readonly troubles: readonly Trouble[];
	readonly note: string | null;
}

const COMMAND_MS = 10_000;
const LOOK_MS = { first: 50, longest: 1000 };
/** Our papers in a queue are found again by this after a crash. */
const TITLE = 'rotunda-paper';
const PRINTER_STOPPED = 5;
const JOB = { held: 4, stopped: 6, canceled: 7, aborted: 8, completed: 9 } as const;
const REASONS: readonly (readonly [RegExp, Trouble])[] = [
	[/^media-(empty|needed)/, 'paper-out'],
	[/^(cover|door)-open/, 'cover-open'],
	[/^media-jam/, 'jammed'],
	[/^media-low/, 'paper-low'],
	[/^(offline|shutdown|timed-out)/, 'offline'],
];

export class QueueLink implements PrinterLink {
	readonly #queue: string;
	#server: string | null = null;
	#opening = 0;
	#out: Uint8Array[] = [];
	/** Ids of papers in the queue that are not printed yet, such as `tickets-12`. */
	readonly #queued = new Set<string>();
	#held: string | null = null;

	constructor(queue: string) {
		this.#queue = queue;
	}

	async open(): Promise<void> {
		this.close();
		const opening = ++this.#opening;
		const server = (await run('lpstat', ['-H'], null)).trim();
		const printer = await this.#printer(server);
		if (printer === null)
			throw new NotReached(
				'unreachable',
				`There is no print queue ${this.#queue} here: lpstat -e lists those there are; correct the address in setup`,
			);
		await this.#cancelLeftovers(server);
		if (this.#opening !== opening) throw new NotReached('unreachable', `${this.#queue} was let go of`);
		this.#server = server;
	}

	write(bytes: Uint8Array): void {
		if (this.#server !== null) this.#out.push(bytes);
	}

	get untaken(): number {
		return this.#out.reduce((sum, { length }) => sum + length, 0);
	}

	/** All that was written goes as one job, so that nothing of anybody else's comes between; resolves when the queue says that it is printed. */
	async taken(): Promise<void> {
		const [server, opening] = [this.#server, this.#opening];
		if (server === null) throw this.#gone();
		const bytes = Buffer.concat(this.#out.splice(0));
		if (bytes.length === 0) return;
		const said = await run('lp', ['-d', this.#queue, '-o', 'raw', '-t', TITLE], bytes);
		const id = /request id is (\S+-\d+)/.exec(said)?.[1];
		if (id === undefined) throw new NotReached('offline', `The print queue took no paper: ${said.trim()}`);
		// It was let go of in the meantime: what nobody waits for must not come out.
		if (this.#opening === opening) this.#queued.add(id);
		else void cancel(id);
		await this.#printed(server, id);
	}

	close(): void {
		this.#opening += 1;
		this.#server = null;
		this.#out = [];
		this.#held = null;
		for (const id of this.#queued) void cancel(id);
		this.#queued.clear();
	}

	/** A queue says nothing by itself and sends nothing back. */
	onBytes(): void {}
	onLost(): void {}

	/** @throws NotReached when the print system or the queue is gone */
	async look(): Promise<QueueState> {
		const server = this.#server;
		const printer = server === null ? null : await this.#printer(server);
		if (printer === null) throw this.#gone();
		return stateOf(this.#queue, printer, this.#held);
	}

	#gone(): NotReached {
		return new NotReached('unreachable', `The print queue ${this.#queue} is gone`);
	}

	async #printed(server: string, id: string): Promise<void> {
		const number = Number(id.slice(id.lastIndexOf('-') + 1));
		for (let wait = LOOK_MS.first; ; wait = Math.min(LOOK_MS.longest, wait * 1.5)) {
			await pause(wait);
			if (!this.#queued.has(id)) throw this.#gone();
			const answer = await askPrintSystem(server, OPERATIONS.jobAttributes, this.#queue, [
				['integer', 'job-id', number],
				['name', 'requesting-user-name', userInfo().username],
				['keyword', 'requested-attributes', 'job-state'],
			]);
			const state = numberIn(answer.groups[0], 'job-state');
			this.#held = state === JOB.held || state === JOB.stopped ? id : null;
			if (state === JOB.held || state === JOB.stopped) continue;
			if (state !== null && state < JOB.canceled) continue;
			this.#queued.delete(id);
			if (state === JOB.completed) return;
			const ended = state === JOB.canceled ? 'somebody cancelled' : 'the print queue gave up';
			throw new NotReached('offline', `${ended} ${id}: whether any of it is on paper nobody knows`);
		}
	}

	async #printer(server: string): Promise<IppGroup | null> {
		const answer = await askPrintSystem(server, OPERATIONS.printerAttributes, this.#queue, [
			[
				'keyword',
				'requested-attributes',
				'printer-state',
				'printer-state-reasons',
				'printer-state-message',
				'printer-is-accepting-jobs',
			],
		]);
		if (answer.status === NOT_FOUND) return null;
		return isDone(answer) ? (answer.groups[0] ?? null) : null;
	}

	/** Papers of a life that ended in the middle: the hub still owes them, and they must not come out twice. */
	async #cancelLeftovers(server: string): Promise<void> {
		const { groups } = await askPrintSystem(server, OPERATIONS.jobs, this.#queue, [
			['name', 'requesting-user-name', userInfo().username],
			['keyword', 'which-jobs', 'not-completed'],
			['boolean', 'my-jobs', true],
			['keyword', 'requested-attributes', 'job-id', 'job-name'],
		]);
		for (const job of groups) {
			const [name] = wordsIn(job, 'job-name');
			if (name === TITLE) await cancel(`${this.#queue}-${String(numberIn(job, 'job-id'))}`);
		}
	}
}

/** What a queue says, as troubles and what to do about them. */
export function stateOf(queue: string, printer: IppGroup, held: string | null): QueueState {
	const reasons = wordsIn(printer, 'printer-state-reasons').filter((reason) => reason !== 'none');
	const troubles = REASONS.filter(([sign]) => reasons.some((reason) => sign.test(reason))).map(
		([, trouble]) => trouble,
	);
	const isStopped = numberIn(printer, 'printer-state') === PRINTER_STOPPED;
	const isClosed = printer.get('printer-is-accepting-jobs')?.[0] === false;
	if (!isStopped && !isClosed && held === null) return { troubles, note: null };
	const [message = ''] = wordsIn(printer, 'printer-state-message');
	const why = message === '' ? '' : ` ("${message.slice(0, 120)}")`;
	const note = isStopped
		? `The print queue ${queue} is stopped${why}: cupsenable ${queue}`
		: isClosed
			? `The print queue ${queue} takes no papers${why}: cupsaccept ${queue}`
			: `${held ?? ''} is held in the print queue: lp -i ${held ?? ''} -H resume`;
	const said: readonly Trouble[] = troubles.some((one) => one !== 'paper-low')
		? troubles
		: ['offline', ...troubles];
	return { troubles: said, note };
}

async function cancel(id: string): Promise<void> {
	// It may be printed by now: there is nothing to take back then.
	await run('cancel', [id], null).catch(() => undefined);
}

/** Runs one of the print system's commands to its end, within a time limit. @throws NotReached with what it said */
function run(command: string, args: readonly string[], input: Uint8Array | null): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { env: { ...process.env, LC_ALL: 'C' }, timeout: COMMAND_MS });
		let said = '';
		let failed = '';
		child.stdout.on('data', (bytes: Buffer) => (said += bytes.toString()));
		child.stderr.on('data', (bytes: Buffer) => (failed += bytes.toString()));
		// It may end before it has read everything.
		child.stdin.on('error', () => undefined);
		child.on('error', () =>
			reject(new NotReached('unreachable', `There is no ${command} here: install cups-client`)),
		);
		child.on('close', (code) => {
			if (code === 0) resolve(said);
			else reject(new NotReached('offline', `${failed.trim().slice(0, 300) || command} (${command})`));
		});
		child.stdin.end(input ?? '');
	});
}
