// The agent's own memory of how far each job got, on disk before the bytes that make it true leave.
import {
	closeSync,
	fdatasyncSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { DeviceId, JobId, Progress } from '../device.ts';

export type Mark = 'begun' | 'whole' | 'printed' | 'failed';
const MARKS: readonly string[] = ['begun', 'whole', 'printed', 'failed'] satisfies Mark[];
/** Of a device alone: what hung out of it was ended, or still hangs though the job went elsewhere. */
export type DeviceMark = 'cleared' | 'torn' | 'uncut';
const DEVICE_MARKS: readonly string[] = ['cleared', 'torn', 'uncut'] satisfies DeviceMark[];

interface Entry {
	readonly device: string;
	readonly mark: Mark;
}
type Left = 'clean' | 'torn' | 'uncut';

/** Jobs whose end is remembered after a restart: days of tickets, some hundred kilobytes. */
const REMEMBERED = 5000;
/** Lines written since it was last short: an agent may run for years. */
const REWRITTEN_AFTER = 50_000;

/** One line a step: `begun printer-1 job-id`. A line that a crash cut short is passed over. */
export class JobLedger {
	readonly #path: string;
	#jobs = new Map<string, Entry>();
	/** By the device's last step, whatever job it was of. */
	readonly #left = new Map<string, Left>();
	#file: number;
	#lines = 0;

	/** Opens or makes the file. Throws when the folder cannot be written. */
	constructor(path: string) {
		this.#path = path;
		mkdirSync(dirname(path), { recursive: true });
		for (const line of readLines(path)) this.#read(line);
		this.#file = this.#rewrite();
	}

	progressOf(job: JobId): Progress | 'printed' | 'failed' {
		return this.#jobs.get(job)?.mark ?? 'none';
	}

	/** What the last job left in this device. */
	leftIn(device: DeviceId): Left {
		return this.#left.get(device) ?? 'clean';
	}

	/** Returns when it is on disk. Throws when it could not be written. */
	note(device: DeviceId, job: JobId, mark: Mark | DeviceMark): void {
		writeSync(this.#file, `${mark} ${device} ${job}\n`);
		fdatasyncSync(this.#file);
		this.#remember(device, job, mark);
		this.#lines += 1;
		if (this.#lines < REWRITTEN_AFTER) return;
		closeSync(this.#file);
		this.#file = this.#rewrite();
	}

	close(): void {
		closeSync(this.#file);
	}

	#remember(device: string, job: string, mark: Mark | DeviceMark): void {
		// A job that failed left nothing behind; what an earlier one left is still there.
		if (mark !== 'failed') this.#left.set(device, LEAVES[mark]);
		if (!isOfJob(mark)) return;
		this.#jobs.delete(job);
		this.#jobs.set(job, { device, mark });
	}

	#read(line: string): void {
		const [mark = '', device = '', job = '', ...more] = line.split(' ');
		const known = MARKS.includes(mark) || DEVICE_MARKS.includes(mark);
		if (!known || device === '' || job === '' || more.length > 0) return;
		this.#remember(device, job, mark as Mark | DeviceMark);
	}

	/** What the last job remembered of this device says it left there. */
	#toldBy(device: string): Left {
		let left: Left = 'clean';
		for (const entry of this.#jobs.values())
			if (entry.device === device && entry.mark !== 'failed') left = LEAVES[entry.mark];
		return left;
	}

	/** Starts the file anew with what is worth keeping, so that it never grows without end. */
	#rewrite(): number {
		this.#jobs = new Map([...this.#jobs].slice(-REMEMBERED));
		this.#lines = 0;
		const lines = [...this.#jobs].map(([job, { device, mark }]) => `${mark} ${device} ${job}\n`);
		// A job that another printer took over, or that was forgotten, no longer tells what it left in the first.
		for (const [device, left] of this.#left) {
			if (left !== this.#toldBy(device))
				lines.push(`${left === 'clean' ? 'cleared' : left} ${device} -
`);
		}
		const aside = `${this.#path}.new`;
		const file = openSync(aside, 'w', 0o600);
		writeSync(file, lines.join(''));
		fsyncSync(file);
		closeSync(file);
		renameSync(aside, this.#path);
		const folder = openSync(dirname(this.#path), 'r');
		fsyncSync(folder);
		closeSync(folder);
		return openSync(this.#path, 'a', 0o600);
	}
}

const LEAVES: Readonly<Record<Exclude<Mark | DeviceMark, 'failed'>, Left>> = {
	begun: 'torn',
	whole: 'uncut',
	printed: 'clean',
	cleared: 'clean',
	torn: 'torn',
	uncut: 'uncut',
};

function isOfJob(mark: Mark | DeviceMark): mark is Mark {
	return MARKS.includes(mark);
}

function readLines(path: string): string[] {
	try {
		const text = readFileSync(path, 'utf8');
		// What follows the last line end was cut short.
		return text.split('\n').slice(0, -1);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}
