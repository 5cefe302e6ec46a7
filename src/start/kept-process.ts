// A child process that is started again when it dies, later each time, until it is stopped.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** After living this long it is healthy again, and its next death counts as the first. */
const HEALTHY = 30_000;
/** What does not end by itself in this time is killed. */
const PATIENCE = 8_000;

export class KeptProcess {
	readonly #name: string;
	readonly #args: readonly string[];
	readonly #env: NodeJS.ProcessEnv;
	readonly #say: (line: string) => void;
	#child: ChildProcess | null = null;
	#pause = FIRST_PAUSE;
	#again: NodeJS.Timeout | null = null;
	#stopped = false;

	/** Runs this very Node with `args`. */
	constructor(name: string, args: readonly string[], env: NodeJS.ProcessEnv, say: (line: string) => void) {
		this.#name = name;
		this.#args = args;
		this.#env = env;
		this.#say = say;
	}

	start(): void {
		this.#again = null;
		const startedAt = Date.now();
		const child = spawn(process.execPath, this.#args, { env: this.#env, stdio: 'inherit' });
		this.#child = child;
		child.once('exit', (code, signal) => {
			this.#child = null;
			if (this.#stopped) return;
			if (Date.now() - startedAt > HEALTHY) this.#pause = FIRST_PAUSE;
			this.#say(
				`${this.#name} ended (${signal ?? String(code)}); it starts again in ${this.#pause / 1000} s.`,
			);
			this.#again = setTimeout(() => this.start(), this.#pause);
			this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
		});
	}

	/** From now on its end is no accident: a CTRL-C reaches every process of a terminal at once. */
	expectEnd(): void {
		this.#stopped = true;
		if (this.#again !== null) clearTimeout(this.#again);
	}

	async stop(): Promise<void> {
		this.expectEnd();
		if (this.#child !== null) await endChild(this.#child);
	}
}

/** Asks a process to end, and makes it when it does not. */
export function endChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	return new Promise((resolve) => {
		const late = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
		child.once('exit', () => {
			clearTimeout(late);
			resolve();
		});
		child.kill('SIGTERM');
	});
}
