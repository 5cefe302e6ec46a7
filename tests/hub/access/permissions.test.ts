// Who may do what: the table holds for every command, role and device, and for the ids of other offices.
import { expect, test } from 'vitest';
import type { DeviceId } from '#domain/ids';
import { MAY_SEND } from '#hub/access/permissions';
import type { WireCommand } from '#protocol/command-schema';
import { done, PASSWORD, send, testHub, ticketAt, withPassword } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';
import { plainDevice } from '#support/plain-device';
import { id } from '#support/story';

test('A guest may look around and knock, and nothing else', async () => {
	const hub = await testHub();
	const guest = await hub.connect(null);
	expect(await guest.ask('hello', {})).toMatchObject({ ok: true, you: null, demo: null });
	expect(await send(guest, ticketAt('passport'))).toMatchObject({ code: 'not-signed-in' });
	for (const audience of ['kiosk', 'display', 'station', 'floor'] as const) {
		const answer = await guest.ask('watch', { audience, after: null, run: null });
		expect(answer).toMatchObject({ code: 'not-signed-in' });
	}
	expect(await guest.ask('work', {})).toMatchObject({ code: 'not-signed-in' });
	expect(await guest.ask('readNotes', { visit: id('x') })).toMatchObject({ code: 'not-signed-in' });
	expect(await guest.ask('setup', { ask: 'read-office' })).toMatchObject({ code: 'not-signed-in' });
	expect(await guest.ask('signOut', {})).toMatchObject({ code: 'not-signed-in' });
});

const printerOf = (name: string) =>
	plainDevice(name, 'printer', { agent: id<DeviceId>('agent'), address: 'tcp://127.0.0.1:9101' });

const COMMANDS: { readonly [Type in WireCommand['type']]: Extract<WireCommand, { type: Type }> } = {
	OpenDay: { type: 'OpenDay' },
	CloseDay: { type: 'CloseDay', unresolved: 'refuse' },
	IssueTicket: ticketAt('passport') as Extract<WireCommand, { type: 'IssueTicket' }>,
	CancelTicket: { type: 'CancelTicket', ticket: id('none'), reason: 'left' },
	CallNext: { type: 'CallNext', counter: id('none') },
	CallTicket: { type: 'CallTicket', counter: id('none'), ticket: id('none'), reason: 'urgent' },
	RecallTicket: { type: 'RecallTicket', ticket: id('none') },
	ServeTicket: { type: 'ServeTicket', ticket: id('none') },
	FinishTicket: { type: 'FinishTicket', ticket: id('none'), outcome: 'answered' },
	MarkNoShow: { type: 'MarkNoShow', ticket: id('none') },
	HoldTicket: { type: 'HoldTicket', ticket: id('none'), reason: 'other' },
	ReturnTicket: { type: 'ReturnTicket', ticket: id('none') },
	TransferTicket: { type: 'TransferTicket', ticket: id('none'), to: { kind: 'service', id: id('tax') } },
	OpenCounter: { type: 'OpenCounter', counter: id('none'), takeOver: false },
	PauseCounter: { type: 'PauseCounter', counter: id('none'), reason: 'break' },
	CloseCounter: { type: 'CloseCounter', counter: id('none') },
	ReferVisit: {
		type: 'ReferVisit',
		visit: id('none'),
		language: 'en',
		department: id('none'),
		reason: 'specialist',
		papers: [],
		contact: null,
		trackingNumber: null,
		printer: null,
	},
	CloseReferral: { type: 'CloseReferral', referral: id('none'), outcome: 'served' },
	StartEscort: {
		type: 'StartEscort',
		visit: id('none'),
		language: 'en',
		department: id('none'),
		referral: null,
		printer: null,
	},
	ArriveEscort: { type: 'ArriveEscort', escort: id('none') },
	HandOverEscort: { type: 'HandOverEscort', escort: id('none'), answer: 'wait', reason: null },
	ReturnEscort: { type: 'ReturnEscort', escort: id('none') },
	RequestHelp: { type: 'RequestHelp', place: { kind: 'counter', id: id('c1') } },
	AnswerHelp: { type: 'AnswerHelp', help: id('none') },
	PrintPaper: { type: 'PrintPaper', paper: { kind: 'ticket', ticket: id('none') }, printer: id('printer') },
	EndJob: { type: 'EndJob', job: id('none'), outcome: 'printed' },
	DoubtJob: { type: 'DoubtJob', job: id('none') },
	WantJob: { type: 'WantJob', job: id('none') },
	MoveJob: { type: 'MoveJob', job: id('none'), to: id('printer') },
};

/** What only a device may say of it is said in the way that staff may. */
function asStaffSays(command: WireCommand): WireCommand {
	if (command.type === 'IssueTicket') return { ...command, channel: 'floor' };
	return command.type === 'EndJob' ? { ...command, outcome: 'void' } : command;
}

test.each([
	['rosa', 'representative'],
	['tia', 'trainee'],
	['flo', 'floor'],
	['sue', 'supervisor'],
	['ada', 'administrator'],
] as const)('Every command is refused to %s unless the table lets a %s send it', async (person, role) => {
	const hub = await testHub();
	const client = await hub.staff(person);
	for (const command of Object.values(COMMANDS)) {
		const mine = asStaffSays(command);
		const answer = await send(client, mine);
		const refusedAtDoor = !answer.ok && answer.code === 'not-allowed';
		expect([command.type, refusedAtDoor]).toEqual([
			command.type,
			!MAY_SEND[command.type].roles.includes(role),
		]);
	}
});

test.each([
	['kiosk', ['IssueTicket']],
	['display', []],
	['agent', ['EndJob', 'DoubtJob', 'MoveJob']],
])('A %s may send %j and no other command', async (device, allowed) => {
	const hub = await testHub();
	const client = await hub.device(device);
	const may: string[] = [];
	for (const command of Object.values(COMMANDS)) {
		const answer = await send(client, command);
		if (answer.ok || answer.code !== 'not-allowed') may.push(command.type);
	}
	expect(may).toEqual(allowed);
});

test('A kiosk speaks for itself only: its own two printers, its own place, its own channel, no priority', async () => {
	const office = hubOffice('hall');
	const devices = office.devices.map((one) =>
		one.id === 'kiosk' ? { ...one, sparePrinter: id<DeviceId>('spare') } : one,
	);
	const hub = await testHub({
		offices: [{ ...office, devices: [...devices, printerOf('spare'), printerOf('third')] }],
	});
	const [kiosk, other] = [await hub.device('kiosk'), await hub.device('kiosk-2')];
	const issue = ticketAt('passport') as Extract<WireCommand, { type: 'IssueTicket' }>;
	expect(await send(kiosk, { ...issue, printer: id('printer') })).toMatchObject({ ok: true });
	expect(await send(kiosk, { ...issue, printer: id('spare') })).toMatchObject({ ok: true });
	expect(await send(kiosk, { ...issue, printer: id('third') })).toMatchObject({ code: 'not-allowed' });
	expect(await send(other, { ...issue, printer: id('printer') })).toMatchObject({ code: 'not-allowed' });
	expect(await send(kiosk, { ...issue, channel: 'floor' })).toMatchObject({ code: 'not-allowed' });
	expect(await send(kiosk, { ...issue, priority: 'priority' })).toMatchObject({ code: 'not-allowed' });
	const help = (place: string): WireCommand => ({
		type: 'RequestHelp',
		place: { kind: 'kiosk', id: id(place) },
	});
	expect(await send(kiosk, help('kiosk-2'))).toMatchObject({ code: 'not-allowed' });
	expect(await send(kiosk, help('kiosk'))).toMatchObject({ ok: true });
});

test('Screens watch only what is meant for them', async () => {
	const hub = await testHub();
	const seen: Record<string, string[]> = {};
	for (const device of ['kiosk', 'display', 'agent']) {
		seen[device] = await audiencesOf(await hub.device(device));
	}
	for (const person of ['rosa', 'tia', 'flo', 'sue', 'ada'])
		seen[person] = await audiencesOf(await hub.staff(person));
	expect(seen).toEqual({
		kiosk: ['kiosk'],
		display: ['display'],
		agent: [],
		rosa: ['station', 'floor'],
		tia: ['station', 'floor'],
		flo: ['floor'],
		sue: ['station', 'floor'],
		ada: ['floor'],
	});
});

async function audiencesOf(client: HubClient): Promise<string[]> {
	const may: string[] = [];
	for (const audience of ['kiosk', 'display', 'station', 'floor'] as const) {
		if ((await client.ask('watch', { audience, after: null, run: null })).ok) may.push(audience);
	}
	return may;
}

test('The ids of another office are unknown, though they are spelt alike', async () => {
	const hub = await testHub({ offices: [hubOffice('hall'), hubOffice('annex')] });
	const [hall, annex] = [await hub.device('kiosk', 'hall'), await hub.device('kiosk', 'annex')];
	const there = await done(annex, ticketAt('passport'));
	expect(there.made.number).toBe('A001');
	expect((await done(hall, ticketAt('passport'))).made.number).toBe('A001');
	const flo = await hub.staff('flo', 'hall');
	const ticket = there.made.ticket ?? id('none');
	const visit = there.made.visit ?? id('none');
	expect(await send(flo, { type: 'CancelTicket', ticket, reason: 'left' })).toMatchObject({
		code: 'unknown-ticket',
	});
	expect(await flo.ask('readNotes', { visit })).toMatchObject({ code: 'unknown-visit' });
	expect(await flo.ask('addNote', { visit, text: 'x' })).toMatchObject({ code: 'unknown-visit' });
	const view = await flo.must('watch', { audience: 'floor', after: null, run: null });
	expect(JSON.stringify(view)).not.toContain(visit);
	const ada = await hub.staff('ada', 'hall');
	for (const ask of ['pair-device', 'revoke-device'] as const) {
		const answer = await ada.ask('setup', { ask, office: id('annex'), device: id('kiosk') });
		expect(answer).toMatchObject({ code: 'unknown-office' });
	}
	expect(await ada.ask('setup', { ask: 'list-access', office: id('annex') })).toMatchObject({
		code: 'unknown-office',
	});
});

test('An account of one office does not open another, though the names are the same', async () => {
	const hub = await testHub({ offices: [hubOffice('hall'), hubOffice('annex')] });
	await withPassword(hub, 'rosa');
	const guest = await hub.connect(null);
	const answer = await guest.ask('signIn', { office: id('annex'), name: 'rosa', password: PASSWORD });
	expect(answer).toMatchObject({ code: 'wrong-name-or-password' });
	const nowhere = await guest.ask('signIn', { office: id('nowhere'), name: 'rosa', password: PASSWORD });
	expect(nowhere).toMatchObject({ code: 'unknown-office' });
});

test('How a paper ended is for its agent to say: staff may only void it', async () => {
	const hub = await testHub();
	const sue = await hub.staff('sue');
	for (const outcome of ['printed', 'failed'] as const) {
		const answer = await send(sue, { type: 'EndJob', job: id('none'), outcome });
		expect(answer).toMatchObject({ ok: false, code: 'not-allowed' });
	}
});
