// Kiosks with a printer each, one hub and one agent: all processes of their own, as in a lobby.
import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceId } from '#domain/ids';
import type { WireCommand } from '#protocol/command-schema';
import { demoOffice } from '#store/demo/demo-office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { HubClient } from '#support/hubs/hub-client';
import { plainDevice } from '#support/plain-device';
import { startOwnHub } from '../../replay/own-hub.ts';
import type { OwnHub } from '../../replay/own-hub.ts';
import type { MillSaid } from './paper-mill.ts';
import { TappedLine } from './tapped-line.ts';

const ROOT = join(import.meta.dirname, '../../..');
const AGENT = 'agent-1' as DeviceId;
const PATIENCE = 60_000;

export interface PrintingKiosk {
	readonly client: HubClient;
	readonly line: TappedLine;
	readonly printer: DeviceId;
	/** Papers that have come out. */
	papers: number;
}

export interface PrintLobby {
	readonly kiosks: readonly PrintingKiosk[];
	readonly stop: () => Promise<void>;
}

export async function openPrintLobby(count: number): Promise<PrintLobby> {
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	const mill = fork(join(import.meta.dirname, 'paper-mill.ts'), [String(count)]);
	const lines = await Promise.all((await portsOf(mill)).map((port) => TappedLine.to(port)));
	await new LowdbOfficeFiles(join(folder, 'offices')).save(officeWith(lines));
	const hub = await startOwnHub(folder, []);
	const agent = startAgentProcess(hub.url, join(folder, 'agent'));
	const kiosks = await Promise.all(lines.map((line, at) => enter(hub, line, at)));
	mill.on('message', (said: MillSaid) => {
		const kiosk = 'paper' in said ? kiosks[said.paper] : undefined;
		if (kiosk !== undefined) kiosk.papers += 1;
	});
	const stop = async (): Promise<void> => {
		for (const { client, line } of kiosks) {
			client.close();
			line.stop();
		}
		await ended(agent);
		await hub.stop();
		await ended(mill);
		await rm(folder, { recursive: true, force: true });
	};
	return { kiosks, stop };
}

/** The agent as `npm run agent` starts it. */
export function startAgentProcess(hub: string, folder: string): ChildProcess {
	const args = [join(ROOT, 'hardware', 'agent.ts'), '--hub', hub, '--data', folder, '--log', 'error'];
	return spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
}

/** What a tap on "take a ticket" sends. */
export function tapOf({ printer }: Pick<PrintingKiosk, 'printer'>, language: string): WireCommand {
	return {
		type: 'IssueTicket',
		services: ['information' as never],
		language,
		needs: [],
		priority: 'normal',
		channel: 'kiosk',
		printer,
	} as WireCommand;
}

export async function until(what: string, isSo: () => boolean): Promise<void> {
	const end = Date.now() + PATIENCE;
	while (!isSo()) {
		if (Date.now() > end) throw new Error(`not within a minute: ${what}`);
		await new Promise((next) => setTimeout(next, 5));
	}
}

export async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exit = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	await exit;
}

function portsOf(mill: ChildProcess): Promise<readonly number[]> {
	return new Promise((resolve, reject) => {
		mill.once('message', (said: MillSaid) => resolve('ports' in said ? said.ports : []));
		mill.once('exit', () => reject(new Error('the virtual printers did not start')));
	});
}

function officeWith(lines: readonly TappedLine[]) {
	const office = demoOffice('tcp://127.0.0.1:9');
	const pairs = lines.flatMap(({ port }, at) => {
		const name = `printer-${String(at + 1)}`;
		const address = `tcp://127.0.0.1:${String(port)}`;
		return [
			plainDevice(`kiosk-${String(at + 1)}`, 'kiosk', { printer: name as DeviceId }),
			plainDevice(name, 'printer', { agent: AGENT, address }),
		];
	});
	return { ...office, devices: [plainDevice(AGENT, 'agent'), ...pairs] };
}

async function enter(hub: OwnHub, line: TappedLine, at: number): Promise<PrintingKiosk> {
	const guest = await HubClient.connect(hub.url, null);
	const { demo } = await guest.must('hello', {});
	const code = demo?.devices.find(({ id }) => id === `kiosk-${String(at + 1)}`)?.code ?? '';
	const { token } = await guest.must('pair', { code });
	guest.close();
	const client = await HubClient.connect(hub.url, token);
	return { client, line, printer: `printer-${String(at + 1)}` as DeviceId, papers: 0 };
}
