// What the agent needs of its machine: a Node that runs it, a folder to remember in, and its own parts.
import {
	accessSync,
	closeSync,
	constants,
	fsyncSync,
	mkdirSync,
	openSync,
	rmSync,
	statfsSync,
	writeSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { note, ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** The first that runs TypeScript as it is. */
const LEAST_NODE = [22, 18] as const;
const LITTLE_ROOM_MB = 50;

export function checkNode(version: string): Finding {
	const [major = 0, minor = 0] = version.split('.').map(Number);
	const [least, leastMinor] = LEAST_NODE;
	if (major > least || (major === least && minor >= leastMinor)) return ok('node', `Node ${version}`);
	return wrong(
		'node',
		`Node ${version} is too old`,
		'run npm ci in the folder of Rotunda, which brings a Node of its own, and start with npm run agent',
	);
}

export function checkFolder(folder: string): Finding {
	const path = join(folder, 'check');
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		const file = openSync(path, 'w', 0o600);
		writeSync(file, 'check\n');
		fsyncSync(file);
		closeSync(file);
		rmSync(path);
	} catch (error) {
		return unwritable(folder, error as NodeJS.ErrnoException);
	}
	const { bavail, bsize } = statfsSync(folder);
	const free = Math.round((bavail * bsize) / 1024 / 1024);
	if (free > LITTLE_ROOM_MB) return ok('folder', `${folder} can be written`);
	return note(
		'folder',
		`${folder} can be written, but only ${String(free)} MB are free`,
		'make room on this disk',
	);
}

function unwritable(folder: string, error: NodeJS.ErrnoException): Finding {
	const me = userInfo().username;
	const said = `${folder} cannot be written by ${me}: ${error.message}`;
	switch (error.code) {
		case 'EACCES':
		case 'EPERM':
			return wrong('folder', said, `sudo chown -R ${me} ${folder}, or name another folder with --data`);
		case 'ENOSPC':
			return wrong('folder', said, 'the disk is full: make room on it');
		case 'EROFS':
			return wrong('folder', said, 'the disk is mounted for reading only: name another folder with --data');
		default:
			return wrong('folder', said, 'name a folder that can be made and written with --data');
	}
}

/** Loads the agent whole, so that a part that is missing or made for another machine is found before a ticket needs it. */
export async function checkParts(): Promise<Finding> {
	try {
		await import('../running-agent.ts');
		await import('../service-watch.ts');
		return ok('parts', 'every part of the agent is here and loads');
	} catch (error) {
		const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
		return wrong(
			'parts',
			`the agent does not load: ${why ?? ''}`,
			'run npm ci in the folder of Rotunda on this machine',
		);
	}
}

/** Null when the user may read and write it. */
export function rightsTo(path: string): string | null {
	try {
		accessSync(path, constants.R_OK | constants.W_OK);
		return null;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code ?? 'EACCES';
	}
}
