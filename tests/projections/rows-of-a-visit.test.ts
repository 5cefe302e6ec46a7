// The services of one visit are rows of their own, and each says what is still to come: one that moves on changes all of them.
import { expect, test } from 'vitest';
import { patchesOf, snapshotOf } from '#projections/audience';
import { stationTables } from '#projections/station';
import { Touched } from '#projections/touched';
import { applyPatches } from '#projections/view';
import { id, Story } from '#support/story';

test('When a visit goes on to its third service, the rows of its first say so on every screen', () => {
	const story = new Story().open('c1', 'rosa');
	const first = story.issue(['passport', 'permit', 'tax']);
	let view = snapshotOf(stationTables, story.lobby);
	for (const leg of [1, 2]) {
		const ticket = id<never>(first.replace(/\d+$/, String(leg)));
		story.touched = new Touched();
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		story.execute({ type: 'ServeTicket', ticket }, 'rosa');
		story.execute({ type: 'FinishTicket', ticket, outcome: 'answered' }, 'rosa');
		view = applyPatches(view, patchesOf(stationTables, story.lobby, story.touched));
	}
	expect(view['tickets']?.[first]).toMatchObject({ next: [] });
	expect(structuredClone(view)).toEqual(structuredClone(snapshotOf(stationTables, story.lobby)));
});
