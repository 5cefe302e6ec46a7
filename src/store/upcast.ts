// Reads yesterday's event shape as today's: a stored event is never edited.
import type { EventType, LobbyEvent } from '#domain/events';
import type { Office } from '#domain/office';
import { USUAL_PAPERS } from '#paper/parts';
import { withUsual } from './usual-device.ts';

/** An event as some version of this program wrote it. */
export type OldEvent = Readonly<Record<string, unknown>>;

/** Per type, the step from version 1 to 2, then from 2 to 3, and so on. A step may also give the event a new type, at its first version. */
export type UpcastSteps = Readonly<Record<string, readonly ((old: OldEvent) => OldEvent)[]>>;

export interface Upcaster {
	/** The version that an event of this type is written with. */
	readonly versionOf: (type: EventType) => number;
	/** @throws Error when a newer program has written it. */
	readonly read: (type: string, version: number, body: string) => LobbyEvent;
}

/** Add a step here when an event's shape changes, with a test that reads the shape before. */
const STEPS: UpcastSteps = {
	OfficeConfigured: [withPapersAndDevices],
};

/** Version 1 knew neither papers that an office may change, nor signs, keypads, scanners and spare printers. */
function withPapersAndDevices(old: OldEvent): OldEvent {
	const office = old['office'] as Office;
	const blank = { sparePrinter: null, printing: null, counter: null, kiosk: null, frames: null };
	const devices = office.devices.map((device) => withUsual({ ...blank, ...device }));
	return { ...old, office: { ...office, devices, papers: USUAL_PAPERS } satisfies Office };
}

export const upcaster = upcasterOf(STEPS);

export function upcasterOf(table: UpcastSteps): Upcaster {
	const latest = (type: string) => (Object.hasOwn(table, type) ? (table[type]?.length ?? 0) : 0) + 1;
	return {
		versionOf: latest,
		read(type, version, body) {
			const stored = JSON.parse(body) as OldEvent;
			// Nearly every event: today's shape, straight through.
			if (version === latest(type)) return stored as unknown as LobbyEvent;
			if (version > latest(type))
				throw new Error(
					`The record holds a ${type} of version ${version}, but this version of Rotunda reads only up to ${latest(type)}. ` +
						'A newer version has written it: start that one.',
				);
			return lift(table, type, version, stored) as unknown as LobbyEvent;
		},
	};
}

function lift(table: UpcastSteps, type: string, version: number, stored: OldEvent): OldEvent {
	let event = stored;
	for (const step of table[type]?.slice(version - 1) ?? []) {
		event = step(event);
		const renamed = String(event['type']);
		if (renamed !== type) return lift(table, renamed, 1, event);
	}
	return event;
}
