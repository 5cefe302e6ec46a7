// A serial line without hardware: socat makes a pseudo terminal whose other end is a TCP printer.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';

/** Whether socat is here; installs it first where apt is there and we are root. */
export function getSocat(): boolean {
	if (hasSocat()) return true;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.log('Getting socat by apt-get (once) ...');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const options = { env, timeout: 120_000 };
	spawnSync('apt-get', ['update', '-q'], options);
	spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'socat'], options);
	return hasSocat();
}

export function hasSocat(): boolean {
	return spawnSync('socat', ['-V']).error === undefined;
}

/** A serial line that is there again by itself after each hang-up, as an adapter that is plugged in again. */
export class SerialLine {
	readonly path: string;
	readonly #port: number;
	#socat: ChildProcess | null = null;
	#stopped = false;

	/** @param path of the pseudo terminal; @param port of the TCP printer at its other end */
	constructor(path: string, port: number) {
		this.path = path;
		this.#port = port;
		this.#connect();
	}

	get isThere(): boolean {
		return existsSync(this.path);
	}

	/** Pulls the adapter out for a moment. */
	unplug(): void {
		// Killed, it would leave its name pointing at a terminal that somebody else may be given next.
		rmSync(this.path, { force: true });
		this.#socat?.kill('SIGKILL');
	}

	/** Pulls it out until it is plugged in again. */
	pullOut(): void {
		this.stop();
		rmSync(this.path, { force: true });
	}

	plugIn(): void {
		this.#stopped = false;
		this.#connect();
	}

	stop(): void {
		this.#stopped = true;
		this.#socat?.kill('SIGKILL');
	}

	#connect(): void {
		if (this.#stopped) return;
		const line = `PTY,link=${this.path},raw,echo=0,b115200`;
		this.#socat = spawn('socat', [line, `TCP:127.0.0.1:${String(this.#port)}`], { stdio: 'ignore' });
		this.#socat.once('exit', () => setTimeout(() => this.#connect(), 50));
	}
}
