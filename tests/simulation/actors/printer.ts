// A printer that runs out of paper, loses power and breaks in the middle, and the agent's device in front of it.
import type { Device, DeviceState, Order, RunResult } from '#hardware/device';
import type { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';

interface Piece {
	readonly job: string;
	/** Known to hang there from an earlier life: it is marked before it is cut off. */
	isWhole: boolean;
}

/** The machine itself: it stands there whoever drives it. */
export class PrinterMachine {
	/** `breaks`: it stops in the middle of whatever it prints. */
	fault: 'none' | 'paper-out' | 'breaks' = 'none';
	/** Cut off and whole, in order. */
	readonly papers: string[] = [];
	/** Pieces that were marked invalid. */
	spoilt = 0;
	faults = 0;
	piece: Piece | null = null;

	/** Cutting air harms nobody. */
	cut(isValid: boolean): void {
		const { piece } = this;
		this.piece = null;
		if (piece === null) return;
		if (isValid && piece.isWhole) this.papers.push(piece.job);
		else this.spoilt += 1;
	}
}

const BODY_MS = 300;
const CUT_MS = 60;
const LOOK_MS = 250;

export class SimulatedPrinter implements Device {
	readonly kind = 'printer';
	readonly #machine: PrinterMachine;
	readonly #program: Program;
	readonly #time: VirtualTime;
	#stopped = false;

	constructor(machine: PrinterMachine, program: Program, time: VirtualTime) {
		this.#machine = machine;
		this.#program = program;
		this.#time = time;
	}

	start(): void {}

	async ready(): Promise<void> {
		while (this.#machine.fault === 'paper-out' && !this.#stopped) await this.#wait(LOOK_MS);
	}

	async run({ job, progress, left, reached }: Order): Promise<RunResult> {
		const machine = this.#machine;
		if (progress !== 'whole') {
			// What an earlier job left hanging goes first: whole it is somebody's paper, torn it is nobody's.
			if (left !== 'clean') machine.cut(left === 'uncut');
			reached('begun');
			machine.piece = { job: job.id, isWhole: false };
			await this.#wait(BODY_MS);
			if (this.#isBroken()) return 'broken';
			machine.piece = { job: job.id, isWhole: true };
			reached('whole');
		}
		await this.#wait(CUT_MS);
		if (this.#isBroken()) return 'broken';
		machine.cut(true);
		// The confirmation takes its time too.
		await this.#wait(CUT_MS);
		return 'done';
	}

	async tidy(left: 'torn' | 'uncut'): Promise<boolean> {
		await this.#wait(CUT_MS);
		if (this.#isBroken()) return false;
		this.#machine.cut(left === 'uncut');
		return true;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
	}

	onHealth(listener: (state: DeviceState) => void): void {
		listener({ state: 'ok', troubles: [] } as unknown as DeviceState);
	}

	#isBroken(): boolean {
		if (this.#machine.fault === 'none') return false;
		this.#machine.faults += 1;
		return true;
	}

	#wait(delay: number): Promise<void> {
		return this.#time.wait(this.#program, delay);
	}
}
