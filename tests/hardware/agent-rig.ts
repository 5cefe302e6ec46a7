// A real hub, a real agent and the virtual printer, put together as in a lobby.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { JobOutcome } from '#domain/commands';
import type { DeviceId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { JobRow } from '#projections/rows/lobby-rows';
import { readAgentConfig } from '#hardware/agent-config';
import { KeptToken } from '#hardware/hub/kept-token';
import { startAgent } from '#hardware/running-agent';
import type { Agent } from '#hardware/running-agent';
import type { VirtualPrinter } from '#hardware/virtual/printer/virtual-printer';
import type { Clock } from '#hub/clock';
import { testHub, ticketAt } from '#support/hubs/hub';
import type { TestHub } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { plainDevice } from '#support/plain-device';
import { id } from '#support/story';
import type { WireCommand } from '#protocol/command-schema';
import { SILENT, temporaryFolder } from './rig.ts';

/** The test office with its printer where the virtual one listens, and a second one that stands in for it. */
export function officeWith(printer: VirtualPrinter, spare: VirtualPrinter | null = null): Office {
	const office = hubOffice('hall');
	const address = `tcp://127.0.0.1:${printer.port}`;
	// Typed lines can be compared as text; drawn ones are read back in paper.test.ts.
	const printing = { make: 'epson', cutter: true, codePage: 'PC858_EURO', ink: 'typed' } as const;
	const sparePrinter = spare === null ? null : id<DeviceId>('spare');
	const devices = office.devices.map((device) =>
		device.kind === 'printer'
			? { ...device, address, printing }
			: device.printer === null
				? device
				: { ...device, sparePrinter },
	);
	const second = plainDevice('spare', 'printer', {
		agent: id('agent'),
		address: `tcp://127.0.0.1:${spare?.port ?? 0}`,
		printing,
	});
	return { ...office, devices: spare === null ? devices : [...devices, second] };
}

export function hubWith(
	printer: VirtualPrinter,
	more: { readonly spare?: VirtualPrinter; readonly clock?: Clock } = {},
): Promise<TestHub> {
	const { spare = null, clock = { now: () => Date.now() } } = more;
	return testHub({ offices: [officeWith(printer, spare)], store: 'sqlite', clock });
}

/** An agent's folder with the token of a device that was paired before. */
export async function pairedFolder(hub: TestHub): Promise<string> {
	const folder = temporaryFolder();
	new KeptToken(folder).keep(await hub.deviceToken('agent'));
	return folder;
}

/** In this process. Ends with the test at the latest. */
export function agentOn(hub: string, folder: string, code: string | null = null): Agent {
	const args = ['--hub', hub, '--data', folder, ...(code === null ? [] : ['--code', code])];
	const agent = startAgent(readAgentConfig(args, {}), SILENT);
	onTestFinished(() => agent.stop());
	return agent;
}

/** An address of the hub that outlives its restarts, as a real one's does. */
export async function steadyAddress(hub: TestHub): Promise<string> {
	const server = createServer((near) => {
		const far = connect(Number(new URL(hub.url).port), '127.0.0.1');
		near.pipe(far).pipe(near);
		near.on('error', () => far.destroy());
		far.on('error', () => near.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As a process of its own, which can be killed. */
export function agentProcess(hub: string, folder: string): ChildProcess {
	const agent = join(import.meta.dirname, '..', '..', 'hardware', 'agent.ts');
	const child = spawn(process.execPath, [agent, '--hub', hub, '--data', folder, '--log', 'silent'], {
		stdio: 'ignore',
	});
	onTestFinished(() => {
		child.kill('SIGKILL');
	});
	return child;
}

/** What a kiosk asks for when somebody wants a paper ticket. */
export function paperTicket(service = 'passport'): WireCommand {
	return { ...ticketAt(service), printer: id('printer') } as WireCommand;
}

/** The office's jobs as staff see them, in the order in which they were owed. */
export async function jobRows(hub: TestHub): Promise<readonly JobRow[]> {
	const flo = await hub.staff('flo');
	const start = await flo.must('watch', { audience: 'floor', after: null, run: null });
	flo.close();
	if (!('snapshot' in start)) throw new Error('no snapshot');
	const rows = Object.values(start.snapshot['jobs'] ?? {}) as unknown as readonly JobRow[];
	return [...rows].sort((one, other) => one.owedSince - other.owedSince);
}

/** How they ended so far; null is owed. */
export async function outcomes(hub: TestHub): Promise<(JobOutcome | null)[]> {
	return (await jobRows(hub)).map((row) => row.outcome);
}
