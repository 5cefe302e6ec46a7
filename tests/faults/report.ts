// What `npm run faults` says: where it is while it runs, each campaign's figures, and all of it once more at the end.
import { cpus, release, totalmem } from 'node:os';

export interface Verdict {
	/** Measured in this run, in a sentence. */
	readonly figures: string;
	/** What did not hold, a line each; nothing when all did. */
	readonly wrong: readonly string[];
}

/** Why it could not be run here. */
export interface Skipped {
	readonly skipped: string;
}

const SHOWN = 20;

export class FaultReport {
	readonly #lines: string[] = [];
	readonly #began = performance.now();
	readonly #counts = { held: 0, broken: 0, skipped: 0 };

	/** On a terminal in place, elsewhere a line now and then. */
	progress(line: string, isWorthALine: boolean): void {
		if (process.stdout.isTTY)
			process.stdout.write(`\r${line.padEnd(100).slice(0, process.stdout.columns - 1)}`);
		else if (isWorthALine) console.log(`          ${line}`);
	}

	add(name: string, verdict: Verdict | Skipped): void {
		if (process.stdout.isTTY) process.stdout.write(`\r${' '.repeat(process.stdout.columns - 1)}\r`);
		const lines = linesOf(name, verdict);
		this.#lines.push(...lines);
		if ('skipped' in verdict) this.#counts.skipped += 1;
		else if (verdict.wrong.length === 0) this.#counts.held += 1;
		else this.#counts.broken += 1;
		console.log(lines.join('\n'));
	}

	/** @returns whether everything that was run held, and anything was run. */
	end(): boolean {
		const { held, broken, skipped } = this.#counts;
		const minutes = ((performance.now() - this.#began) / 60_000).toFixed(1);
		const machine = `${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}, ${(totalmem() / 1e9).toFixed(0)} GB, ${process.platform} ${release()}, Node ${process.version}`;
		const counted = [`${held} held`, `${broken} broken`, `${skipped} skipped`].join(', ');
		console.log(
			`\nFaults, ${new Date().toISOString().slice(0, 16)}Z, ${machine}\n${this.#lines.join('\n')}\n${counted} in ${minutes} min`,
		);
		return broken === 0 && held > 0;
	}
}

function linesOf(name: string, verdict: Verdict | Skipped): string[] {
	if ('skipped' in verdict) return [`skipped ${name.padEnd(14)} ${verdict.skipped}`];
	const { figures, wrong } = verdict;
	const left = wrong.length - SHOWN;
	return [
		`${wrong.length === 0 ? 'held   ' : 'BROKEN '} ${name.padEnd(14)} ${figures}`,
		...wrong.slice(0, SHOWN).map((one) => `          ${one}`),
		...(left > 0 ? [`          and ${left} more`] : []),
	];
}
