// Which rows the last batches changed: whoever was away for a moment gets those rows as they stand now.
import { Touched } from '#projections/touched';

const KEPT = 2000;

interface Step {
	readonly position: number;
	readonly touched: Touched;
}

export class UpdateRing {
	#steps: Step[] = [];
	/** Views at or after this position can be brought up to date from the ring. */
	#from: number;

	constructor(position: number) {
		this.#from = position;
	}

	add(position: number, touched: Touched): void {
		this.#steps.push({ position, touched });
		// Cut seldom and in one go: shifting one by one would move the whole list with every batch.
		if (this.#steps.length < 2 * KEPT) return;
		const dropped = this.#steps.splice(0, this.#steps.length - KEPT);
		this.#from = dropped.at(-1)?.position ?? this.#from;
	}

	/** Nothing before this position can be caught up with any more. */
	restart(position: number): void {
		this.#steps = [];
		this.#from = position;
	}

	/** The tables' rows touched after that position, or null when that is too long ago. */
	touchedAfter(after: number, tables: readonly string[]): Touched | null {
		if (after < this.#from) return null;
		const all = new Touched();
		for (let at = this.#steps.length - 1; at >= 0; at -= 1) {
			const step = this.#steps[at];
			if (step === undefined || step.position <= after) break;
			for (const table of tables) {
				for (const id of step.touched.idsOf(table)) all.add(table, id);
				for (const id of step.touched.freshOf(table)) all.addFresh(table, id);
			}
		}
		return all;
	}
}
