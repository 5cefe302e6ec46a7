// Scanned codes: a ticket or a referral opens where it was scanned, and a public screen sees no more than the paper shows.
import { describe, expect, test } from 'vitest';
import { codeForStaff, codeOnKiosk, readCode } from '#hub/requests/devices/scanned-code';
import type { Scanned } from '#protocol/desk-schema';
import { deskOffice } from '#support/offices/desk-office';
import { done, testHub, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { id, Story } from '#support/story';

function refer(trackingNumber: string, visit: string | null = null) {
	return {
		type: 'ReferVisit',
		visit: visit === null ? null : id<never>(visit),
		language: 'en',
		department: id<never>('records'),
		reason: 'specialist',
		papers: [],
		contact: 'Ms. Ortiz, ext. 12',
		trackingNumber,
		printer: null,
	} as const;
}

describe('what a code is', () => {
	const story = new Story({ rules: deskOffice() });
	story.execute({ ...ticketAt('passport'), services: [id('passport'), id('tax')] } as never, 'flo');
	const [ticket = id<never>('none')] = story.lobby.tickets.keys();
	const [visit = id<never>('none')] = story.lobby.visits.keys();

	test.each([
		['its page', `https://lobby.example.org/ticket/${ticket}`],
		['its page under a path, with a slash', `http://10.0.0.7:3000/city/ticket/${ticket}/`],
		['its id', ticket],
		['its id with blanks around', `  ${ticket} `],
	])('A ticket is known by %s', (_how, text) => {
		expect(readCode(story.lobby, text)).toMatchObject({ kind: 'ticket', ticket: { number: 'A001' } });
	});

	test.each([
		['nothing of ours', 'https://example.org/offer'],
		['another office’s ticket', 'https://lobby.example.org/ticket/none.1'],
		['a bar code from a shop', '4006381333931'],
		['something that only looks like an address', 'http://['],
		['markup', '<img src=x onerror=alert(1)>'],
	])('%s is unknown, and nothing happens', (_what, text) => {
		expect(readCode(story.lobby, text)).toEqual({ kind: 'unknown' });
	});

	test('The paper keeps its code when the visit goes on to its next service', () => {
		const told = new Story({ rules: deskOffice() });
		told.execute({ ...ticketAt('passport'), services: [id('passport'), id('tax')] } as never, 'flo');
		const [first = id<never>('none')] = told.lobby.tickets.keys();
		told.execute({ type: 'OpenCounter', counter: id('c1'), takeOver: false }, 'rosa');
		told.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		told.execute({ type: 'ServeTicket', ticket: first }, 'rosa');
		told.execute({ type: 'FinishTicket', ticket: first, outcome: 'answered' }, 'rosa');
		expect(codeForStaff(readCode(told.lobby, first))).toEqual({
			kind: 'ticket',
			ticket: first.replace(/1$/, '2'),
			visit: told.lobby.tickets.get(first)?.visit,
			number: 'A001',
		});
	});

	test('A referral is known by its tracking number in any case, the open one first; a kiosk sees where to go', () => {
		story.execute(refer('HC-2026-17', visit), 'flo');
		const [closed = id<never>('none')] = story.lobby.referrals.keys();
		story.execute({ type: 'CloseReferral', referral: closed, outcome: 'served' }, 'flo');
		story.execute(refer('hc-2026-17', visit), 'flo');
		const open = [...story.lobby.referrals.keys()].at(-1);
		const code = readCode(story.lobby, 'Hc-2026-17');
		expect(codeForStaff(code)).toEqual({ kind: 'referral', referral: open, visit });
		expect(codeOnKiosk(story.lobby, code, story.now)).toEqual({
			kind: 'referral-look',
			look: {
				trackingNumber: 'hc-2026-17',
				number: 'A001',
				closed: false,
				department: {
					name: { en: 'records' },
					place: { en: 'Second floor' },
					phone: null,
					hours: null,
					inBuilding: true,
					outside: false,
				},
			},
		});
	});
});

describe('scanned through the hub', () => {
	const nextScan = (client: HubClient): Promise<Scanned> =>
		new Promise((resolve) => client.socket.once('scanned', resolve));
	const silent = (client: HubClient): unknown[] => {
		const heard: unknown[] = [];
		client.socket.on('scanned', (scan) => heard.push(scan));
		return heard;
	};

	test('A ticket scanned at the kiosk reaches that kiosk alone, with what its holder may see', async () => {
		const hub = await testHub({ offices: [deskOffice()] });
		const [agent, kiosk, other] = [
			await hub.device('agent'),
			await hub.device('kiosk'),
			await hub.device('kiosk-2'),
		];
		const rosa = await hub.staff('rosa');
		const elsewhere = [silent(other), silent(rosa)];
		const { made } = await done(kiosk, ticketAt('passport'));
		const seen = nextScan(kiosk);
		const text = `https://lobby.example.org/ticket/${made.ticket ?? ''}`;
		expect(await agent.ask('scan', { device: id('scanner-kiosk'), text })).toEqual({ ok: true });
		expect(await seen).toMatchObject({
			scanner: 'scanner-kiosk',
			code: { kind: 'ticket-look', look: { number: 'A001', status: 'waiting', ahead: 0 } },
		});
		expect(JSON.stringify(await seen)).not.toContain(made.visit ?? 'no visit');
		expect(elsewhere).toEqual([[], []]);
	});

	test('A code scanned at a counter opens on the screens of whoever is signed in there', async () => {
		const hub = await testHub({ offices: [deskOffice()] });
		const [agent, kiosk] = [await hub.device('agent'), await hub.device('kiosk')];
		const [rosa, sam] = [await hub.staff('rosa'), await hub.staff('sam')];
		const { made } = await done(kiosk, ticketAt('passport'));
		const scan = { device: id<never>('scanner-desk'), text: made.ticket ?? '' };
		expect(await agent.ask('scan', scan)).toMatchObject({ code: 'counter-closed', facts: { counter: '1' } });
		await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
		const heard = silent(sam);
		const seen = nextScan(rosa);
		expect(await agent.ask('scan', scan)).toEqual({ ok: true });
		const { ticket, visit } = made;
		expect(await seen).toEqual({
			scanner: 'scanner-desk',
			code: { kind: 'ticket', ticket, visit, number: 'A001' },
		});
		expect(heard).toEqual([]);
	});

	test('A scanner that types like a keyboard asks the same: a kiosk sees the paper, staff what to open', async () => {
		const hub = await testHub({ offices: [deskOffice()] });
		const [kiosk, flo] = [await hub.device('kiosk'), await hub.staff('flo')];
		const { made } = await done(kiosk, ticketAt('passport'));
		const text = made.ticket ?? '';
		expect(await kiosk.must('lookAtCode', { text })).toMatchObject({ code: { kind: 'ticket-look' } });
		expect(await flo.must('lookAtCode', { text })).toMatchObject({ code: { kind: 'ticket', ticket: text } });
		expect(await flo.must('lookAtCode', { text: 'nothing' })).toMatchObject({ code: { kind: 'unknown' } });
	});

	test('Whoever may not is refused, and so is a text that no scanner of ours would send', async () => {
		const hub = await testHub({ offices: [deskOffice()] });
		const [agent, kiosk, display] = [
			await hub.device('agent'),
			await hub.device('kiosk'),
			await hub.device('display'),
		];
		const text = 'x';
		expect(await kiosk.ask('scan', { device: id('scanner-kiosk'), text })).toMatchObject({
			code: 'not-allowed',
		});
		expect(await display.ask('lookAtCode', { text })).toMatchObject({ code: 'not-allowed' });
		expect(await agent.ask('scan', { device: id('printer'), text })).toMatchObject({
			code: 'unknown-device',
		});
		for (const wrong of ['', '   ', 'x'.repeat(301), 'a\u001b[2Jb'])
			expect(await kiosk.ask('lookAtCode', { text: wrong })).toMatchObject({ code: 'malformed' });
	});
});
