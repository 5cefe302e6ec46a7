// What a measurement comes to: one figure beside its limit, and whether its aim is met. Nothing is asserted.
import { quantile } from '../replay/waits.ts';

export interface Figure {
	readonly name: string;
	readonly value: number;
	readonly unit: string;
	/** The raw limit, or the smaller case, measured in the same run; null where there is none. */
	readonly limit: number | null;
	/** `value` over `limit`. */
	readonly ratio: number | null;
}

export type Aim =
	| { readonly ratio: number; readonly at: 'least' | 'most' }
	/** So much more than the limit, in the figure's unit. */
	| { readonly over: number }
	/** Below so much, whatever the limit is. */
	| { readonly below: number }
	/** At most so much, whatever the limit is. */
	| { readonly most: number };

const FLAT: Aim = { ratio: 1.15, at: 'most' };

/** As the project set them for itself: by a figure's name, or by how a family of names begins. */
const AIMS: readonly (readonly [RegExp, Aim])[] = [
	[/^issue-rate-100$/, { ratio: 0.8, at: 'least' }],
	[/^issue-p50-1$/, { ratio: 1.5, at: 'most' }],
	[/^call-to-display-p99-500$/, { ratio: 1.3, at: 'most' }],
	[/^call-to-display-p99-(1|100)$/, { ratio: 2, at: 'most' }],
	[/^waiting-(issue|call|update)-\d+$/, FLAT],
	[/^waiting-bytes-\d+$|^update-bytes-/, { most: 1024 }],
	[/^stored-start-\d+$/, { ratio: 1.3, at: 'most' }],
	[/^hub-rss-idle$/, { below: 120 }],
	[/^hub-bytes-a-waiting$/, { below: 1024 }],
	[/^page-script-/, { most: 70 }],
	[/^page-usable-/, { most: 1000 }],
	[/^print-first-byte-p(50|99)$/, { over: 30 }],
	[/^agent-rss$/, { below: 120 }],
];

export function figure(name: string, value: number, unit: string, limit: number | null): Figure {
	const ratio = limit === null || limit === 0 ? null : rounded(value / limit);
	return { name, value: rounded(value), unit, limit: limit === null ? null : rounded(limit), ratio };
}

export function aimOf(name: string): Aim | null {
	return AIMS.find(([names]) => names.test(name))?.[1] ?? null;
}

export interface Verdict {
	/** The aim in words, such as `at least 0.8`. */
	readonly aim: string;
	readonly isMet: boolean;
}

/** Null where nobody set an aim, or the aim is a ratio and there is nothing to compare with. */
export function verdictOf({ name, value, unit, limit, ratio }: Figure): Verdict | null {
	const aim = aimOf(name);
	if (aim === null) return null;
	if ('below' in aim) return { aim: `below ${spoken(aim.below)} ${unit}`, isMet: value < aim.below };
	if ('most' in aim) return { aim: `at most ${spoken(aim.most)} ${unit}`, isMet: value <= aim.most };
	if (limit === null || ratio === null) return null;
	if ('over' in aim)
		return { aim: `at most ${spoken(aim.over)} ${unit} over`, isMet: value - limit <= aim.over };
	const isMet = aim.at === 'least' ? ratio >= aim.ratio : ratio <= aim.ratio;
	return { aim: `at ${aim.at} ${String(aim.ratio)}`, isMet };
}

/** Two digits after the point; a third where two would tell another verdict than the figure has. */
export function ratioText(one: Figure): string {
	if (one.ratio === null) return '';
	const short = one.ratio.toFixed(2);
	const told = verdictOf({ ...one, ratio: Number(short) });
	return told?.isMet === verdictOf(one)?.isMet ? short : one.ratio.toFixed(3);
}

export function verdictText(one: Figure): string {
	const verdict = verdictOf(one);
	return verdict === null ? '' : `${verdict.aim}: ${verdict.isMet ? 'met' : 'MISSED'}`;
}

export function table(figures: readonly Figure[]): string {
	const rows = figures.map((one) => {
		const { name, value, unit, limit } = one;
		return [name, shown(value), unit, limit === null ? '' : shown(limit), ratioText(one), verdictText(one)];
	});
	const all = [['name', 'value', 'unit', 'limit', 'ratio', 'aim'], ...rows];
	const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
	return all
		.map((row) =>
			row
				.map((cell, at) =>
					at === 0 || at === 2 || at === 5 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** For a column of figures: whole from a hundred on, else two digits after the point. */
export function shown(value: number): string {
	return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}

function spoken(value: number): string {
	return value.toLocaleString('en');
}

function rounded(value: number): number {
	return Number(value.toPrecision(4));
}

export function share(values: readonly number[], of: number): number {
	return quantile(
		[...values].sort((a, b) => a - b),
		of,
	);
}

export function median(values: readonly number[]): number {
	return share(values, 0.5);
}
