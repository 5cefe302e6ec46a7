// How cost grows: which figures make a picture, and what the picture says. Each figure of a curve is called by the curve's
// name and its size.
import { aimOf, ratioText, verdictOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import type { LinePicture, PicturePoint } from './line-picture.ts';

export interface Curve {
	readonly name: string;
	readonly title: string;
	readonly unit: string;
	readonly along: string;
	/** What the limit of each size is: a bare server of that size, or the hub itself at the smallest. */
	readonly limit: 'bare server' | 'smallest';
	readonly up: LinePicture['up'];
	/** What a reader should know of it, or null. */
	readonly note: string | null;
}

const WAITING = {
	along: 'tickets waiting in the office',
	limit: 'smallest',
	up: 'linear',
	note: null,
} as const;
const DISPLAYS = { along: 'displays in the lobby', limit: 'bare server', up: 'log', note: null } as const;
const STATIONS = { along: 'stations at work, each told of every step', limit: 'bare server' } as const;
const OFFICES = { along: 'offices on one hub', up: 'linear' } as const;
const STORED = {
	along: 'events stored before (M: million)',
	limit: 'smallest',
	up: 'linear',
	note: null,
} as const;

export const CURVES: readonly Curve[] = [
	{
		name: 'waiting-issue',
		title: 'A hundred tickets issued at once',
		unit: 'milliseconds, median',
		...WAITING,
	},
	{ name: 'waiting-call', title: 'From “next” to its answer', unit: 'milliseconds, median', ...WAITING },
	{ name: 'waiting-update', title: 'From “next” to every screen', unit: 'milliseconds, median', ...WAITING },
	{ name: 'waiting-bytes', title: 'The largest update of one command', unit: 'bytes', ...WAITING },
	{
		name: 'call-to-display-p50',
		title: 'From “next” to the last display, usually',
		unit: 'milliseconds, median',
		...DISPLAYS,
	},
	{
		name: 'call-to-display-p99',
		title: 'From “next” to the last display, at worst',
		unit: 'milliseconds, 99th of a hundred',
		...DISPLAYS,
	},
	{
		name: 'stations-rate',
		title: 'Calls, services and finishes a second',
		unit: 'commands a second',
		up: 'linear',
		note:
			'All stations act at once, as fast as they are answered, and every step is told to every one of them: what is sent ' +
			'grows with the square of their number, at the hub and at the bare server alike.',
		...STATIONS,
	},
	{
		name: 'stations-p99',
		title: 'A representative’s wait for an answer, at worst',
		unit: 'milliseconds, 99th of a hundred',
		up: 'log',
		note: null,
		...STATIONS,
	},
	{
		name: 'offices-rate',
		title: 'Tickets a second over all offices, 100 kiosks',
		unit: 'tickets a second',
		limit: 'bare server',
		note: 'The bare server knows no offices: it appends to one table, and so does the hub, but each office decides alone.',
		...OFFICES,
	},
	{
		name: 'offices-rss',
		title: 'Memory of a hub at rest',
		unit: 'MB resident',
		limit: 'smallest',
		note: null,
		...OFFICES,
	},
	{
		name: 'stored-start',
		title: 'From the start until the hub answers',
		unit: 'milliseconds, median',
		...STORED,
	},
	{ name: 'stored-issue', title: 'One ticket, issued alone', unit: 'milliseconds, median', ...STORED },
];

/** Figures of the curve by size, the smallest first. */
export function figuresOf(curve: Curve, figures: readonly Figure[]): { size: number; figure: Figure }[] {
	return figures
		.flatMap((figure) => {
			const size = figure.name.startsWith(`${curve.name}-`) ? figure.name.slice(curve.name.length + 1) : '';
			return /^\d+$/.test(size) ? [{ size: Number(size), figure }] : [];
		})
		.sort((a, b) => a.size - b.size);
}

export function pictureOf(curve: Curve, figures: readonly Figure[]): LinePicture {
	const own = figuresOf(curve, figures);
	const [smallest] = own;
	const least = smallest === undefined ? '' : smallest.size.toLocaleString('en');
	return {
		title: curve.title,
		unit: curve.unit,
		along: curve.along,
		up: curve.up,
		points: own.map(({ size, figure }) => pointOf(curve, size, figure)),
		names: {
			value: 'Rotunda',
			limit: curve.limit === 'smallest' ? `as with ${least}` : 'bare server',
			aim: aimName(own.at(-1)?.figure.name ?? ''),
		},
	};
}

function pointOf(curve: Curve, size: number, figure: Figure): PicturePoint {
	// The smallest case is its own limit, and no figure of it says so.
	const limit = figure.limit ?? (curve.limit === 'smallest' ? figure.value : null);
	const aim = aimOf(figure.name);
	const isMissed = verdictOf(figure)?.isMet === false;
	const ratio = figure.ratio === null ? null : ratioText(figure);
	return { size, value: figure.value, limit, aim: aimAt(aim, limit), ratio, isMissed };
}

function aimAt(aim: ReturnType<typeof aimOf>, limit: number | null): number | null {
	if (aim === null) return null;
	if ('most' in aim) return aim.most;
	if ('below' in aim) return aim.below;
	if (limit === null) return null;
	return 'over' in aim ? limit + aim.over : limit * aim.ratio;
}

function aimName(name: string): string {
	const aim = aimOf(name);
	if (aim === null) return 'aim';
	if ('most' in aim) return `aim: at most ${aim.most.toLocaleString('en')}`;
	if ('below' in aim) return `aim: below ${aim.below.toLocaleString('en')}`;
	return 'over' in aim ? `aim: ${String(aim.over)} over` : `aim: ${String(aim.ratio)} times`;
}
