// The agent's view of the desk: whole, in order, and gone as soon as the hub has not been heard for the stale limit.
import { expect, onTestFinished, test } from 'vitest';
import { DeskWatch } from '#hardware/hub/desk-watch';
import type { Answer } from '#protocol/answers';
import type { Desk } from '#protocol/desk-schema';
import type { Update, WatchStart } from '#protocol/view-schema';
import { signRow } from '../desk-rig.ts';
import { until } from '../rig.ts';

const STALE = 150;

/** A hub whose view the test writes. */
function watched() {
	const hub = { position: 10, number: 'A001' as string | null, answers: true, asked: 0 };
	const shown: (string | null | 'not live')[] = [];
	const watch = new DeskWatch({
		ask: async (): Promise<Answer<WatchStart>> => {
			hub.asked += 1;
			if (!hub.answers) return { ok: false, code: 'no-answer', facts: {} };
			const snapshot = { signs: { 'sign-1': signRow(hub.number) }, keypads: {} };
			return { ok: true, run: 'run', at: 0, snapshot, position: hub.position };
		},
		show: (desk: Desk | null) =>
			shown.push(desk === null ? 'not live' : (desk.signs['sign-1']?.present?.number ?? null)),
		staleMs: STALE,
	});
	onTestFinished(() => watch.stop());
	const step = (after: number, position: number, number: string | null): Update => ({
		after,
		position,
		patches: [{ table: 'signs', id: 'sign-1', row: signRow(number) }],
	});
	return { hub, shown, watch, step };
}

test('It shows the snapshot, then each update that follows on it', async () => {
	const { watch, shown, step, hub } = watched();
	await watch.watch();
	watch.take(step(10, 12, 'A002'));
	watch.take(step(12, 13, null));
	expect(shown).toEqual(['A001', 'A002', null]);
	expect(hub.asked).toBe(1);
});

test('An update that does not follow is not shown: the whole is asked for', async () => {
	const { watch, shown, step, hub } = watched();
	await watch.watch();
	Object.assign(hub, { position: 14, number: 'A009' });
	watch.take(step(12, 14, 'A009'));
	await until('the whole again', () => shown.length === 2);
	expect(shown).toEqual(['A001', 'A009']);
	watch.take(step(10, 12, 'A002'));
	expect(shown).toHaveLength(2);
});

test('A beat ahead of the view tells that something was lost; an office set up anew is asked for whole', async () => {
	const { watch, shown, hub } = watched();
	await watch.watch();
	watch.takeBeat({ at: 0, position: 10 });
	expect(hub.asked).toBe(1);
	Object.assign(hub, { position: 11, number: 'A003' });
	watch.takeBeat({ at: 0, position: 11 });
	await until('the whole again', () => shown.at(-1) === 'A003');
	Object.assign(hub, { position: 20, number: null });
	watch.take({ after: 20, position: 20, patches: [] });
	await until('the whole once more', () => shown.at(-1) === null);
});

test('What comes while the whole is on its way is asked for again, so that nothing is missed or shown twice', async () => {
	const { watch, shown, step, hub } = watched();
	const first = watch.watch();
	Object.assign(hub, { position: 11, number: 'A004' });
	watch.take(step(10, 11, 'A004'));
	await first;
	expect(shown.at(-1)).toBe('A004');
});

test('Silence is told after the stale limit and no sooner; a beat keeps it live, and the next one brings it back', async () => {
	const { watch, shown, hub } = watched();
	await watch.watch();
	for (let beats = 0; beats < 4; beats += 1) {
		await new Promise((resolve) => setTimeout(resolve, STALE / 2));
		watch.takeBeat({ at: 0, position: hub.position });
	}
	expect(shown).toEqual(['A001']);
	const since = performance.now();
	await until('not live', () => shown.at(-1) === 'not live');
	expect(performance.now() - since).toBeGreaterThan(STALE / 2);
	watch.takeBeat({ at: 0, position: hub.position });
	expect(shown).toEqual(['A001', 'not live', 'A001']);
});

test('A hub that does not answer is asked again by and by', async () => {
	const { watch, shown, hub } = watched();
	hub.answers = false;
	await watch.watch();
	expect(shown).toEqual([]);
	hub.answers = true;
	await until('the whole', () => shown.at(-1) === 'A001', 3000);
});
