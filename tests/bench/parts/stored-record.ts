// What a long record costs: from starting the hub's process until it answers, and a ticket then, with nothing and with up to
// three million events stored before.
import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DeviceId } from '#domain/ids';
import { newToken, tokenHash } from '#hub/access/tokens';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { SqliteAccess } from '#store/sqlite/sqlite-access';
import { officesFolder, recordFile } from '#store/stores';
import { newCommandId } from '#screens/live/command-id.ts';
import type { CommandAnswer } from '#protocol/answers';
import { HubClient } from '#support/hubs/hub-client';
import { benchFolder, benchOffice, progress, startHubIn } from '../lobby/bench-lobby.ts';
import { figure, median } from '../figures.ts';
import type { Figure } from '../figures.ts';

const SIZES = [0, 10_000, 100_000, 1_000_000, 3_000_000] as const;
const QUICK_SIZES = [0, 10_000] as const;
const ROUNDS = 7;
const QUICK_ROUNDS = 3;
/** One after another, right after the start. */
const TICKETS = 40;

interface Kept {
	readonly size: number;
	readonly folder: string;
	readonly starts: number[];
	readonly tickets: number[];
}

export async function storedRecord(_wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const folder = await benchFolder();
	const rounds = isQuick ? QUICK_ROUNDS : ROUNDS;
	const { recorded, service } = benchOffice('record', 'x');
	const token = newToken('d');
	const issue = {
		type: 'IssueTicket',
		services: [service],
		language: 'pl',
		needs: [],
		priority: 'normal',
		channel: 'kiosk',
		printer: null,
	} as const;

	/** A record that was broken off; its kiosk was let in before anything happened. */
	async function write(size: number): Promise<Kept> {
		progress(`stored events: writing ${size.toLocaleString('en')}`);
		const data = join(folder, String(size));
		await new LowdbOfficeFiles(officesFolder(data)).save(recorded.office);
		const access = new SqliteAccess(recordFile(data));
		const kiosk = recorded.kiosks[0] ?? ('' as DeviceId);
		const pairedAt = Date.now();
		await access.addDevice(tokenHash(token), { office: recorded.office.id, device: kiosk, pairedAt });
		await access.close();
		const history = join(import.meta.dirname, '../lobby/history.ts');
		if (size > 0) await promisify(execFile)(process.execPath, [history, data, String(size)]);
		return { size, folder: data, starts: [], tickets: [] };
	}

	/** On a copy: a start must not leave a shorter way for the next one. */
	async function start({ folder: data, starts, tickets }: Kept, measured: boolean): Promise<void> {
		const copy = `${data}-copy`;
		await cp(data, copy, { recursive: true });
		// The disk is not to be busy with the copy while somebody waits for a commit.
		await promisify(execFile)('sync');
		const began = performance.now();
		const hub = await startHubIn(copy);
		const took = performance.now() - began;
		const kiosk = await HubClient.connect(hub.url, token);
		const each = await oneAfterAnother(kiosk);
		kiosk.close();
		await hub.stop();
		if (!measured) return;
		starts.push(took);
		tickets.push(...each);
	}

	async function oneAfterAnother(kiosk: HubClient): Promise<number[]> {
		const took: number[] = [];
		for (const until = Date.now() + 60_000; took.length < TICKETS && Date.now() < until;) {
			const sent = performance.now();
			const ask = { id: newCommandId(), command: issue };
			const answer = (await kiosk.socket.emitWithAck('command', ask)) as CommandAnswer;
			// The hub has just closed the record's last day and opens today's.
			if (answer.ok) took.push(performance.now() - sent);
			else await new Promise((next) => setTimeout(next, 20));
		}
		if (took.length < TICKETS) throw new Error('no ticket was issued within a minute after the start');
		return took;
	}

	try {
		const kept: Kept[] = [];
		for (const size of isQuick ? QUICK_SIZES : SIZES) kept.push(await write(size));
		for (let round = 0; round <= rounds; round += 1) {
			// The first round reads the program and the files into the machine's memory.
			for (const one of kept) {
				const stored = one.size.toLocaleString('en');
				progress(`stored events: starting, round ${String(round)} of ${String(rounds)}, ${stored} stored`);
				await start(one, round > 0);
			}
		}
		return figuresOf(kept);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function figuresOf(kept: readonly Kept[]): Figure[] {
	const [empty] = kept;
	return kept.flatMap((one) => {
		const beside = (what: string, of: (one: Kept) => readonly number[]) => {
			const limit = empty === undefined || one === empty ? null : median(of(empty));
			return figure(`stored-${what}-${String(one.size)}`, median(of(one)), 'ms', limit);
		};
		return [beside('start', ({ starts }) => starts), beside('issue', ({ tickets }) => tickets)];
	});
}
