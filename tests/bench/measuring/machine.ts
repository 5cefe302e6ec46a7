// The machine that figures are of: its processor, its memory, its disk as a commit feels it, and what runs on it.
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { arch, cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { share } from '../figures.ts';

export interface Machine {
	readonly processor: string;
	readonly cores: number;
	readonly memoryGb: number;
	/** Of the folder that the data folders of the bench are made in. */
	readonly fileSystem: string;
	/** Milliseconds of a write of 4 KB and its fdatasync. */
	readonly syncMs: { readonly p50: number; readonly p99: number };
	readonly kernel: string;
	readonly node: string;
	readonly sqlite: string;
	/** How many processes wanted the processor in the minute before. */
	readonly load: number;
	/** The version under measure, as git names it, or null. */
	readonly revision: string | null;
}

const WRITES = 300;
const BLOCK = 4096;
/** `f_type` of statfs(2). */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
	0xef53: 'ext4',
	0x58465342: 'XFS',
	0x9123683e: 'Btrfs',
	0x2fc12fc1: 'ZFS',
	0x794c7630: 'overlay',
	0x01021994: 'tmpfs: in memory, so that nothing on it is durable',
};

export async function machineHere(): Promise<Machine> {
	const [cpu] = cpus();
	const { type: kind } = await statfs(tmpdir());
	return {
		processor: cpu?.model.trim() ?? 'unknown',
		cores: cpus().length,
		memoryGb: Math.round(totalmem() / 2 ** 30),
		fileSystem: FILE_SYSTEMS[kind] ?? `type 0x${kind.toString(16)}`,
		syncMs: await syncTimes(),
		kernel: `${type()} ${release()} ${arch()}`,
		node: process.version,
		sqlite: process.versions['sqlite'] ?? 'unknown',
		load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
		revision: await revision(),
	};
}

async function syncTimes(): Promise<Machine['syncMs']> {
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	try {
		const file = await open(join(folder, 'disk'), 'w');
		const took: number[] = [];
		for (let write = 0; write < WRITES; write += 1) {
			const began = performance.now();
			await file.write(Buffer.alloc(BLOCK, write), 0, BLOCK, write * BLOCK);
			await file.datasync();
			took.push(performance.now() - began);
		}
		await file.close();
		return { p50: digits(share(took, 0.5)), p99: digits(share(took, 0.99)) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function revision(): Promise<string | null> {
	const git = async (...args: string[]) =>
		(await promisify(execFile)('git', args, { cwd: import.meta.dirname })).stdout.trim();
	try {
		const commit = await git('rev-parse', '--short=10', 'HEAD');
		// The report itself is written by the run.
		const changed = await git('status', '--porcelain', '--', '../../src', '../../hardware', '.', ':!report');
		return changed === '' ? commit : `${commit} with changes`;
	} catch {
		return null;
	}
}

function digits(ms: number): number {
	return Number(ms.toPrecision(3));
}
