// Lines that go half-open, agents that are copies of each other, and two agents on one folder.
import pino from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { readAgentConfig } from '#hardware/agent-config';
import { FolderTaken } from '#hardware/folder-lock';
import { KeptToken } from '#hardware/hub/kept-token';
import { startAgent } from '#hardware/running-agent';
import { done } from '#support/hubs/hub';
import { agentOn, hubWith, outcomes, pairedFolder, paperTicket } from '../agent-rig.ts';
import { temporaryFolder, until, virtualPrinter } from '../rig.ts';
import { SwallowingLine } from './swallowing-line.ts';

const NOTICED_MS = 15_000;

/** The agent's own view: a ticket comes out although the line that it would have been told over is dead. */
async function isNoticedByAgent(): Promise<void> {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const line = await SwallowingLine.to(hub.url);
	agentOn(line.url, await pairedFolder(hub));
	await until('connected', () => printer.state.connected);
	line.swallow({ alsoNew: false });
	const kiosk = await hub.device('kiosk');
	await done(kiosk, paperTicket());
	await until('printed', async () => (await outcomes(hub))[0] === 'printed', NOTICED_MS);
}

async function isNoticedByHub(): Promise<void> {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const line = await SwallowingLine.to(hub.url);
	const flo = await hub.staff('flo');
	let connected = false;
	flo.socket.on('deviceHealth', (devices) => {
		connected = devices.find(({ device }) => device === 'agent')?.connected === true;
	});
	agentOn(line.url, await pairedFolder(hub));
	await until('connected', () => connected);
	line.swallow({ alsoNew: true });
	await until('gone', () => !connected, NOTICED_MS);
	line.heal();
	await until('back', () => connected, NOTICED_MS);
}

async function isGivenUpWhenNew(): Promise<void> {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const line = await SwallowingLine.to(hub.url);
	line.swallow({ alsoNew: true });
	agentOn(line.url, await pairedFolder(hub));
	setTimeout(() => line.heal(), 1000);
	await until('connected', () => printer.state.connected, NOTICED_MS);
}

test(
	'A half-open line is noticed by the agent and by the hub within 15 seconds, and another one is taken',
	{ timeout: 40_000 },
	async () => {
		await Promise.all([isNoticedByAgent(), isNoticedByHub(), isGivenUpWhenNew()]);
	},
);

test('A copy of an agent gets no work while the other lives, says why, and takes over when it is gone', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const folder = await pairedFolder(hub);
	const first = agentOn(hub.url, folder);
	await until('connected', () => printer.state.connected);
	const copied = temporaryFolder();
	new KeptToken(copied).keep(new KeptToken(folder).read() ?? '');
	let said = '';
	const log = pino({ level: 'error' }, { write: (line: string) => void (said += line) });
	const second = startAgent(readAgentConfig(['--hub', hub.url, '--data', copied], {}), log);
	onTestFinished(() => second.stop());
	await until('told', () => said.includes('a copy of this token'));
	await done(await hub.device('kiosk'), paperTicket());
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	expect(printer.papers).toHaveLength(1);
	await first.stop();
	await done(await hub.device('kiosk'), paperTicket());
	await until('printed by the other', async () => (await outcomes(hub))[1] === 'printed', 12_000);
	expect(printer.papers).toHaveLength(2);
});

test('A second agent on the same folder is refused with the cure, and the first works on', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const folder = await pairedFolder(hub);
	const first = agentOn(hub.url, folder);
	expect(() => agentOn(hub.url, folder)).toThrow(FolderTaken);
	expect(() => agentOn(hub.url, folder)).toThrow(folder);
	expect(() => agentOn(hub.url, folder)).toThrow('systemctl stop rotunda-agent');
	await done(await hub.device('kiosk'), paperTicket());
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	await first.stop();
	agentOn(hub.url, folder);
});
