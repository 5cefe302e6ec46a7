// The one authority, put together: offices, screens and devices on one HTTP server.
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Office } from '#domain/office';
import { BEAT_MS } from '#protocol/beat';
import type { AccessStore } from '#store/access-store';
import type { Contacts } from '#store/contacts';
import type { EventStore } from '#store/event-store';
import type { News } from '#store/news';
import type { OfficeFiles } from '#store/office-file';
import { Accounts } from './access/accounts.ts';
import { Admission } from './access/admission.ts';
import { handlersOf } from './requests/asks.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { keepDay } from './office/day-keeper.ts';
import { admitDemoStaff, demoDevices } from './access/demo-access.ts';
import { Enrolment } from './access/enrolment.ts';
import { hubHealth, hubReadiness } from './monitoring/health-route.ts';
import type { HubHealth, HubReadiness } from './monitoring/health-route.ts';
import { Invitations } from './access/invitations.ts';
import type { Log } from './log.ts';
import { HubTalk } from './hub-talk.ts';
import { LookBack } from './office/past-lobbies.ts';
import { watchWith } from './monitoring/metrics-gauges.ts';
import { Metrics } from './metrics.ts';
import { Notes } from './requests/notes.ts';
import { OfficeFilesWatch } from './office/office-files-watch.ts';
import { Offices } from './office/offices.ts';
import { Pairing } from './access/pairing.ts';
import { Sessions } from './access/sessions.ts';
import { Setup } from './requests/setup.ts';
import { SlowReaders } from './requests/slow-readers.ts';
import { endAll, endTokens, endTokensEverywhere } from './socket-ends.ts';
import { receive, socketServer } from './requests/socket-server.ts';
import type { HubServer } from './socket-types.ts';
import { AttemptLimits } from './access/attempt-limits.ts';
import { youOf } from './access/identity.ts';

export interface HubParts {
	readonly http: HttpServer;
	readonly config: Pick<Config, 'origins' | 'sessionIdle' | 'sessionLife' | 'notesKept' | 'virtualDevices'>;
	readonly version: string;
	readonly store: EventStore;
	readonly access: AccessStore;
	readonly contacts: Contacts;
	readonly files: OfficeFiles;
	readonly news: News;
	readonly clock: Clock;
	readonly log: Log;
}

export interface Hub {
	readonly offices: readonly Office[];
	/** To be shown to whoever starts the hub; null when there is an administrator already. */
	readonly enrolmentCode: string | null;
	/** Why each office does not run that has a file, by its name. */
	readonly notStarted: ReadonlyMap<string, string>;
	health(): HubHealth;
	readiness(): HubReadiness;
	readonly metrics: Metrics;
	/** Answers what is under way, tells every connection, and closes the stores. */
	stop(): Promise<void>;
}

const KEEPER_MS = 15_000;
const LINGER_MS = 100;

/** How often a hub that is not alone looks at the record by itself: so late is what a lost word would have told. */
const LOOK_MS = 2_000;
/** So late, and a look later, a line that has fallen silent is found out. */
const LONGEST_PAUSE_MS = 4_000;

/** Starts every office that can be. @throws when none can: a file is wrong, or a record cannot be read. */
export async function startHub(parts: HubParts): Promise<Hub> {
	const { http, config, version, store, access, contacts, files, news, clock, log } = parts;
	const { sessionIdle, sessionLife, notesKept, origins, virtualDevices } = config;
	const startedAt = performance.now();
	const io = socketServer(origins);
	const run = randomUUID();
	const talk = new HubTalk(news);
	const metrics = new Metrics(version);
	const offices = new Offices({ io, store, clock, log, run, virtualDevices, talk, files, metrics });
	const sessions = new Sessions(access, clock, { idle: sessionIdle, life: sessionLife });
	const pairing = new Pairing(access, clock, () => demoDevices(offices.all()));
	const notes = new Notes(contacts, offices, clock);

	const officeFiles = new OfficeFilesWatch(files, offices, log);
	watchWith(metrics.registry, offices, officeFiles.notStarted, io);
	await officeFiles.begin();
	for (const { writer } of offices.all()) await admitDemoStaff(access, writer.lobby.office);
	const real = () => offices.all().flatMap(({ writer }) => (writer.lobby.office.demo ? [] : [writer.id]));
	const enrolment = await Enrolment.open({ access, clock, run, real });
	const [tries, invitations] = [new AttemptLimits(clock, talk), new Invitations(access, clock)];
	const accounts = new Accounts({
		io,
		talk,
		access,
		offices,
		sessions,
		invitations,
		enrolment,
		tries,
		log,
	});
	const admission = new Admission({
		access,
		offices,
		sessions,
		pairing,
		enrolment,
		accounts,
		tries,
		log,
		talk,
	});
	// A person may have edited the files since the hub last ran.
	if (files.winsOverRecord) await accounts.endStrangers();
	const setup = new Setup({
		io,
		files,
		offices,
		access,
		sessions,
		pairing,
		accounts,
		invitations,
		log,
		talk,
	});

	talk.on('ended', ({ hashes, code }) => {
		sessions.forget(hashes);
		endTokens(io, hashes, code);
	});
	const greet = () => {
		void offices.look();
		offices.tellDevices();
		talk.tell({ say: 'here' });
	};
	talk.listen(greet);
	greet();
	offices.whenConfigured(({ writer }) => {
		admitDemoStaff(access, writer.lobby.office).catch((error: unknown) =>
			log.error({ err: error }, 'no accounts'),
		);
		endRemoved(io, offices);
	});
	const keepDays = () =>
		Promise.all(offices.all().map(({ writer }) => keepDay(writer, { clock, contacts, notesKept, log })));
	await keepDays();

	let open = true;
	receive(
		io,
		http,
		handlersOf({
			io,
			talk,
			version,
			clock,
			offices,
			enrolment,
			pairing,
			admission,
			accounts,
			sessions,
			notes,
			setup,
			past: new LookBack(store),
			metrics,
			log,
		}),
		{ io, offices, sessions, access, log, isOpen: () => open },
	);
	const slowReaders = new SlowReaders(log);
	const beat = setInterval(() => {
		slowReaders.end(io, performance.now());
		for (const running of offices.all()) if (offices.isCurrent(running)) running.broadcast.beat(clock.now());
	}, BEAT_MS);
	const looking = talk.shared ? lookAround(offices) : null;
	const keeper = setInterval(() => {
		void keepDays();
		void officeFiles.look();
		offices.tellDevices();
		keepAccess().catch((error: unknown) => log.error({ err: error }, 'sessions could not be looked through'));
	}, KEEPER_MS);
	async function keepAccess(): Promise<void> {
		await enrolment.look();
		endTokensEverywhere(io, talk, await sessions.sweep(), 'session-ended');
		// Another hub may have revoked what is connected here, and its word may have been lost.
		if (talk.shared) endTokens(io, await access.endedOf(deviceTokens(io)), 'token-revoked');
	}

	return {
		get offices() {
			return offices.all().map(({ writer }) => writer.lobby.office);
		},
		enrolmentCode: enrolment.code,
		get notStarted() {
			return officeFiles.notStarted;
		},
		metrics,
		readiness: () => hubReadiness(offices, open),
		health: () => hubHealth(offices, officeFiles.notStarted, version, (performance.now() - startedAt) / 1000),
		async stop() {
			open = false;
			clearInterval(beat);
			clearInterval(keeper);
			looking?.abort();
			await offices.stop();
			await enrolment.end().catch(() => undefined);
			// What was already on its way here is told that the hub stops, instead of nothing.
			await delay(LINGER_MS);
			endAll(io, 'hub-stopping');
			// Closes the HTTP server too.
			await io.close();
			await store.close();
			await access.close();
			await contacts.close();
			await news.close();
		},
	};
}

/** Until it is aborted. With very many offices a look takes a while; it must never be all that a hub does. */
function lookAround(offices: Offices): AbortController {
	const end = new AbortController();
	const look = async () => {
		for (let pause = LOOK_MS; ;) {
			await delay(pause, undefined, { signal: end.signal, ref: false });
			const began = performance.now();
			await offices.look();
			// One that failed has said nothing about how long a look takes, however long it was waited for.
			const took = offices.storeAway ? 0 : performance.now() - began;
			pause = Math.min(Math.max(LOOK_MS, 20 * took), LONGEST_PAUSE_MS);
		}
	};
	look().catch(() => undefined);
	return end;
}

function deviceTokens(io: HubServer): readonly string[] {
	const callers = [...io.sockets.sockets.values()].map(({ data }) => data.caller);
	return [...new Set(callers.flatMap((caller) => (caller.kind === 'device' ? [caller.tokenHash] : [])))];
}

/** Staff and devices that setup has taken out go at once. */
function endRemoved(io: HubServer, offices: Offices): void {
	for (const socket of io.sockets.sockets.values()) {
		const { caller } = socket.data;
		if (caller.kind === 'guest') continue;
		const you = youOf(offices, caller);
		// A kiosk that has become a display comes back as what it is now.
		const isSame = caller.kind === 'staff' || (you?.kind === 'device' && you.device === caller.device);
		if (you !== null && isSame) continue;
		if (you === null) {
			socket.emit('ended', { code: caller.kind === 'staff' ? 'session-ended' : 'token-revoked' });
		}
		socket.disconnect(true);
	}
}
