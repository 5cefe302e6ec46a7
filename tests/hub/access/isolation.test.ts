// Nobody sees another office's records: every ask of the wire from every caller of one office, with the ids of another.
import { expect, test } from 'vitest';
import type { OfficeId, VisitId } from '#domain/ids';
import { REQUESTS } from '#hub/requests/requests';
import type { Answer } from '#protocol/answers';
import type { ClientToHub } from '#protocol/socket-events';
import { foreignAsks } from '#support/offices/foreign-asks';
import type { Named } from '#support/offices/foreign-asks';
import { commandId, done, PASSWORD, testHub, ticketAt } from '#support/hubs/hub';
import type { TestHub } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { deskOffice } from '#support/offices/desk-office';
import { Heard, markedOffice, tracesIn } from '#support/offices/marked-office';
import { id } from '#support/story';

const TOKEN = 'a token for whoever watches';
const STAFF = ['rosa', 'tia', 'flo', 'sue', 'ada'];
const DEVICES = ['kiosk', 'display', 'agent'];
const ASKS = Object.keys(REQUESTS) as (keyof ClientToHub)[];

interface Line {
	readonly who: string;
	readonly client: HubClient;
	/** What the hub pushed, unasked. */
	readonly pushed: Heard;
}

async function line(hub: TestHub, who: string, office: string): Promise<Line> {
	const isDevice = DEVICES.includes(who.replace('zep-', ''));
	const client = isDevice ? await hub.device(who, office) : await hub.staff(who, office);
	const pushed = new Heard();
	client.socket.onAny((...said: unknown[]) => pushed.hear(said));
	return { who, client, pushed };
}

const WATCHED: Readonly<Record<string, 'kiosk' | 'display' | 'station' | 'floor' | 'desk'>> = {
	kiosk: 'kiosk',
	display: 'display',
	agent: 'desk',
	rosa: 'station',
	tia: 'station',
};

/** Everybody at their screens: what they were told at first. */
async function atWork(lines: readonly Line[]): Promise<Heard> {
	const told = new Heard();
	for (const { who, client } of lines) {
		const audience = WATCHED[who.replace('zep-', '')] ?? 'floor';
		told.hear(
			await client.must('hello', {}),
			await client.must('watch', { audience, after: null, run: null }),
		);
		if (audience === 'desk') told.hear(await client.must('work', {}));
	}
	return told;
}

/** A day on which everything happens once; answers what of it can be named. */
async function busyDay(lines: readonly Line[], heard: Heard): Promise<Named> {
	const of = (who: string) => {
		const found = lines.find((one) => one.who === `zep-${who}`);
		if (found === undefined) throw new Error(`no ${who}`);
		return found.client;
	};
	const [kiosk, rosa, flo, agent] = [of('kiosk'), of('rosa'), of('flo'), of('agent')];
	const does = async (client: HubClient, command: object) => {
		const answer = await done(client, command as never);
		heard.hear(answer);
		return answer.made;
	};
	const first = await does(kiosk, { ...ticketAt('zep-passport'), printer: 'zep-printer' });
	const second = await does(kiosk, ticketAt('zep-tax'));
	await does(rosa, { type: 'OpenCounter', counter: 'zep-c1', takeOver: false });
	await does(rosa, { type: 'CallNext', counter: 'zep-c1' });
	await does(rosa, { type: 'ServeTicket', ticket: first.ticket });
	const visit = first.visit ?? id<VisitId>('');
	heard.hear(await rosa.must('addNote', { visit, text: 'Zeppelin Zoe waits outside' }));
	const send = { visit, language: 'en', department: 'zep-records', printer: null };
	const referred = await does(rosa, {
		...send,
		...{
			type: 'ReferVisit',
			reason: 'specialist',
			papers: [],
			contact: 'Zeppelin Zoe',
			trackingNumber: 'ZEP-77',
		},
	});
	const escorted = await does(flo, { ...send, type: 'StartEscort', visit: second.visit, referral: null });
	const helped = await does(kiosk, { type: 'RequestHelp', place: { kind: 'kiosk', id: 'zep-kiosk' } });
	await agent.must('health', {
		device: id('zep-printer'),
		state: 'trouble',
		troubles: ['offline'],
		note: 'zep',
	});
	await agent.must('scan', { device: id('zep-scanner-kiosk'), text: second.ticket ?? '' });
	return {
		office: 'zep-hall',
		service: 'zep-passport',
		counter: 'zep-c2',
		staff: 'zep-sam',
		department: 'zep-records',
		kiosk: 'zep-kiosk',
		printer: 'zep-printer',
		keypad: 'zep-keypad-1',
		scanner: 'zep-scanner-kiosk',
		ticket: first.ticket ?? '',
		visit,
		referral: referred.referral ?? '',
		escort: escorted.escort ?? '',
		help: helped.help ?? '',
		job: first.job ?? '',
		tracking: 'ZEP-77',
	};
}

/** The same shape, and nobody's. */
function nobodys(named: Named): Named {
	const entries = Object.entries(named).map(([key]) => [key, `none-${key}`]);
	return Object.fromEntries(entries) as unknown as Named;
}

/** Two offices whose ids are alike inside, one of them marked, and its day. */
async function twoOffices() {
	const hub = await testHub({ offices: [deskOffice(), markedOffice()], metricsToken: TOKEN });
	const ours = await Promise.all([...STAFF, ...DEVICES].map((who) => line(hub, who, 'hall')));
	const there = await Promise.all([...STAFF, ...DEVICES].map((who) => line(hub, `zep-${who}`, 'zep-hall')));
	const told = await atWork(ours);
	const heard = await atWork(there);
	const named = await busyDay(there, heard);
	for (const { pushed } of there) heard.hear(pushed.text);
	// The run of the hub is told to everybody.
	const theirs = new Set([...heard.ids()].filter((one) => !told.ids().has(one)));
	const of = (who: string) => ours.find((one) => one.who === who)?.client as HubClient;
	return { hub, ours, of, told, named, theirs, heard };
}

const positionThere = (hub: TestHub) => hub.hub.health().offices[id<OfficeId>('zep-hall')]?.position;

test('Nothing of an office’s day reaches the screens, agents and people of another', async () => {
	const { ours, of, told, theirs, heard } = await twoOffices();
	await done(of('kiosk'), ticketAt('passport'));
	for (const { client } of ours) await client.must('hello', {});
	// The net is fine enough: the office's own lines are full of what must not be here.
	expect(tracesIn(heard.text, theirs).length).toBeGreaterThan(100);
	expect(theirs.size).toBeGreaterThan(5);
	expect(tracesIn(told.text, theirs)).toEqual([]);
	for (const { who, pushed } of ours) {
		expect(pushed.count, who).toBeGreaterThan(0);
		expect([who, tracesIn(pushed.text, theirs)]).toEqual([who, []]);
	}
});

test('What names anything of another office is answered as if there were no such thing, and changes nothing there', async () => {
	const { hub, ours, named, theirs } = await twoOffices();
	const before = positionThere(hub);
	const there = hub.hub.offices.find((one) => one.id === named.office);
	const bodiesOf = (of: Named) => foreignAsks(of, commandId);
	const [foreign, nobodysOwn] = [bodiesOf(named), bodiesOf(nobodys(named))];
	let asked = 0;
	for (const ask of ASKS) {
		const [bodies, twins] = [foreign[ask], nobodysOwn[ask]];
		if (bodies === 'own' || twins === 'own') continue;
		for (const { who, client } of ours) {
			for (const [at, body] of bodies.entries()) {
				const answer: Answer<object> = await client.ask(ask, body as never);
				const twin = twins[at] as never;
				const expected: Answer<object> | null = twin === undefined ? null : await client.ask(ask, twin);
				asked += 1;
				const where = `${who} ${ask} ${JSON.stringify(body)}`;
				const sent = JSON.stringify(body);
				const leaked = tracesIn(JSON.stringify(answer), theirs).filter((trace) => !sent.includes(trace));
				expect([where, leaked]).toEqual([where, []]);
				if (ask === 'lookAtCode' && answer.ok) expect(answer).toMatchObject({ code: { kind: 'unknown' } });
				else expect([where, answer.ok]).toEqual([where, false]);
				if (expected !== null) expect([where, codeOf(answer)]).toEqual([where, codeOf(expected)]);
			}
		}
	}
	expect(asked).toBeGreaterThan(400);
	expect(positionThere(hub)).toBe(before);
	expect(hub.hub.offices.find((one) => one.id === named.office)).toEqual(there);
	expect(await hub.access.accounts(id('zep-hall'))).toEqual([]);
	expect(await hub.access.devices(id('zep-hall'))).toHaveLength(DEVICES.length);
	const notes = await (await hub.staff('zep-rosa', 'zep-hall')).must('readNotes', { visit: id(named.visit) });
	expect(notes.notes).toHaveLength(1);
	for (const { who, pushed } of ours) expect([who, tracesIn(pushed.text, theirs)]).toEqual([who, []]);
});

test('What names nothing is answered about one’s own office alone', async () => {
	const { hub, ours, named, theirs } = await twoOffices();
	const asks: { readonly [Ask in keyof ClientToHub]?: readonly object[] } = {
		hello: [{}],
		offices: [{}],
		signIn: [{ office: 'zep-hall', name: 'zep-rosa', password: PASSWORD }],
		pair: [{ code: 'AAAAAAAA' }],
		accept: [{ code: 'AAAAAAAAAAAA', password: PASSWORD }],
		enrol: [{ code: 'AAAAAAAA', office: 'zep-hall', name: 'zep-ada', password: PASSWORD }],
		watch: ['kiosk', 'display', 'station', 'floor', 'desk'].map((audience) => ({
			audience,
			after: null,
			run: null,
		})),
		work: [{}],
		lookBack: [{ at: null }],
		account: [{ ask: 'offices' }],
		setup: [{ ask: 'read-office' }],
		signOut: [{}],
	};
	const own = foreignAsks(named, commandId);
	for (const ask of ASKS) if (own[ask] === 'own') expect([ask, asks[ask] !== undefined]).toEqual([ask, true]);
	for (const { who, client } of ours) {
		for (const [ask, bodies] of Object.entries(asks)) {
			for (const body of bodies) {
				const answer = await client.ask(ask as 'hello', body as never);
				const leaked = tracesIn(JSON.stringify(answer), theirs);
				expect([who, ask, leaked]).toEqual([who, ask, []]);
			}
		}
	}
	expect(positionThere(hub)).toBeGreaterThan(0);
});

test('Of the pages that anybody may open, none names an office or its figures', async () => {
	const { hub, named, theirs } = await twoOffices();
	const page = async (path: string, token: string | null = null) => {
		const headers = token === null ? {} : { authorization: `Bearer ${token}` };
		const answer = await fetch(hub.url + path, { headers });
		return { status: answer.status, text: await answer.text() };
	};
	const doors = ['/healthz', '/readyz', '/metrics', '/', '/setup', `/ticket/${named.ticket}`, '/zep-hall'];
	for (const door of doors) {
		const { text } = await page(door);
		expect([door, tracesIn(text, theirs)]).toEqual([door, []]);
		expect([door, text.includes('hall')]).toEqual([door, false]);
	}
	expect((await page('/healthz')).text).toContain('"ok":true');
	expect((await page('/metrics')).status).toBe(403);
	// Whoever runs the hub sees which office is unwell, and never a number or a name of the day.
	for (const door of ['/healthz', '/metrics']) {
		const { text } = await page(door, TOKEN);
		expect(text).toContain('zep-hall');
		expect(text.match(/\b[ZY]\d{3}\b|zoe/gi)).toBeNull();
	}
});

function codeOf(answer: Answer<object>): string {
	return answer.ok ? 'ok' : answer.code;
}
