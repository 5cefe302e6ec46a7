// The hub's disk fills up under it: every command is told so, nothing is given out, and with room again work goes on.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfficeId } from '#domain/ids';
import { openRecord } from '#store/stores';
import { commandId, send, ticketAt } from '#support/hubs/hub';
import { startServer } from '#support/hubs/server-process';
import { demoClients } from './demo-clients.ts';

export interface FullDiskReport {
	/** Commands told as `fault` while the disk was full. */
	readonly faults: number;
	readonly wrong: readonly string[];
}

/** Null where nobody may mount a disk of that size. */
export async function fullDisk(): Promise<FullDiskReport | null> {
	const folder = mkdtempSync(join(tmpdir(), 'rotunda-full-'));
	if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).status !== 0) {
		rmSync(folder, { recursive: true });
		return null;
	}
	const wrong: string[] = [];
	const server = await startServer({ ROTUNDA_DATA: join(folder, 'data'), ROTUNDA_LOG: 'silent' });
	const clients = await demoClients(server.url, 4);
	try {
		const health = async () => (await fetch(`${server.url}/healthz`)).status;
		const first = await send(clients.kiosk, ticketAt('pay-bill'));
		const ballast = fillUp(folder);
		const ids = Array.from({ length: 300 }, commandId);
		let faults = 0;
		let last = first;
		for (const [at, id] of ids.entries()) {
			const answer = await send(clients.kiosks[at % 4] ?? clients.kiosk, ticketAt('pay-bill'), id);
			if (answer.ok) last = answer;
			else if (answer.code === 'fault') faults += 1;
			else wrong.push(`told ${answer.code} instead of a fault`);
		}
		if (faults === 0) wrong.push('the disk never was full');
		if ((await health()) === 200) wrong.push('it says that it is well while it cannot store');
		rmSync(ballast);
		// The same commands again: those that were done are answered alike, the others are done now.
		const answers = [];
		for (const id of ids) answers.push(await send(clients.kiosk, ticketAt('pay-bill'), id));
		const numbers = answers.map((answer) => (answer.ok ? (answer.made.number ?? '') : answer.code));
		if (new Set(numbers).size !== ids.length)
			wrong.push('a number was given twice, or a command was not done');
		if (numbers.includes('fault') || !last.ok) wrong.push('with room again it still cannot store');
		if ((await health()) !== 200) wrong.push('with room again it still says that it is not well');
		clients.close();
		server.kill('SIGTERM');
		await server.ended;
		const store = await openRecord({ databaseUrl: null, data: join(folder, 'data') });
		let issued = 0;
		for await (const { event } of store.read('harborview' as OfficeId, 0))
			if (event.type === 'TicketIssued') issued += 1;
		await store.close();
		if (issued !== ids.length + 1)
			wrong.push(`${issued} tickets are in the record, ${ids.length + 1} were given`);
		return { faults, wrong };
	} finally {
		clients.close();
		server.kill('SIGKILL');
		await server.ended;
		spawnSync('umount', [folder]);
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Leaves not a byte free. */
function fillUp(folder: string): string {
	const ballast = join(folder, 'ballast');
	for (const size of [65_536, 4_096]) {
		try {
			for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
		} catch {
			// Full, to that grain.
		}
	}
	return ballast;
}
