// A stored event as a row and back.
import type { Actor } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import type { CommandId, DeviceId, OfficeId, StaffId } from '#domain/ids';
import type { Upcaster } from './upcast.ts';

export interface EventRow {
	readonly position: number;
	readonly at: number;
	readonly by_kind: string;
	readonly by_id: string | null;
	readonly command: string;
	readonly type: string;
	readonly version: number;
	readonly body: string;
}

type Cells = [string, number, number, string, string | null, string, string, number, string];

/** In the order of the insert statement. */
export function rowOf(office: OfficeId, one: StoredEvent, { versionOf }: Upcaster): Cells {
	const { position, at, by, command, event } = one;
	const by_id = by.kind === 'system' ? null : by.id;
	const version = versionOf(event.type);
	return [office, position, at, by.kind, by_id, command, event.type, version, JSON.stringify(event)];
}

export function eventOf(row: EventRow, { read }: Upcaster): StoredEvent {
	return {
		position: row.position,
		at: row.at,
		by: actorOf(row),
		command: row.command as CommandId,
		event: read(row.type, row.version, row.body),
	};
}

function actorOf({ by_kind, by_id }: EventRow): Actor {
	if (by_kind === 'staff' && by_id !== null) return { kind: 'staff', id: by_id as StaffId };
	if (by_kind === 'device' && by_id !== null) return { kind: 'device', id: by_id as DeviceId };
	return { kind: 'system' };
}
