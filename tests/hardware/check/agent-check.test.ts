// What a technician reads from `--check`: on a small screen, with what to do, and an end that a script understands.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Office } from '#domain/office';
import type { Finding } from '#hardware/check/finding';
import { reportLines } from '#hardware/check/check-report';
import { hubOffice } from '#support/offices/hub-office';
import { testHub } from '#support/hubs/hub';
import { id } from '#support/story';
import { freePort } from '../../replay/own-hub.ts';
import { plainDevice } from '#support/plain-device';
import { AgentCommand } from '../agent-command.ts';
import { agentOn, hubWith, pairedFolder } from '../agent-rig.ts';
import { temporaryFolder, until, virtualPrinter } from '../rig.ts';

interface Report {
	readonly ok: boolean;
	readonly checks: readonly Finding[];
}

async function check(hub: string, folder: string): Promise<{ report: Report; code: number | null }> {
	const agent = new AgentCommand(['--hub', hub, '--data', folder, '--check', '--json']);
	const code = await agent.ended;
	expect(agent.err).toBe('');
	return { report: JSON.parse(agent.out) as Report, code };
}

const find = (report: Report, name: string) => report.checks.find((one) => one.name === name);

test(
	'Where everything works every line says so, and the check ends with 0',
	{ timeout: 20_000 },
	async () => {
		const printer = await virtualPrinter();
		const hub = await hubWith(printer);
		const args = ['--hub', hub.url, '--public', 'https://lobby.example.gov'];
		const agent = new AgentCommand([...args, '--data', await pairedFolder(hub), '--check']);
		expect(await agent.ended).toBe(0);
		expect(agent.out).not.toContain('WRONG');
		for (const said of [
			`ok     Node ${process.versions.node}`,
			'paired as agent of the office hall',
			'clocks',
			`printer printer at tcp://127.0.0.1:${String(printer.port)} answers`,
			'papers in English (en) can be drawn',
			'Everything that is needed works.',
		])
			expect(agent.out.replace(/\n {7}/g, ' ')).toContain(said);
		expect(Math.max(...agent.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
	},
);

/** One good printer, and others that are wrong each in their own way. */
function mixedOffice(port: number, closed: number, folder: string): Office {
	const office = hubOffice('hall');
	const printers = {
		printer: `tcp://127.0.0.1:${String(port)}`,
		refused: `tcp://127.0.0.1:${String(closed)}`,
		missing: `serial:${join(folder, 'ttyUSB7')}?baud=19200`,
	};
	const more = Object.entries(printers).map(([name, address]) => ({
		...plainDevice(name, 'printer'),
		address,
		paperWidth: 80 as const,
		agent: id<'agent'>('agent') as never,
	}));
	return { ...office, devices: [...office.devices.filter(({ kind }) => kind !== 'printer'), ...more] };
}

test(
	'Each device that does not work is named with its cause and its cure, and the good one is good',
	{ timeout: 20_000 },
	async () => {
		const printer = await virtualPrinter();
		await printer.fail('paper-low');
		const folder = temporaryFolder();
		const hub = await testHub({
			offices: [mixedOffice(printer.port, await freePort(), folder)],
			store: 'sqlite',
		});
		const { report, code } = await check(hub.url, await pairedFolder(hub));
		expect(code).toBe(1);
		expect(report.ok).toBe(false);
		expect(find(report, 'device printer')).toMatchObject({ state: 'note', cure: 'bring a new roll' });
		const refused = find(report, 'device refused');
		expect(refused?.state).toBe('wrong');
		expect(`${refused?.said ?? ''} ${refused?.cure ?? ''}`).toMatch(/nothing listens on port .*9100/s);
		const missing = find(report, 'device missing');
		expect(missing?.state).toBe('wrong');
		expect(missing?.said).toContain('ttyUSB7');
		// What was looked at is still free for the agent.
		agentOn(hub.url, await pairedFolder(hub));
		await until('connected', () => printer.state.connected);
	},
);

test(
	'While the agent runs, the check tells what the agent sees and takes nothing out of its hands',
	{ timeout: 20_000 },
	async () => {
		const printer = await virtualPrinter();
		const hub = await hubWith(printer);
		const folder = await pairedFolder(hub);
		agentOn(hub.url, folder);
		await until('connected', () => printer.state.connected);
		await printer.fail('paper-out');
		await until('heard', () => printer.state.paper === 'out');
		await new Promise((resolve) => setTimeout(resolve, 500));
		const { report, code } = await check(hub.url, folder);
		expect(code).toBe(1);
		expect(find(report, 'agent')?.said).toContain(String(process.pid));
		expect(find(report, 'device printer')).toMatchObject({
			state: 'wrong',
			cure: expect.stringContaining('new roll'),
		});
		expect(printer.state.connected).toBe(true);
	},
);

test(
	'An agent that was never paired is told how, and a hub that is not there where to look',
	{ timeout: 20_000 },
	async () => {
		const hub = await hubWith(await virtualPrinter());
		const [unpaired, lost] = await Promise.all([
			check(hub.url, temporaryFolder()),
			check(`http://127.0.0.1:${String(await freePort())}`, temporaryFolder()),
		]);
		expect(unpaired.code).toBe(1);
		expect(find(unpaired.report, 'pairing')).toMatchObject({ state: 'wrong' });
		expect(find(unpaired.report, 'pairing')?.cure).toContain('--code CODE');
		expect(lost.code).toBe(1);
		expect(find(lost.report, 'hub')?.said).toContain('nothing listens there');
		expect(find(lost.report, 'hub')?.cure).toContain('rotunda-hub');
	},
);

test('A folder that cannot be made ends the check with the folder and the cure', async () => {
	const file = join(temporaryFolder(), 'a-file');
	writeFileSync(file, '');
	const { report, code } = await check('http://127.0.0.1:9', join(file, 'agent'));
	expect(code).toBe(1);
	expect(find(report, 'folder')).toMatchObject({ state: 'wrong' });
	expect(find(report, 'folder')?.cure).toContain('--data');
});

test('No line is wider than a phone held upright over ssh, however long what it tells', () => {
	const long = `serial:/dev/serial/by-id/${'usb-Prolific_Technology_Inc_'.repeat(6)}`;
	const text = reportLines([
		{ name: 'a', state: 'wrong', said: `printer a at ${long}: it does not answer`, cure: `look at ${long}` },
		{ name: 'b', state: 'ok', said: 'papers in 繁體中文 (zh-Hant) can be drawn', cure: null },
	]);
	expect(Math.max(...text.split('\n').map((line) => line.length))).toBe(80);
	expect(text.replace(/\n {7}/g, '')).toContain(long);
	expect(text).toContain('One thing is wrong: see above.');
});
