// Resident memory of an agent that drives the demo's printer, signs, keypads and scanner, and has drawn twenty tickets; beside a bare Node.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceId } from '#domain/ids';
import { HubClient } from '#support/hubs/hub-client';
import { freePort, startOwnHub } from '../../replay/own-hub.ts';
import { progress } from '../lobby/bench-lobby.ts';
import { figure } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { ended, startAgentProcess, tapOf, until } from '../lobby/print-lobby.ts';
import { residentMb } from '../measuring/resident-memory.ts';

const ROOT = join(import.meta.dirname, '../../..');
const LANGUAGES = ['en', 'es', 'zh-Hant'] as const;
const TICKETS = 20;
const REST = 5000;

export async function agentMemory(): Promise<Figure[]> {
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	const places = ['PRINTER', 'LINE', 'SCANNER'].map((name) => `ROTUNDA_VIRTUAL_${name}`);
	const door = `127.0.0.1:${String(await freePort())}`;
	const env: NodeJS.ProcessEnv = { ROTUNDA_VIRTUAL: door, LOG_LEVEL: 'warn' };
	for (const place of places) env[place] = `tcp://127.0.0.1:${String(await freePort())}`;
	// The hub of a demo is told where they are in the same way.
	Object.assign(process.env, env);
	const devices = join(ROOT, 'hardware', 'virtual', 'virtual-devices.ts');
	const virtual = spawn(process.execPath, [devices], { stdio: ['ignore', 'ignore', 'inherit'] });
	const idle = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1e6)'], { stdio: 'ignore' });
	const hub = await startOwnHub(folder, []);
	const agent = startAgentProcess(hub.url, join(folder, 'agent'));
	try {
		progress('agent memory: twenty tickets');
		await tickets(hub.url, door);
		progress('agent memory: five seconds of rest');
		await new Promise((next) => setTimeout(next, REST));
		return [figure('agent-rss', await residentMb(agent.pid), 'MB', await residentMb(idle.pid))];
	} finally {
		await Promise.all([agent, idle, virtual].map(ended));
		await hub.stop();
		for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name);
		await rm(folder, { recursive: true, force: true });
	}
}

async function tickets(hub: string, door: string): Promise<void> {
	const guest = await HubClient.connect(hub, null);
	const { demo } = await guest.must('hello', {});
	const code = demo?.devices.find(({ kind }) => kind === 'kiosk')?.code ?? '';
	const { token } = await guest.must('pair', { code });
	guest.close();
	const client = await HubClient.connect(hub, token);
	const kiosk = { client, printer: 'printer-1' as DeviceId };
	for (let at = 0; at < TICKETS; at += 1) {
		const answer = await client.command(tapOf(kiosk, LANGUAGES[at % LANGUAGES.length] ?? 'en'));
		if (!answer.ok) throw new Error(`a ticket was refused: ${answer.code}`);
	}
	let out = 0;
	const look = setInterval(() => {
		void papersAt(door).then((papers) => (out = papers));
	}, 500);
	await until('every paper out', () => out >= TICKETS);
	clearInterval(look);
	client.close();
}

async function papersAt(door: string): Promise<number> {
	const answer = await fetch(`http://${door}/printer.json`);
	const { papers } = (await answer.json()) as { readonly papers: readonly unknown[] };
	return papers.length;
}
