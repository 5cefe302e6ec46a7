// The one authority, put together: offices, screens and devices on one HTTP server.
import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Office } from '#domain/office';
import type { AccessStore } from '#store/access-store';
import type { Contacts } from '#store/contacts';
import type { EventStore } from '#store/event-store';
import type { News } from '#store/news';
import type { OfficeFiles } from '#store/office-file';
import { openAccess } from './access/open-access.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { HubTalk } from './hub-talk.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { hubHealth, hubReadiness } from './monitoring/health-route.ts';
import type { HubHealth, HubReadiness } from './monitoring/health-route.ts';
import { watchWith } from './monitoring/metrics-gauges.ts';
import { keepDay } from './office/day-keeper.ts';
import { openOffices } from './office/open-offices.ts';
import { PastLobbies } from './office/past-lobbies.ts';
import { prepareRequests } from './requests/requests.ts';
import { receive, socketServer } from './requests/socket-server.ts';
import { endAll } from './socket-ends.ts';
import { startTimers } from './timers.ts';

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

/** ms for which answers and goodbyes may still go out before connections are closed. */
const LINGER_MS = 100;

/** Starts every office that can be. @throws when none can: a file is wrong, or a record cannot be read. */
export async function startHub(parts: HubParts): Promise<Hub> {
	const { http, config, version, store, contacts, files, clock, log } = parts;
	const startedAt = performance.now();
	const io = socketServer(config.origins);
	const talk = new HubTalk(parts.news);
	const metrics = new Metrics(version);
	const base = { ...parts, ...config, io, talk, metrics, run: randomUUID() };

	const opened = await openOffices(base);
	const { offices, officeFiles } = opened;
	const { notStarted } = officeFiles;
	watchWith(metrics.registry, offices, notStarted, io);
	const access = await openAccess({ ...base, offices, filesWin: files.winsOverRecord });
	const requests = prepareRequests({ ...base, ...access, offices, past: new PastLobbies(store) });

	// Whoever listens to other hubs does by now.
	const greet = () => {
		void offices.poll();
		offices.publishDevices();
		talk.publish({ say: 'here' });
	};
	talk.listen(greet);
	greet();

	const keeping = { clock, contacts, notesKept: config.notesKept, log };
	const keepDays = () => Promise.all(offices.all().map(({ writer }) => keepDay(writer, keeping)));
	await keepDays();
	let open = true;
	receive(http, requests, { ...base, ...access, offices, isOpen: () => open });
	const timers = startTimers({ ...base, offices, officeFiles, access, shared: talk.shared, keepDays });

	return {
		get offices() {
			return offices.all().map(({ writer }) => writer.lobby.office);
		},
		enrolmentCode: access.enrolment.code,
		notStarted,
		metrics,
		readiness: () => hubReadiness(offices, open),
		health: () => hubHealth(offices, notStarted, version, (performance.now() - startedAt) / 1000),
		async stop() {
			open = false;
			timers.close();
			await opened.close();
			await access.close();
			// What was already on its way here is told that the hub stops, instead of nothing.
			await delay(LINGER_MS);
			endAll(io, 'hub-stopping');
			// Closes the HTTP server too.
			await io.close();
			for (const one of [store, parts.access, contacts, parts.news]) await one.close();
		},
	};
}
