// A stored event as a row and back, with a checksum of what was written.
import type { Actor } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import type { CommandId, DeviceId, OfficeId, StaffId } from '#domain/ids';
import { checksumOf, type SummedCell } from './checksum.ts';
import type { Damage } from './record-damaged.ts';
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
	/** Of all that stands before it, the office first; null for a row from before there were any. */
	readonly checksum: number | null;
}

/** In the order of the insert statement. */
export function rowOf(office: OfficeId, one: StoredEvent, { versionOf }: Upcaster): readonly SummedCell[] {
	const { position, at, by, command, event } = one;
	const by_id = by.kind === 'system' ? null : by.id;
	const version = versionOf(event.type);
	const body = JSON.stringify(event);
	const cells: SummedCell[] = [office, position, at, by.kind, by_id, command, event.type, version, body];
	cells.push(checksumOf(cells));
	return cells;
}

/** @throws what `damaged` makes of it when the row is not what was written. */
export function eventOf(office: OfficeId, row: EventRow, { read }: Upcaster, damaged: Damage): StoredEvent {
	const { position, at, command, type, version, body } = row;
	if (
		!isAsWritten([office, position, at, row.by_kind, row.by_id, command, type, version, body], row.checksum)
	)
		throw damaged(`event ${position} of the office ${office} is not what was written`);
	try {
		return {
			position,
			at,
			by: actorOf(row),
			command: command as CommandId,
			event: read(type, version, body),
		};
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw damaged(`event ${position} of the office ${office} cannot be read`);
	}
}

/** @throws what `damaged` makes of it when a row after `after` is missing. */
export function mustBeWhole(
	office: OfficeId,
	after: number,
	rows: readonly EventRow[],
	damaged: Damage,
): void {
	rows.forEach(({ position }, index) => {
		const expected = after + 1 + index;
		if (position !== expected) throw damaged(`event ${expected} of the office ${office} is missing`);
	});
}

/** `cells`: of an event, the office first, its checksum left out. */
export function isAsWritten(cells: readonly SummedCell[], checksum: number | null): boolean {
	return checksum === null || checksum === checksumOf(cells);
}

function actorOf({ by_kind, by_id }: EventRow): Actor {
	if (by_kind === 'staff' && by_id !== null) return { kind: 'staff', id: by_id as StaffId };
	if (by_kind === 'device' && by_id !== null) return { kind: 'device', id: by_id as DeviceId };
	return { kind: 'system' };
}
