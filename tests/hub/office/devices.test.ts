// Devices: paper is owed until its agent says how it ended, and everybody who can mend a device sees how it is.
import { expect, test } from 'vitest';
import type { DeviceHealth, DeviceJob } from '#protocol/device-schema';
import type { WireCommand } from '#protocol/command-schema';
import { demoOffice, DEMO_PRINTER, DEMO_SCANNER } from '#store/demo/demo-office';
import { done, send, testHub, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

const printed: WireCommand = { ...ticketAt('passport'), printer: id('printer') } as WireCommand;

function nextJob(agent: HubClient): Promise<DeviceJob> {
	return new Promise((resolve) => agent.socket.once('job', resolve));
}

/** The devices as told until the condition holds. */
function devicesUntil(
	client: HubClient,
	holds: (devices: readonly DeviceHealth[]) => boolean,
): Promise<readonly DeviceHealth[]> {
	return new Promise((resolve) => {
		client.socket.on('deviceHealth', (devices) => {
			if (holds(devices)) resolve(devices);
		});
	});
}

test('An agent that is there is told a job at once, with all that the paper shows', async () => {
	const hub = await testHub();
	const [kiosk, agent] = [await hub.device('kiosk'), await hub.device('agent')];
	const work = await agent.must('work', {});
	expect(work.devices.map((device) => device.id)).toEqual(['printer']);
	expect(work.jobs).toEqual([]);
	const job = nextJob(agent);
	const { made } = await done(kiosk, printed);
	expect(await job).toMatchObject({
		id: made.job,
		device: 'printer',
		copy: 1,
		paper: { kind: 'ticket', number: 'A001', ahead: 0, page: `/ticket/${made.ticket ?? ''}` },
	});
});

test('An agent that comes later gets everything that is owed, oldest first, until it says how each ended', async () => {
	const hub = await testHub({ store: 'sqlite' });
	const kiosk = await hub.device('kiosk');
	const jobs: (string | undefined)[] = [];
	for (let count = 0; count < 3; count += 1) jobs.push((await done(kiosk, printed)).made.job);
	const agent = await hub.device('agent');
	expect((await agent.must('work', {})).jobs.map((job) => job.id)).toEqual(jobs);
	await done(agent, { type: 'EndJob', job: id(jobs[0] ?? ''), outcome: 'printed' });
	await done(agent, { type: 'EndJob', job: id(jobs[1] ?? ''), outcome: 'failed' });
	expect((await agent.must('work', {})).jobs.map((job) => job.id)).toEqual([jobs[2]]);
	await hub.restart();
	const later = await hub.device('agent');
	expect((await later.must('work', {})).jobs.map((job) => job.id)).toEqual([jobs[2]]);
});

test('An agent is told of its own printers only, and ends its own jobs only', async () => {
	const office = hubOffice('hall');
	const other = office.devices.find((device) => device.id === 'agent');
	if (other === undefined) throw new Error('no agent');
	const devices = [...office.devices, { ...other, id: id<typeof other.id>('agent-2') }];
	const hub = await testHub({ offices: [{ ...office, devices }] });
	const [kiosk, stranger] = [await hub.device('kiosk'), await hub.device('agent-2')];
	const heard: unknown[] = [];
	stranger.socket.on('job', (job) => heard.push(job));
	expect(await stranger.must('work', {})).toMatchObject({ devices: [], jobs: [] });
	const { made } = await done(kiosk, printed);
	const answer = await send(stranger, { type: 'EndJob', job: made.job ?? id('none'), outcome: 'void' });
	expect(answer).toMatchObject({ code: 'not-allowed' });
	expect(heard).toEqual([]);
});

test('A demo device is where the virtual one is, whatever the office file says; a real one is where its file says', async () => {
	const virtualDevices = { printer: 'tcp://127.0.0.1:4711', sign: 'tcp://127.0.0.1:4712' };
	const demo = await testHub({ offices: [demoOffice(DEMO_PRINTER)], virtualDevices });
	const demoAgent = await demo.device('agent-1', 'harborview');
	const { devices } = await demoAgent.must('work', {});
	const addressOf = (kind: string) => devices.find((one) => one.kind === kind)?.address;
	expect(addressOf('printer')).toBe(virtualDevices.printer);
	expect(addressOf('sign')).toBe(virtualDevices.sign);
	expect(addressOf('scanner')).toBe(DEMO_SCANNER);
	const real = await testHub({ virtualDevices });
	const agent = await real.device('agent');
	expect((await agent.must('work', {})).devices[0]?.address).toBe('tcp://127.0.0.1:9100');
});

test('Staff see at once when a printer is in trouble, and when its agent is gone', async () => {
	const hub = await testHub();
	const flo = await hub.staff('flo');
	const there = devicesUntil(flo, (all) => all.some((one) => one.device === 'printer' && one.connected));
	const agent = await hub.device('agent');
	await there;
	const trouble = devicesUntil(flo, (all) => all.some((one) => one.state === 'trouble'));
	await agent.must('health', {
		device: id('printer'),
		state: 'trouble',
		troubles: ['paper-out'],
		note: null,
	});
	expect((await trouble).find((one) => one.device === 'printer')).toEqual({
		device: 'printer',
		connected: true,
		state: 'trouble',
		troubles: ['paper-out'],
		note: null,
		heard: expect.any(Number),
	});
	const gone = devicesUntil(flo, (all) => all.every((one) => !one.connected));
	agent.close();
	expect((await gone).find((one) => one.device === 'printer')?.troubles).toEqual(['paper-out']);
});

test('Staff who come later are told how the devices are', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	await kiosk.must('health', { device: id('kiosk'), state: 'warning', troubles: ['offline'], note: null });
	const flo = await hub.staff('flo');
	const told = devicesUntil(flo, () => true);
	await flo.must('hello', {});
	expect((await told).find((one) => one.device === 'kiosk')).toMatchObject({
		connected: true,
		state: 'warning',
	});
});

test('A device speaks about itself and what it drives, and nobody else', async () => {
	const hub = await testHub();
	const [kiosk, display] = [await hub.device('kiosk'), await hub.device('display')];
	const ok = (device: string) => ({ device: id(device), state: 'ok', troubles: [], note: null }) as never;
	expect(await display.ask('health', ok('display'))).toEqual({ ok: true });
	expect(await display.ask('health', ok('kiosk'))).toMatchObject({ code: 'unknown-device' });
	expect(await kiosk.ask('health', ok('printer'))).toMatchObject({ code: 'unknown-device' });
	expect(await kiosk.ask('health', ok('nothing'))).toMatchObject({ code: 'unknown-device' });
	expect(await (await hub.staff('ada')).ask('health', ok('kiosk'))).toMatchObject({ code: 'not-allowed' });
});
