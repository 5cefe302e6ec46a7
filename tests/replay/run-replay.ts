// Replays one recorded day on a running hub, through the public protocol only, and accounts for everybody who came.
import type { TicketRow } from '#projections/rows/lobby-rows';
import type { Update } from '#protocol/view-schema';
import { Ledger } from './ledger.ts';
import type { Law } from './ledger.ts';
import { administratorOf, enter, freeOfficeId } from './lobby-cast.ts';
import type { RecordedDay } from './recorded-day.ts';
import { officeOf } from './recorded-office.ts';
import { scriptOf } from './script.ts';
import { Stage } from './stage.ts';
import { compareWaits } from './waits.ts';
import type { WaitsCompared } from './waits.ts';
import { WatchedView } from './watched-view.ts';
import type { Witnessed } from './watched-view.ts';

export interface ReplayOptions {
	readonly url: string;
	readonly administrator: { readonly name: string; readonly password: string } | null;
	/** Recorded minutes a minute, or as fast as the hub allows with arrivals and calls in their recorded order. */
	readonly speed: number | 'max';
	/** Every how many calls somebody does not come; the record has none. 0: all come. */
	readonly noShowEvery: number;
	readonly kiosks: number;
	readonly displays: number;
	readonly onProgress: (progress: Progress) => void;
	/** Plants an error for tests: an update of the first display for which this says true is lost on its way. */
	readonly lose: (update: Update) => boolean;
}

export interface Progress {
	/** Minutes after midnight of the recorded day. */
	readonly at: number;
	/** From 0 to 1. */
	readonly done: number;
	readonly issued: number;
	readonly called: number;
}

export interface Report {
	readonly office: string;
	readonly date: string;
	readonly speed: number | 'max';
	readonly url: string;
	readonly recorded: { readonly tickets: number; readonly queues: number; readonly counters: number };
	readonly noShowEvery: number;
	readonly issued: number;
	readonly called: number;
	readonly finished: number;
	readonly noShow: number;
	/** As the hub says in a fresh snapshot at the end. */
	readonly stillWaiting: number;
	readonly atCounters: number;
	readonly displays: readonly Witnessed[];
	readonly laws: readonly Law[];
	/** Null at full speed, where minutes mean nothing. */
	readonly waits: readonly WaitsCompared[] | null;
	readonly seconds: number;
	readonly commands: number;
	readonly ok: boolean;
}

const MINUTE = 60_000;

export async function replay(day: RecordedDay, options: ReplayOptions): Promise<Report> {
	const { url, speed, noShowEvery } = options;
	const script = scriptOf(day, noShowEvery);
	const account = await administratorOf(url, options.administrator);
	const wanted = `${day.office.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${day.date}`;
	const id = await freeOfficeId(url, wanted);
	const recorded = officeOf(day, script, id, new Date(), { ...options, administrator: account.name });
	const cast = await enter(url, account, recorded);
	try {
		const ledger = new Ledger();
		const views = cast.displays.map(
			(client, at) =>
				new WatchedView(
					client,
					'display',
					(patches) => {
						ledger.shown(patches);
					},
					at === 0 ? options.lose : () => false,
				),
		);
		const floor = new WatchedView(
			cast.supervisor,
			'floor',
			(patches) => {
				ledger.followed(patches);
			},
			() => false,
		);
		await Promise.all([...views, floor].map((view) => view.start()));

		const stage = new Stage(recorded, cast, ledger);
		const began = Date.now();
		const first = script.steps[0]?.at ?? 0;
		const last = script.steps.at(-1)?.at ?? first;
		for (const step of script.steps) {
			if (speed !== 'max') await sleepUntil(began + ((step.at - first) * MINUTE) / speed);
			const playing = stage.play(step);
			// At full speed only the order of arrivals and calls is kept; services end beside them.
			if (speed === 'max' && (step.kind === 'issue' || step.kind === 'call')) await playing;
			const done = last === first ? 1 : (step.at - first) / (last - first);
			options.onProgress({ at: step.at, done, ...ledger.counts });
		}
		await stage.finished();
		const seconds = (Date.now() - began) / 1000;

		await Promise.all([...views, floor].map((view) => view.beat()));
		const again = await cast.again('display');
		const displays = await Promise.all(views.map((view) => view.account(again)));
		const fresh = await (
			await cast.again('supervisor')
		).must('watch', { audience: 'floor', after: null, run: null });
		const rows = 'snapshot' in fresh ? Object.values(fresh.snapshot['tickets'] ?? {}) : [];
		const standing = (...states: string[]) =>
			rows.filter((row) => states.includes((row as TicketRow).status)).length;
		const stillWaiting = standing('waiting');
		const atCounters = standing('called', 'serving', 'held', 'escorted');
		const laws = [...ledger.laws(stillWaiting, atCounters), ...displayLaws(displays)];
		return {
			office: day.office,
			date: day.date,
			speed,
			url,
			recorded: { tickets: day.tickets.length, queues: script.counters.size, counters: recorded.desks.size },
			noShowEvery,
			...ledger.counts,
			stillWaiting,
			atCounters,
			displays,
			laws,
			waits: speed === 'max' ? null : waitsOf(day, ledger, speed),
			seconds,
			commands: stage.commands,
			ok: laws.every((law) => law.broken.length === 0),
		};
	} finally {
		cast.close();
	}
}

function displayLaws(displays: readonly Witnessed[]): Law[] {
	const name = (at: number) => `display ${String(at + 1)}`;
	return [
		{
			says: 'No display missed an update',
			broken: displays.flatMap(({ missed }, at) =>
				missed > 0 ? [`${name(at)}: ${String(missed)} times`] : [],
			),
		},
		{
			says: 'Every display ends with what a fresh snapshot says',
			broken: displays.flatMap(({ differences }, at) => differences.map((row) => `${name(at)}: ${row}`)),
		},
	];
}

function waitsOf(day: RecordedDay, ledger: Ledger, speed: number): WaitsCompared[] {
	const pairs = [...ledger.waits()].flatMap(([index, waited]) => {
		const ticket = day.tickets[index];
		if (ticket === undefined) return [];
		return [{ queue: ticket.queue, seen: (waited * speed) / MINUTE, recorded: ticket.wait }];
	});
	return compareWaits(pairs, new Map(day.queues.map((queue) => [queue.id, queue.name])));
}

async function sleepUntil(at: number): Promise<void> {
	const left = at - Date.now();
	if (left > 0) await new Promise((next) => setTimeout(next, left));
}
