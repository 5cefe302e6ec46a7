// A stored snapshot as a row and back: one that is not what was saved is no snapshot.
import type { OfficeId } from '#domain/ids';
import { checksumOf } from './checksum.ts';
import { SnapshotDamaged, type Snapshot } from './event-store.ts';
import type { Damage } from './record-damaged.ts';

export interface SnapshotRow extends Snapshot {
	/** Null for a row from before there were any. */
	readonly checksum: number | null;
	/** Whether the event that it ends with is in the record. */
	readonly founded: boolean | number;
}

/** In the order of the insert statement. */
export function snapshotRowOf(office: OfficeId, { position, shape, state }: Snapshot) {
	return [office, shape, position, state, checksumOf([office, shape, position, state])] as const;
}

/** @throws SnapshotDamaged; what `damaged` makes of it when the snapshot is sound and the record ends before it. */
export function snapshotOf(office: OfficeId, row: SnapshotRow, damaged: Damage): Snapshot {
	const { position, shape, state, checksum, founded } = row;
	const isSound = checksum === null || checksum === checksumOf([office, shape, position, state]);
	if (!isSound) throw new SnapshotDamaged(`The snapshot of the office ${office} is not what was saved`);
	if (!founded) throw damaged(`event ${position} of the office ${office} is missing`);
	return { position, shape, state };
}

/** Whether the record reaches as far as the snapshot that is looked at. */
export const FOUNDED = `EXISTS (SELECT 1 FROM events
	WHERE events.office = snapshots.office AND events.position = snapshots.position) AS founded`;
