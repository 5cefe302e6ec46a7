// A print system of our own, as real as any: CUPS on a socket in a folder, with queues that lead to a TCP printer.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hasSocat } from './socat.ts';

const DAEMON = '/usr/sbin/cupsd';
const RUNNER = '/usr/lib/cups/daemon/cups-exec';

/** Whether CUPS is here; installs its daemon and commands first where apt is there and we are root. It is not started. */
export function getCups(): boolean {
	if (hasCups()) return true;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.log('Getting CUPS by apt-get (once) ...');
	// In this run level nothing that is installed is started.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	const options = { env, timeout: 120_000 };
	spawnSync('apt-get', ['update', '-q'], options);
	const packages = ['cups-daemon', 'cups-client'];
	spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], options);
	return hasCups();
}

/** Only root may run a print system, and its queues lead through socat. */
export function hasCups(): boolean {
	const isHere = existsSync(DAEMON) && existsSync(RUNNER) && spawnSync('lpstat', ['-H']).error === undefined;
	return isHere && process.getuid?.() === 0 && hasSocat();
}

export class PrintSystem {
	/** For CUPS_SERVER. */
	readonly server: string;
	readonly #folder: string;
	#daemon: ChildProcess | null = null;

	constructor() {
		// Its drivers run as another user, who has to get in.
		this.#folder = join(tmpdir(), `rotunda-cups-${String(process.pid)}-${String(Date.now())}`);
		this.server = join(this.#folder, 'socket');
		for (const name of ['root', 'spool', 'cache', 'state', 'log', 'bin/backend', 'bin/filter', 'bin/daemon'])
			mkdirSync(join(this.#folder, name), { recursive: true });
		chmodSync(this.#folder, 0o755);
		copyFileSync(RUNNER, join(this.#folder, 'bin/daemon/cups-exec'));
		this.#write('bin/backend/rotunda', BACKEND, 0o755);
		this.#write('root/cups-files.conf', filesConf(this.#folder), 0o644);
		this.#write('root/cupsd.conf', DAEMON_CONF.replace('SOCKET', this.server), 0o644);
	}

	async start(): Promise<void> {
		const of = (name: string): string => join(this.#folder, 'root', name);
		this.#daemon = spawn(DAEMON, ['-f', '-c', of('cupsd.conf'), '-s', of('cups-files.conf')], {
			stdio: 'ignore',
		});
		for (let tries = 0; tries < 400; tries += 1) {
			if (this.run('lpstat', '-r').includes('scheduler is running')) return;
			await pause(25);
		}
		throw new Error('the print system does not start');
	}

	/** A queue that passes what it gets to a printer on this port, as it is. */
	addQueue(name: string, port: number): void {
		this.run('lpadmin', '-p', name, '-v', `rotunda://127.0.0.1:${String(port)}`, '-E', '-m', 'raw');
	}

	/** One of the print system's own commands: what it said. */
	run(command: string, ...args: string[]): string {
		const env = { ...process.env, CUPS_SERVER: this.server, LC_ALL: 'C' };
		const { stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
		return stdout + stderr;
	}

	async stop(): Promise<void> {
		const daemon = this.#daemon;
		this.#daemon = null;
		if (daemon === null || daemon.exitCode !== null) return;
		const gone = new Promise((resolve) => daemon.once('exit', resolve));
		daemon.kill('SIGTERM');
		await gone;
	}

	async end(): Promise<void> {
		await this.stop();
		rmSync(this.#folder, { recursive: true, force: true });
	}

	#write(name: string, text: string, mode: number): void {
		const path = join(this.#folder, name);
		writeFileSync(path, text);
		chmodSync(path, mode);
	}
}

/** Called without arguments it lists printers, of which there are none to find; a paper comes as a file, named last. */
const BACKEND = `#!/bin/sh
[ $# -eq 0 ] && exit 0
exec socat -u "OPEN:$6" "TCP:\${DEVICE_URI#rotunda://}"
`;

const DAEMON_CONF = `Listen SOCKET
Browsing Off
WebInterface No
DefaultAuthType None
LogLevel warn
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
`;

function filesConf(folder: string): string {
	const at = (name: string): string => join(folder, name);
	return [
		`ServerRoot ${at('root')}`,
		`RequestRoot ${at('spool')}`,
		`CacheDir ${at('cache')}`,
		`StateDir ${at('state')}`,
		`ServerBin ${at('bin')}`,
		'DataDir /usr/share/cups',
		...['Error', 'Access', 'Page'].map((log) => `${log}Log ${at(`log/${log}`)}`),
		'SystemGroup root',
		'Sandboxing relaxed',
		'',
	].join('\n');
}
