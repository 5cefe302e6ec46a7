// A live view applies updates in order, notices every gap, and asks for what it missed.
import { expect, test } from 'vitest';
import type { Answer } from '#protocol/answers';
import type { Update, Watch, WatchStart } from '#protocol/view-schema';
import { LiveView } from '#screens/live/live-view.svelte.ts';

interface Numbers {
	readonly calls: Readonly<Record<string, { readonly id: string }>>;
}

const update = (after: number, position: number, id: string): Update => ({
	after,
	position,
	patches: [{ table: 'calls', id, row: { id } }],
});
const snapshot = (position: number, ...ids: string[]): Answer<WatchStart> => ({
	ok: true,
	run: 'run-1',
	at: 0,
	position,
	snapshot: { calls: Object.fromEntries(ids.map((id) => [id, { id }])) },
});
const resumed = (...updates: Update[]): Answer<WatchStart> => ({ ok: true, run: 'run-1', at: 0, updates });

/** A hub that gives these answers in turn and remembers what it was asked. */
function hubSaying(...answers: Answer<WatchStart>[]) {
	const asked: Watch[] = [];
	const waiting = [...answers];
	const view = new LiveView<Numbers>('display', (watch) => {
		asked.push(watch);
		const answer = waiting.shift();
		if (answer === undefined) throw new Error('asked more often than expected');
		return Promise.resolve(answer);
	});
	return { view, asked };
}

const settled = () => new Promise((done) => setTimeout(done, 0));
const shown = (view: LiveView<Numbers>) => Object.keys(view.current?.calls ?? {});

test('Updates that follow on each other are applied without asking the hub again', async () => {
	const { view, asked } = hubSaying(snapshot(10, 'A001'));
	await view.watch();
	view.take(update(10, 12, 'A002'));
	view.take(update(12, 13, 'A003'));
	expect(shown(view)).toEqual(['A001', 'A002', 'A003']);
	expect(view.position).toBe(13);
	expect(asked).toEqual([{ audience: 'display', after: null, run: null }]);
});

test('After a gap the view asks from where it stands, and shows nothing out of order meanwhile', async () => {
	const { view, asked } = hubSaying(
		snapshot(10, 'A001'),
		resumed(update(10, 11, 'A002'), update(11, 12, 'A003')),
	);
	await view.watch();
	view.take(update(11, 12, 'A003'));
	expect(shown(view)).toEqual(['A001']);
	await settled();
	expect(asked[1]).toEqual({ audience: 'display', after: 10, run: 'run-1' });
	expect(shown(view)).toEqual(['A001', 'A002', 'A003']);
});

test('An update that comes while the hub is still answering is applied after the snapshot, and only once', async () => {
	const { view, asked } = hubSaying(snapshot(11, 'A001', 'A002'));
	const watching = view.watch();
	view.take(update(10, 11, 'A002'));
	view.take(update(11, 12, 'A003'));
	await watching;
	expect(shown(view)).toEqual(['A001', 'A002', 'A003']);
	expect(view.position).toBe(12);
	expect(asked).toHaveLength(1);
});

test('A beat ahead of the view means that something was lost', async () => {
	const { view, asked } = hubSaying(snapshot(10), resumed(update(10, 14, 'A009')));
	await view.watch();
	view.takeBeat({ at: 0, position: 10 });
	expect(asked).toHaveLength(1);
	view.takeBeat({ at: 0, position: 14 });
	await settled();
	expect(asked).toHaveLength(2);
	expect(shown(view)).toEqual(['A009']);
});

test('When the missed updates do not follow on the view either, it fetches everything anew', async () => {
	const { view, asked } = hubSaying(
		snapshot(10, 'A001'),
		resumed(update(12, 13, 'A004')),
		snapshot(13, 'A001', 'A003', 'A004'),
	);
	await view.watch();
	view.take(update(12, 13, 'A004'));
	await settled();
	expect(asked[2]).toEqual({ audience: 'display', after: null, run: null });
	expect(shown(view)).toEqual(['A001', 'A003', 'A004']);
});

test('A row that is gone leaves the view, and a table without news keeps its identity', async () => {
	const { view } = hubSaying(snapshot(10, 'A001', 'A002'));
	await view.watch();
	const before = view.current;
	view.take({ after: 10, position: 11, patches: [{ table: 'calls', id: 'A001', row: null }] });
	expect(shown(view)).toEqual(['A002']);
	expect(Object.keys(before?.calls ?? {})).toEqual(['A001', 'A002']);
	view.take({ after: 11, position: 12, patches: [] });
	expect(shown(view)).toEqual(['A002']);
});

test.each([
	['nobody answered', 'no-answer'],
	['a hub with a broken disk could not answer', 'fault'],
	['a stopping hub turned down', 'hub-stopping'],
] as const)('A watch that %s is known to be asked again', async (_why, code) => {
	const { view } = hubSaying({ ok: false, code, facts: {} }, snapshot(3, 'A001'));
	await view.watch();
	expect(view.unanswered).toBe(true);
	expect(view.current).toBeNull();
	await view.watch();
	expect(view.unanswered).toBe(false);
	expect(shown(view)).toEqual(['A001']);
});

test('A watch that is not allowed is not asked again', async () => {
	const { view } = hubSaying({ ok: false, code: 'not-allowed', facts: {} });
	await view.watch();
	expect(view.unanswered).toBe(false);
});
