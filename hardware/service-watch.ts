// Tells systemd that the agent is up, how it is, and again and again that it lives: silence has it started anew.
import { execFile } from 'node:child_process';
import type { Logger } from 'pino';

export interface ServiceWatchOptions {
	readonly env: NodeJS.ProcessEnv;
	/** One line for `systemctl status`. */
	readonly status: () => string;
	/** What hangs and will not come back by itself, or null. */
	readonly stuck: () => string | null;
	/** Called once, with what hangs. */
	readonly onStuck: (what: string) => void;
	readonly log: Logger;
}

/** Without a watchdog of the system the agent still looks after itself so often. */
const USUAL_MS = 10_000;
const LONGEST_WORD_MS = 5000;

export class ServiceWatch {
	readonly #options: ServiceWatchOptions;
	#timer: NodeJS.Timeout | null = null;
	#warned = false;

	constructor(options: ServiceWatchOptions) {
		this.#options = options;
	}

	start(): void {
		// A timer of the very event loop that is watched: when it stands still, so does the word of life.
		this.#timer = setInterval(() => this.#look(), periodMs(this.#options.env));
		this.#say('READY=1', 'starting');
	}

	stop(): void {
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
		this.#say('STOPPING=1', 'stopping');
	}

	#look(): void {
		const { stuck, onStuck, status } = this.#options;
		const what = stuck();
		if (what === null) return this.#say('WATCHDOG=1', status());
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
		onStuck(what);
	}

	/** Node has no datagrams on local sockets: systemd's own tool says it. */
	#say(word: string, status: string): void {
		const { env, log } = this.#options;
		if (env['NOTIFY_SOCKET'] === undefined) return;
		const options = { env, timeout: LONGEST_WORD_MS };
		execFile('systemd-notify', [`--status=${status}`, word], options, (error) => {
			if (error === null || this.#warned) return;
			this.#warned = true;
			log.warn({ err: error }, 'systemd does not hear this agent: is systemd-notify installed?');
		});
	}
}

/** A third of what the system waits, so that one lost word costs nothing. */
function periodMs(env: NodeJS.ProcessEnv): number {
	const allowed = Number(env['WATCHDOG_USEC'] ?? NaN) / 1000;
	return allowed > 0 ? Math.min(USUAL_MS, allowed / 3) : USUAL_MS;
}
