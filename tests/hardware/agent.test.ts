// From the kiosk's command to the paper and back: a real hub, a real agent, the virtual printer.
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DeviceHealth } from '#protocol/device-schema';
import { KeptToken } from '#hardware/hub/kept-token';
import { demoOffice } from '#store/demo/demo-office';
import { done, testHub } from '#support/hubs/hub';
import { id } from '#support/story';
import {
	agentOn,
	agentProcess,
	hubWith,
	jobRows,
	officeWith,
	outcomes,
	pairedFolder,
	paperTicket,
	steadyAddress,
} from './agent-rig.ts';
import { temporaryFolder, until, virtualPrinter } from './rig.ts';
import { numberOn } from './ticket-reading.ts';

test('A ticket taken at the kiosk comes out of its printer, and the hub is told that it did', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	agentOn(hub.url, await pairedFolder(hub));
	const kiosk = await hub.device('kiosk');
	const { made } = await done(kiosk, paperTicket());
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	const [paper] = printer.papers;
	expect(paper && numberOn(paper)).toBe(made.number);
	const qr = paper?.blocks.find((block) => block.kind === 'qr');
	expect(qr).toMatchObject({ data: `${hub.url}/ticket/${made.ticket}` });
});

test('A referral logged by floor staff comes out as a slip with its tracking number', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	agentOn(hub.url, await pairedFolder(hub));
	await done(await hub.staff('flo'), {
		type: 'ReferVisit',
		visit: null,
		language: 'es',
		department: id('court'),
		reason: 'served-there',
		papers: ['Form 7'],
		contact: 'Ana Ruiz',
		trackingNumber: 'SR-77',
		printer: id('printer'),
	});
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	const said = printer.papers[0]?.lines.join('\n');
	expect(said).toContain('court');
	expect(said).toContain('Número de seguimiento');
	expect(said).toContain('SR-77');
	expect(said).toContain('- Form 7');
});

test('An agent that starts with a code from setup pairs itself and keeps its token for itself', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const ada = await hub.staff('ada');
	const answer = await ada.must('setup', { ask: 'pair-device', office: id('hall'), device: id('agent') });
	const folder = temporaryFolder();
	const first = agentOn(hub.url, folder, (answer.code ?? '').toLowerCase());
	await done(await hub.device('kiosk'), paperTicket());
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	expect(statSync(join(folder, 'token')).mode & 0o777).toBe(0o600);
	await first.stop();
	// The code was good for one use; the token is what counts from now on.
	agentOn(hub.url, folder);
	await done(await hub.device('kiosk'), paperTicket());
	await until('printed again', async () => (await outcomes(hub))[1] === 'printed');
});

test('In the demo the agent pairs itself without anybody typing a code', async () => {
	const printer = await virtualPrinter();
	const hub = await testHub({ offices: [demoOffice(`tcp://127.0.0.1:${printer.port}`)] });
	agentOn(hub.url, temporaryFolder());
	const heard = await hub.staff('ines', hub.hub.offices[0]?.id);
	const health = new Promise<readonly DeviceHealth[]>((resolve) =>
		heard.socket.on('deviceHealth', (devices) => {
			if (
				devices.some(
					(one) => one.device === 'printer-1' && one.connected && one.heard > 0 && one.state === 'ok',
				)
			)
				resolve(devices);
		}),
	);
	await health;
	expect(printer.state.connected).toBe(true);
});

test('When the paper runs out, staff hear of it within two seconds, and again when it is mended', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const flo = await hub.staff('flo');
	let last = '';
	flo.socket.on('deviceHealth', (devices) => {
		last = devices.find((one) => one.device === 'printer')?.troubles.join() ?? '';
	});
	agentOn(hub.url, await pairedFolder(hub));
	await until('connected', () => printer.state.connected);
	for (const fault of ['paper-low', 'paper-out', 'cover-open'] as const) {
		await printer.fail(fault);
		await until(`${fault} heard`, () => last === fault, 2000);
	}
	await printer.fail('jam');
	await until('jam heard', () => last === 'jammed', 2000);
	await printer.fail(null);
	await until('mended', () => last === '', 2000);
	await printer.fail('silent');
	await until('silence noticed', () => last === 'no-answer', 3000);
	await printer.fail(null);
	await until('mended', () => last === '', 5000);
	await printer.fail('power-off');
	await until('off noticed', () => last === 'unreachable', 2000);
});

test('A hub that restarts while tickets are printed is told when it is back, and nothing is printed twice', async () => {
	const printer = await virtualPrinter({ rowsPerSecond: 3000 });
	const hub = await hubWith(printer);
	agentOn(await steadyAddress(hub), await pairedFolder(hub));
	const kiosk = await hub.device('kiosk');
	await until('connected', () => printer.state.connected);
	await Promise.all([done(kiosk, paperTicket()), done(kiosk, paperTicket())]);
	await hub.stop();
	await until('both printed without a hub', () => printer.papers.length === 2);
	await hub.start();
	await until('told', async () => (await outcomes(hub)).join() === 'printed,printed');
	await done(await hub.device('kiosk'), paperTicket());
	await until('the next one too', async () => (await outcomes(hub)).join() === 'printed,printed,printed');
	expect(printer.papers.map(numberOn)).toEqual(['A001', 'A002', 'A003']);
});

test('An agent killed in the middle of a ticket ends it after its restart; one complete ticket comes out', async () => {
	const printer = await virtualPrinter({ rowsPerSecond: 1500, bufferBytes: 256 });
	const hub = await hubWith(printer);
	const folder = await pairedFolder(hub);
	const first = agentProcess(hub.url, folder);
	await until('connected', () => printer.state.connected);
	await done(await hub.device('kiosk'), paperTicket());
	await until('printing', () => printer.hanging.length > 3);
	first.kill('SIGKILL');
	await once(first, 'exit');
	expect(await outcomes(hub)).toEqual([null]);
	const second = agentProcess(hub.url, folder);
	await until('printed', async () => (await outcomes(hub))[0] === 'printed', 15_000);
	const whole = printer.papers.filter(
		(paper) =>
			paper.lines.join(' ').includes('no personal data') && !paper.lines.join(' ').includes('not valid'),
	);
	expect(whole.map(numberOn)).toEqual(['A001']);
	expect(whole[0]?.lines.join(' ')).toContain('Printed again');
	second.kill('SIGTERM');
	expect(await once(second, 'exit')).toEqual([0, null]);
});

test('A printer that setup moves to another address prints there what it owes', async () => {
	const [old, fresh] = [await virtualPrinter(), await virtualPrinter()];
	await old.fail('paper-out');
	const hub = await hubWith(old);
	agentOn(hub.url, await pairedFolder(hub));
	await done(await hub.device('kiosk'), paperTicket());
	await until('connected', () => old.state.connected);
	const ada = await hub.staff('ada');
	const { office: _office, revision } = await ada.must('setup', { ask: 'read-office' });
	await ada.must('setup', { ask: 'save-office', office: officeWith(fresh), revision: revision ?? null });
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	expect(fresh.papers.map(numberOn)).toEqual(['A001']);
	expect(old.papers).toHaveLength(0);
});

test('An agent whose token was revoked forgets it and waits to be paired again', async () => {
	const printer = await virtualPrinter();
	const hub = await hubWith(printer);
	const folder = await pairedFolder(hub);
	agentOn(hub.url, folder);
	await until('connected', () => printer.state.connected);
	const ada = await hub.staff('ada');
	await ada.must('setup', { ask: 'revoke-device', office: id('hall'), device: id('agent') });
	await until('forgotten', () => new KeptToken(folder).read() === null);
	await done(await hub.device('kiosk'), paperTicket());
	expect(await outcomes(hub)).toEqual([null]);
});

test('A ticket whose printer is out of paper comes out of the spare one that its kiosk names, and the hub knows where', async () => {
	const [first, spare] = [await virtualPrinter(), await virtualPrinter()];
	await first.fail('paper-out');
	const hub = await hubWith(first, { spare });
	await done(await hub.device('kiosk'), paperTicket());
	agentOn(hub.url, await pairedFolder(hub));
	await until('printed', async () => (await outcomes(hub))[0] === 'printed', 12_000);
	expect([first.papers.length, spare.papers.map(numberOn)]).toEqual([0, ['A001']]);
});

test('A ticket that is owed since long before the agent came is asked about, and printed when staff want it', async () => {
	const printer = await virtualPrinter();
	let later = 0;
	const hub = await hubWith(printer, { clock: { now: () => Date.now() + later } });
	const { made } = await done(await hub.device('kiosk'), paperTicket());
	later = 11 * 60_000;
	agentOn(hub.url, await pairedFolder(hub));
	const flo = await hub.staff('flo');
	const job = made.job ?? id('none');
	const doubt = async (): Promise<unknown> => (await jobRows(hub)).find((row) => row.id === job)?.doubt;
	await until('asked', async () => (await doubt()) === 'asked');
	expect(printer.papers).toEqual([]);
	await done(flo, { type: 'WantJob', job });
	await until('printed', async () => (await outcomes(hub))[0] === 'printed');
	expect(printer.papers.map(numberOn)).toEqual(['A001']);
});
