// What the hub does by itself, again and again: beats to screens, a poll of the record, and the keeping of its offices.
import { setTimeout as delay } from 'node:timers/promises';
import { BEAT_MS } from '#protocol/beat';
import type { OpenAccess } from './access/open-access.ts';
import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { OfficeFilesWatch } from './office/office-files-watch.ts';
import type { Offices } from './office/offices.ts';
import { SlowReaders } from './requests/slow-readers.ts';
import type { HubServer } from './socket-types.ts';

export interface TimerParts {
	readonly io: HubServer;
	readonly clock: Clock;
	readonly log: Log;
	readonly offices: Offices;
	readonly officeFiles: OfficeFilesWatch;
	readonly access: OpenAccess;
	/** True where other hubs may append to the same record. */
	readonly shared: boolean;
	/** Opens and closes business days by their hours. Never rejects. */
	readonly keepDays: () => Promise<unknown>;
}

/** ms between two rounds of keeping: days, office files, sessions, devices. */
const KEEPER_MS = 15_000;
/** ms between two polls of a record that is shared: if a message from another hub is lost, its change is seen this much later. */
const POLL_MS = 2_000;
/** Longest pause between two polls, ms: a database connection that is dead is noticed within this time and one poll. */
const LONGEST_POLL_MS = 4_000;

export function startTimers(parts: TimerParts): { close(): void } {
	const { io, clock, log, offices, officeFiles, access, shared, keepDays } = parts;
	const slowReaders = new SlowReaders(log);
	const beat = setInterval(() => {
		slowReaders.end(io, performance.now());
		for (const running of offices.all()) if (offices.isCurrent(running)) running.broadcast.beat(clock.now());
	}, BEAT_MS);
	const keeper = setInterval(() => {
		void keepDays();
		void officeFiles.poll();
		offices.publishDevices();
		access
			.sweep()
			.catch((error: unknown) => log.error({ err: error }, 'sessions could not be looked through'));
	}, KEEPER_MS);
	const polling = new AbortController();
	if (shared) void pollRecord(offices, polling.signal).catch(() => undefined);
	return {
		close() {
			clearInterval(beat);
			clearInterval(keeper);
			polling.abort();
		},
	};
}

/** Until it is aborted. With very many offices a poll takes a while; it must never be all that a hub does. */
async function pollRecord(offices: Offices, signal: AbortSignal): Promise<void> {
	for (let pause = POLL_MS; ;) {
		await delay(pause, undefined, { signal, ref: false });
		const startedAt = performance.now();
		await offices.poll();
		// One that failed says nothing about how long a poll takes, however long it was waited for.
		const ms = offices.storeUnavailable ? 0 : performance.now() - startedAt;
		pause = Math.min(Math.max(POLL_MS, 20 * ms), LONGEST_POLL_MS);
	}
}
