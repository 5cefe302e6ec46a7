// Owed papers between staff, hub and agents: doubted, wanted, void, moved, and sent to the spare printer in the first place.
import { describe, expect, test } from 'vitest';
import type { DeviceId, JobId } from '#domain/ids';
import type { Office } from '#domain/office';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { withFitPrinter } from '#hub/office/spare-printer';
import type { WireCommand } from '#protocol/command-schema';
import type { DeviceHealth, DeviceJob, Health } from '#protocol/device-schema';
import { commandId, done, send, testHub, ticketAt } from '#support/hubs/hub';
import type { TestHub } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';
import { plainDevice } from '#support/plain-device';
import { id } from '#support/story';

const at = (name: string, agent: string) =>
	plainDevice(name, 'printer', { agent: id<DeviceId>(agent), address: 'tcp://127.0.0.1:9101' });

/** The kiosk has a spare printer, driven by an agent of its own. */
function twoPrinters(): Office {
	const office = hubOffice('hall');
	const devices = office.devices.map((one) =>
		one.id === 'kiosk' ? { ...one, sparePrinter: id<DeviceId>('spare') } : one,
	);
	return { ...office, devices: [...devices, plainDevice('agent-2', 'agent'), at('spare', 'agent-2')] };
}

const printed: WireCommand = { ...ticketAt('passport'), printer: id('printer') } as WireCommand;

const workOf = async (agent: HubClient): Promise<readonly DeviceJob[]> => (await agent.must('work', {})).jobs;

function changed(agent: HubClient): Promise<void> {
	return new Promise((resolve) => agent.socket.once('workChanged', () => resolve()));
}

async function say(agent: HubClient, device: string, state: Health['state']): Promise<void> {
	const troubles: Health['troubles'] = state === 'ok' ? [] : ['paper-out'];
	await agent.must('health', { device: id(device), state, troubles, note: null });
}

async function owed(kiosk: HubClient): Promise<JobId> {
	const { made } = await done(kiosk, printed);
	if (made.job === undefined) throw new Error('no paper is owed');
	return made.job;
}

interface Cast {
	readonly hub: TestHub;
	readonly kiosk: HubClient;
	readonly agent: HubClient;
	readonly second: HubClient;
	readonly flo: HubClient;
}

async function cast(): Promise<Cast> {
	const hub = await testHub({ offices: [twoPrinters()] });
	const [kiosk, agent, second] = [
		await hub.device('kiosk'),
		await hub.device('agent'),
		await hub.device('agent-2'),
	];
	await agent.must('work', {});
	await second.must('work', {});
	return { hub, kiosk, agent, second, flo: await hub.staff('flo') };
}

describe('a paper that waits', () => {
	test('Doubted by its agent and wanted by staff, the agent is told to ask again and finds it wanted', async () => {
		const { kiosk, agent, flo } = await cast();
		const job = await owed(kiosk);
		await done(agent, { type: 'DoubtJob', job });
		expect(await workOf(agent)).toMatchObject([{ id: job, wanted: false }]);
		const told = changed(agent);
		await done(flo, { type: 'WantJob', job });
		await told;
		expect(await workOf(agent)).toMatchObject([{ id: job, wanted: true }]);
	});

	test('Void by staff, its agent is told to ask again and no longer has it; its own word needs no telling', async () => {
		const { kiosk, agent, flo } = await cast();
		const [first, second] = [await owed(kiosk), await owed(kiosk)];
		const told = changed(agent);
		await done(flo, { type: 'EndJob', job: first, outcome: 'void' });
		await told;
		expect((await workOf(agent)).map((job) => job.id)).toEqual([second]);
		let calls = 0;
		agent.socket.on('workChanged', () => (calls += 1));
		await done(agent, { type: 'EndJob', job: second, outcome: 'printed' });
		expect(await workOf(agent)).toEqual([]);
		expect(calls).toBe(0);
	});

	test('Staff say that a paper is not needed, and never how it was printed', async () => {
		const { kiosk, flo } = await cast();
		const job = await owed(kiosk);
		for (const outcome of ['printed', 'failed'] as const)
			expect(await send(flo, { type: 'EndJob', job, outcome })).toMatchObject({ code: 'not-allowed' });
		expect(await send(flo, { type: 'MoveJob', job, to: id('spare') })).toMatchObject({
			code: 'not-allowed',
		});
		expect(await send(flo, { type: 'EndJob', job, outcome: 'void' })).toMatchObject({ ok: true });
	});

	test('Moved to the printer of another agent, that one finds it and the first has it no more', async () => {
		const { kiosk, agent, second } = await cast();
		const job = await owed(kiosk);
		const told = changed(second);
		await done(agent, { type: 'MoveJob', job, to: id('spare') });
		await told;
		expect(await workOf(agent)).toEqual([]);
		expect(await workOf(second)).toMatchObject([{ id: job, device: 'spare', copy: 1 }]);
		expect(await send(agent, { type: 'EndJob', job, outcome: 'printed' })).toMatchObject({
			code: 'not-allowed',
		});
		await done(second, { type: 'EndJob', job, outcome: 'printed' });
	});

	test('The office’s papers and the hub’s time come with the work', async () => {
		const { hub, agent } = await cast();
		const work = await agent.must('work', {});
		expect(work.papers).toEqual(twoPrinters().papers);
		expect(Math.abs(work.at - Date.now())).toBeLessThan(5_000);
		const file = await hub.files.read(id('hall'));
		expect(file?.office.papers).toEqual(work.papers);
	});
});

describe('the spare printer of a kiosk', () => {
	const where = async (kiosk: HubClient, agents: readonly HubClient[]): Promise<string> => {
		const job = await owed(kiosk);
		const jobs = (await Promise.all(agents.map(workOf))).flat();
		return jobs.find((one) => one.id === job)?.device ?? 'nowhere';
	};

	test('It prints new tickets while the kiosk’s own is in trouble, and the own one again afterwards', async () => {
		const { kiosk, agent, second } = await cast();
		await say(agent, 'printer', 'ok');
		await say(second, 'spare', 'ok');
		expect(await where(kiosk, [agent, second])).toBe('printer');
		await say(agent, 'printer', 'trouble');
		expect(await where(kiosk, [agent, second])).toBe('spare');
		await say(agent, 'printer', 'ok');
		expect(await where(kiosk, [agent, second])).toBe('printer');
	});

	test('It prints when the agent of the own printer is gone', async () => {
		const { kiosk, agent, second } = await cast();
		await say(agent, 'printer', 'ok');
		await say(second, 'spare', 'ok');
		agent.close();
		await expect.poll(() => where(kiosk, [second])).toBe('spare');
	});

	test('A repeated command is answered alike, though the printers changed in between', async () => {
		const { kiosk, agent, second } = await cast();
		await say(second, 'spare', 'ok');
		await say(agent, 'printer', 'trouble');
		const sent = commandId();
		const first = await send(kiosk, printed, sent);
		await say(agent, 'printer', 'ok');
		expect(await send(kiosk, printed, sent)).toEqual(first);
		expect([...(await workOf(agent)), ...(await workOf(second))]).toHaveLength(1);
	});
});

describe('choosing the printer', () => {
	const lobby: Lobby = { ...emptyLobby(id('hall')), office: twoPrinters() };
	const health = (device: string, more: Partial<DeviceHealth>): DeviceHealth => ({
		device: id(device),
		connected: true,
		state: 'ok',
		troubles: [],
		note: null,
		heard: 1,
		...more,
	});
	const chosen = (own: Partial<DeviceHealth>, spare: Partial<DeviceHealth>, command = printed) => {
		const fit = withFitPrinter(command, id('kiosk'), lobby, [health('printer', own), health('spare', spare)]);
		return fit.type === 'IssueTicket' ? fit.printer : 'another command';
	};

	test.each([
		['both work', {}, {}, 'printer'],
		['the own one has little paper', { state: 'warning' }, {}, 'printer'],
		['the own one is in trouble', { state: 'trouble' }, {}, 'spare'],
		['the own one is gone', { connected: false }, {}, 'spare'],
		['the spare has little paper', { state: 'trouble' }, { state: 'warning' }, 'spare'],
		['both are in trouble', { state: 'trouble' }, { state: 'trouble' }, 'printer'],
		['the spare is gone', { state: 'trouble' }, { connected: false }, 'printer'],
		['the spare was never heard', { state: 'trouble' }, { heard: 0 }, 'printer'],
	] as const)('When %s, the paper is owed by the right one', (_when, own, spare, expected) => {
		expect(chosen(own, spare)).toBe(expected);
	});

	test('A kiosk that wants no paper, and a kiosk without a spare, stay as they are', () => {
		const none = { ...printed, printer: null } as WireCommand;
		expect(chosen({ state: 'trouble' }, {}, none)).toBeNull();
		const alone = withFitPrinter(printed, id('kiosk-2'), lobby, [health('printer', { state: 'trouble' })]);
		expect(alone).toBe(printed);
	});
});
