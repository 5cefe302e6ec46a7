// Time that moves only when nothing is left to do: one heap of what is to come, one thing after another.
import type { Program } from './program.ts';

/** The machine's own, kept before anybody puts another in its place. */
const nextTurn = globalThis.setImmediate;

interface Planned {
	readonly at: number;
	readonly order: number;
	readonly program: Program;
	readonly run: () => void;
	off: boolean;
}

/** What `setTimeout` and its like give back. */
export class Timer {
	readonly #planned: { current: Planned };

	constructor(planned: { current: Planned }) {
		this.#planned = planned;
	}

	cancel(): void {
		this.#planned.current.off = true;
	}

	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}

	hasRef(): boolean {
		return true;
	}
}

export class VirtualTime {
	/** Milliseconds since the machine was switched on; nobody sets this back. */
	now = 0;
	/** What is added to it on the clock on the wall. */
	offset: number;
	/** Whose code runs. */
	current: Program;
	/** Looks on after each thing done. */
	afterEach: (program: Program) => void = () => undefined;
	/** What nobody caught ends a real process. */
	onThrown: (program: Program, error: unknown) => void = (_program, error) => {
		throw error;
	};
	#heap: Planned[] = [];
	#order = 0;
	#done = 0;

	/** @param wall what the clock on the wall shows at the start, ms since 1970 */
	constructor(wall: number, nobody: Program) {
		this.offset = wall;
		this.current = nobody;
	}

	/** What the clock shows on the machine of whoever runs. */
	get wall(): number {
		return Math.floor(this.now) + this.offset + this.current.skew;
	}

	/** How many things have been done so far. */
	get done(): number {
		return this.#done;
	}

	/** Plans for a program; a dead one does nothing any more. */
	plan(program: Program, delay: number, run: () => void): Timer {
		return new Timer({ current: this.#add(program, this.now + Math.max(0, delay), run) });
	}

	repeat(program: Program, every: number, run: () => void): Timer {
		const planned: { current: Planned } = { current: this.#add(program, this.now + every, () => again()) };
		const again = () => {
			planned.current = this.#add(program, this.now + every, again);
			run();
		};
		return new Timer(planned);
	}

	wait(program: Program, delay: number): Promise<void> {
		return new Promise((resolve) => void this.plan(program, delay, resolve));
	}

	/** Does what is planned up to that time, one thing after another, each to its last consequence. */
	async until(end: number, enough: () => boolean = () => false): Promise<void> {
		for (;;) {
			const next = this.#heap[0];
			if (next === undefined || next.at > end) break;
			this.#takeFirst();
			if (next.off || !next.program.alive) continue;
			this.now = next.at;
			await this.as(next.program, next.run);
			if (enough()) return;
		}
		this.now = Math.max(this.now, end);
	}

	/** Does it as that program, with all that follows from it at once. */
	async as(program: Program, run: () => void): Promise<void> {
		const before = this.current;
		this.current = program;
		this.#done += 1;
		try {
			run();
		} catch (error) {
			this.onThrown(program, error);
		}
		// A turn of the real loop comes only after every promise that could go on has gone on.
		await new Promise((resolve) => nextTurn(resolve));
		this.current = before;
		this.afterEach(program);
	}

	#add(program: Program, at: number, run: () => void): Planned {
		const planned: Planned = { at, order: (this.#order += 1), program, run, off: false };
		const heap = this.#heap;
		let place = heap.push(planned) - 1;
		while (place > 0) {
			const above = (place - 1) >> 1;
			const parent = heap[above];
			if (parent === undefined || !isBefore(planned, parent)) break;
			heap[place] = parent;
			place = above;
		}
		heap[place] = planned;
		return planned;
	}

	#takeFirst(): void {
		const heap = this.#heap;
		const last = heap.pop();
		if (last === undefined || heap.length === 0) return;
		let place = 0;
		for (;;) {
			let child = 2 * place + 1;
			const [left, right] = [heap[child], heap[child + 1]];
			if (left === undefined) break;
			const smaller = right !== undefined && isBefore(right, left) ? right : left;
			if (smaller === right) child += 1;
			if (!isBefore(smaller, last)) break;
			heap[place] = smaller;
			place = child;
		}
		heap[place] = last;
	}
}

function isBefore(one: Planned, other: Planned): boolean {
	return one.at < other.at || (one.at === other.at && one.order < other.order);
}
