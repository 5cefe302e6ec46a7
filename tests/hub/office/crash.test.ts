// kill -9 under load: whatever was acknowledged is there afterwards, no number twice, and the lobby stands as it stood.
import { expect, test } from 'vitest';
import type { CommandId } from '#domain/ids';
import type { Tables } from '#projections/view';
import type { Made } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import { commandId, send, ticketAt } from '#support/hubs/hub';
import { HubClient } from '#support/hubs/hub-client';
import { startServer } from '#support/hubs/server-process';
import { temporaryFolder } from '#support/temporary-folder';

const ROUNDS = 4;
const KIOSKS = 12;

/** What was acknowledged, kept outside the hub. */
interface Acknowledged {
	readonly id: CommandId;
	readonly command: WireCommand;
	readonly position: number;
	readonly made: Made;
}

async function clients(url: string): Promise<{ readonly kiosks: HubClient[]; readonly rep: HubClient }> {
	const guest = await HubClient.connect(url, null);
	const { demo } = await guest.must('hello', {});
	const code = demo?.devices.find((device) => device.kind === 'kiosk')?.code ?? '';
	const { token } = await guest.must('pair', { code });
	const name = demo?.accounts.find((one) => one.roles.includes('representative'))?.name ?? '';
	const office = demo?.office;
	if (office === undefined) throw new Error('no demo office');
	const signed = await guest.must('signIn', { office, name, password: demo?.password ?? '' });
	guest.close();
	const kiosks = await Promise.all(Array.from({ length: KIOSKS }, () => HubClient.connect(url, token)));
	return { kiosks, rep: await HubClient.connect(url, signed.token) };
}

/** Sends one after another until the line breaks; notes what was acknowledged, and what nobody answered. */
async function press(
	client: HubClient,
	next: (last: Made) => WireCommand,
	ledger: Acknowledged[],
	unanswered: Set<CommandId>,
): Promise<void> {
	let last: Made = {};
	client.socket.io.reconnection(false);
	const gone = new Promise<null>((resolve) => client.socket.once('disconnect', () => resolve(null)));
	for (;;) {
		const id = commandId();
		const command = next(last);
		const answer = await Promise.race([send(client, command, id), gone]);
		if (answer === null) {
			unanswered.add(id);
			return;
		}
		if (!answer.ok) continue;
		last = answer.made;
		ledger.push({ id, command, position: answer.position, made: answer.made });
	}
}

function callsAndServes(): (last: Made) => WireCommand {
	let step = 0;
	let ticket = '' as NonNullable<Made['ticket']>;
	return (last) => {
		if (last.ticket !== undefined) ({ ticket } = last);
		step += 1;
		if (step % 3 === 1 || ticket === '') return { type: 'CallNext', counter: 'counter-1' as never };
		if (step % 3 === 2) return { type: 'ServeTicket', ticket };
		return { type: 'FinishTicket', ticket, outcome: 'answered' };
	};
}

async function floorView(rep: HubClient): Promise<Tables> {
	const start = await rep.must('watch', { audience: 'floor', after: null, run: null });
	if (!('snapshot' in start)) throw new Error('no snapshot');
	return start.snapshot;
}

test(
	'After kill -9 every acknowledged ticket is there, no number is given twice, and the lobby stands as it stood',
	{ timeout: 120_000 },
	async () => {
		const data = temporaryFolder();
		const ledger: Acknowledged[] = [];
		const unanswered = new Set<CommandId>();
		for (let round = 0; round < ROUNDS; round += 1) {
			const server = await startServer({ ROTUNDA_DATA: data });
			const { kiosks, rep } = await clients(server.url);
			await send(rep, { type: 'OpenCounter', counter: 'counter-1' as never, takeOver: true });
			const pressing = [
				...kiosks.map((kiosk, at) =>
					press(kiosk, () => ticketAt(at % 2 === 0 ? 'pay-bill' : 'property-tax'), ledger, unanswered),
				),
				press(rep, callsAndServes(), ledger, unanswered),
			];
			const before = ledger.length;
			while (ledger.length < before + 150 + 70 * round)
				await new Promise((resolve) => setTimeout(resolve, 3));
			server.kill('SIGKILL');
			await Promise.all(pressing);
			for (const client of [...kiosks, rep]) client.close();
			await server.ended;
		}

		const server = await startServer({ ROTUNDA_DATA: data });
		const { kiosks, rep } = await clients(server.url);
		const [kiosk] = kiosks;
		if (kiosk === undefined) throw new Error('no kiosk');

		// Asked again, each acknowledged command is answered as it was: its events are in the record at their positions.
		for (const { id, command, position, made } of ledger) {
			const sender = command.type === 'IssueTicket' ? kiosk : rep;
			expect(await send(sender, command, id)).toEqual({ ok: true, position, made });
		}
		const issued = ledger.filter(({ command }) => command.type === 'IssueTicket');
		const numbers = issued.map(({ made }) => made.number);
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(issued.length).toBeGreaterThan(ROUNDS * 150 * 0.5);

		// Everybody who was acknowledged and not called stands in line; nobody is there who was neither acknowledged nor left unanswered.
		const before = await floorView(rep);
		const rows = Object.values(before['tickets'] ?? {}) as unknown as {
			id: string;
			visit: string;
			status: string;
			number: string;
		}[];
		const called = new Set(
			ledger.filter(({ command }) => command.type === 'CallNext').map(({ made }) => made.ticket),
		);
		const waiting = new Set(rows.filter((row) => row.status === 'waiting').map((row) => row.id));
		const lost = issued.filter(({ made }) => !called.has(made.ticket) && !waiting.has(made.ticket ?? ''));
		// A call whose answer never came may have taken one out of the line in each round.
		expect(lost.length).toBeLessThanOrEqual(ROUNDS);
		for (const { made } of lost) expect(rows.find((row) => row.id === made.ticket)?.status).toBe('called');
		const known = new Set<string>(issued.map(({ id }) => id));
		const extra = rows.filter((row) => !known.has(row.visit));
		for (const row of extra) expect(unanswered.has(row.visit as CommandId)).toBe(true);
		const all = rows.map((row) => row.number);
		expect(new Set(all).size).toBe(all.length);

		for (const client of [...kiosks, rep]) client.close();
		server.kill('SIGKILL');
		await server.ended;
		const again = await startServer({ ROTUNDA_DATA: data });
		const later = await clients(again.url);
		expect(await floorView(later.rep)).toEqual(before);
		for (const client of [...later.kiosks, later.rep]) client.close();
		again.kill('SIGTERM');
		expect((await again.ended).code).toBe(0);
	},
);
