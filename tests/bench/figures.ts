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

type Aim =
	| { readonly ratio: number; readonly at: 'least' | 'most' }
	/** So much more than the limit, in the figure's unit. */
	| { readonly over: number }
	/** Below so much, whatever the limit is. */
	| { readonly below: number };

/** As the project set them for itself. */
const AIMS: Readonly<Record<string, Aim>> = {
	'issue-rate-100': { ratio: 0.5, at: 'least' },
	'call-to-display-p99-1': { ratio: 2, at: 'most' },
	'call-to-display-p99-100': { ratio: 2, at: 'most' },
	'call-to-display-p99-500': { ratio: 2, at: 'most' },
	'issue-10k-vs-10': { ratio: 1.3, at: 'most' },
	'call-10k-vs-10': { ratio: 1.3, at: 'most' },
	'start-300k-vs-1k': { ratio: 2, at: 'most' },
	'print-first-byte-p50': { over: 30 },
	'print-first-byte-p99': { over: 30 },
	'agent-rss': { below: 120 },
};

export function figure(name: string, value: number, unit: string, limit: number | null): Figure {
	const ratio = limit === null || limit === 0 ? null : rounded(value / limit);
	return { name, value: rounded(value), unit, limit: limit === null ? null : rounded(limit), ratio };
}

export function table(figures: readonly Figure[]): string {
	const rows = figures.map((one) => {
		const { name, value, unit, limit, ratio } = one;
		return [
			name,
			shown(value),
			unit,
			limit === null ? '' : shown(limit),
			ratio === null ? '' : ratio.toFixed(2),
			aimText(one),
		];
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

function aimText({ name, value, unit, limit, ratio }: Figure): string {
	const aim = AIMS[name];
	if (aim === undefined) return '';
	const told = (what: string, isMet: boolean) => `${what}: ${isMet ? 'met' : 'MISSED'}`;
	if ('below' in aim) return told(`below ${String(aim.below)} ${unit}`, value < aim.below);
	if (limit === null || ratio === null) return '';
	if ('over' in aim) return told(`at most ${String(aim.over)} ${unit} over`, value - limit <= aim.over);
	const isMet = aim.at === 'least' ? ratio >= aim.ratio : ratio <= aim.ratio;
	return told(`at ${aim.at} ${String(aim.ratio)}`, isMet);
}

function shown(value: number): string {
	return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
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
