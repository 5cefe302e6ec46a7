// Everybody a replay plays: signs in, adds the recorded office, pairs its kiosks and displays and seats its people.
import type { DeviceId, OfficeId } from '#domain/ids';
import type { OfficeRow } from '#projections/rows/office-rows';
import { HubClient } from '#support/hubs/hub-client';
import type { RecordedOffice } from './recorded-office.ts';

export interface LobbyCast {
	readonly kiosks: readonly HubClient[];
	readonly displays: readonly HubClient[];
	/** Counter of the script -> the station at it. */
	readonly stations: ReadonlyMap<string, HubClient>;
	readonly supervisor: HubClient;
	/** One more connection of the first kiosk, of the first display, or of the supervisor. */
	readonly again: (who: 'kiosk' | 'display' | 'supervisor') => Promise<HubClient>;
	readonly close: () => void;
}

export interface Account {
	readonly office: OfficeId;
	readonly name: string;
	readonly password: string;
}

/** The account given, else the demo's administrator. @throws when there is neither. */
export async function administratorOf(
	url: string,
	given: { readonly name: string; readonly password: string } | null,
): Promise<Account> {
	const guest = await HubClient.connect(url, null);
	const { demo } = await guest.must('hello', {});
	const { offices } = await guest.must('offices', {});
	guest.close();
	const [office] = offices;
	if (office === undefined) throw new Error(`the hub at ${url} has no office yet`);
	if (given !== null) return { office: office.id, ...given };
	const found = demo?.accounts.find((account) => account.roles.includes('administrator'));
	if (demo === null || found === undefined) {
		throw new Error(`the hub at ${url} is no demo: name an account by --administrator and --password`);
	}
	return { office: demo.office, name: found.name, password: demo.password };
}

/** An office id that the hub does not have yet: a day can be replayed again on the same hub. */
export async function freeOfficeId(url: string, wanted: string): Promise<string> {
	const guest = await HubClient.connect(url, null);
	const { offices } = await guest.must('offices', {});
	guest.close();
	const taken = new Set<string>(offices.map((office) => office.id));
	for (let again = 1; ; again += 1) {
		const id = again === 1 ? wanted : `${wanted}-${String(again)}`;
		if (!taken.has(id)) return id;
	}
}

export async function enter(url: string, account: Account, recorded: RecordedOffice): Promise<LobbyCast> {
	const clients: HubClient[] = [];
	const join = async (token: string) => {
		const client = await HubClient.connect(url, token);
		clients.push(client);
		return client;
	};
	const office = recorded.office.id;
	const password = `lobby-${crypto.randomUUID()}`;
	const own = await addOffice(url, account, recorded, password);
	const tokens = new Map<string, string>([[recorded.supervisor, own]]);
	const administrator = await join(own);
	for (const device of [...recorded.kiosks, ...recorded.displays]) {
		tokens.set(device, await pair(url, administrator, office, device));
	}
	const staff = [...recorded.desks.values()].map((desk) => desk.staff);
	// The hub makes passwords slow on purpose and checks two at once: more would only wait there until they gave up.
	const seats = staff.values();
	const seat = async () => {
		for (const one of seats) {
			await administrator.must('setup', { ask: 'set-password', office, staff: one, password });
			tokens.set(one, await signIn(url, { office, name: one, password }));
		}
	};
	await Promise.all([seat(), seat()]);
	const joinAs = (who: string) => join(tokens.get(who) ?? '');
	const supervisor = await joinAs(recorded.supervisor);
	await openDay(supervisor);
	const stations = new Map<string, HubClient>();
	for (const [name, desk] of recorded.desks) stations.set(name, await joinAs(desk.staff));
	return {
		kiosks: await Promise.all(recorded.kiosks.map(joinAs)),
		displays: await Promise.all(recorded.displays.map(joinAs)),
		stations,
		supervisor,
		again: (who) => {
			const { kiosks, displays } = recorded;
			const [first = ''] = who === 'kiosk' ? kiosks : who === 'display' ? displays : [recorded.supervisor];
			return joinAs(first);
		},
		close: () => {
			for (const client of clients) client.close();
		},
	};
}

/** Adds the office as the administrator of another, and signs them in there. */
async function addOffice(
	url: string,
	account: Account,
	recorded: RecordedOffice,
	password: string,
): Promise<string> {
	const { office, supervisor: staff } = recorded;
	const client = await HubClient.connect(url, await signIn(url, account));
	try {
		const saved = await client.must('setup', { ask: 'save-office', office, revision: null });
		if (saved.mistakes !== undefined)
			throw new Error(`the hub does not take the office: ${JSON.stringify(saved.mistakes)}`);
		const first = await client.ask('setup', { ask: 'set-password', office: office.id, staff, password });
		// A real office's administrator keeps the password they have; from the demo a new one is needed.
		return await signIn(url, {
			office: office.id,
			name: staff,
			password: first.ok ? password : account.password,
		});
	} finally {
		client.close();
	}
}

async function signIn(url: string, account: Account): Promise<string> {
	const guest = await HubClient.connect(url, null);
	try {
		return (await guest.must('signIn', account)).token;
	} finally {
		guest.close();
	}
}

async function pair(
	url: string,
	administrator: HubClient,
	office: OfficeId,
	device: DeviceId,
): Promise<string> {
	const { code } = await administrator.must('setup', { ask: 'pair-device', office, device });
	const guest = await HubClient.connect(url, null);
	try {
		return (await guest.must('pair', { code: code ?? '' })).token;
	} finally {
		guest.close();
	}
}

/** The hub opens the day by itself when it is open hours; where it has not, the supervisor does. */
async function openDay(supervisor: HubClient): Promise<void> {
	const watched = await supervisor.must('watch', { audience: 'floor', after: null, run: null });
	const rows = 'snapshot' in watched ? Object.values(watched.snapshot['office'] ?? {}) : [];
	if ((rows[0] as OfficeRow | undefined)?.day !== null) return;
	const answer = await supervisor.command({ type: 'OpenDay' });
	if (!answer.ok && answer.code !== 'day-already-open')
		throw new Error(`the day did not open: ${answer.code}`);
}
