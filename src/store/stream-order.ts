// The one rule of a stream's positions, shared by every event store.
import type { OfficeId } from '#domain/ids';
import type { StoredEvent } from '#domain/events';
import { PositionTaken } from './event-store.ts';

/**
 * Checks that the events follow a stream whose last position is `last`.
 * @throws PositionTaken when the stream has grown meanwhile; RangeError when they would leave a gap: a bug of the caller.
 */
export function mustFollow(office: OfficeId, last: number, events: readonly StoredEvent[]): void {
	events.forEach((one, index) => {
		const expected = last + 1 + index;
		if (one.position === expected) return;
		if (index === 0 && one.position <= last)
			throw new PositionTaken(`Position ${one.position} of ${office} is taken: the stream is at ${last}`);
		throw new RangeError(`Position ${one.position} of ${office} does not follow ${expected - 1}`);
	});
}
