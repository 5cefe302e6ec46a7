// Draws how a cost grows as an SVG: a logarithmic axis of sizes, a line each for the figure, its limit and its aim, and the
// ratio under every size. Readable in light and dark.

export interface LinePicture {
	readonly title: string;
	/** What is up the page, with its unit: `milliseconds, median`. */
	readonly unit: string;
	/** What is along the page: `tickets waiting`. */
	readonly along: string;
	/** By size, in order; a size of 0 stands left of the axis. */
	readonly points: readonly PicturePoint[];
	/** What the lines are called at their right end. */
	readonly names: { readonly value: string; readonly limit: string; readonly aim: string };
	/** Up the page in tens, hundreds, thousands, or evenly from nothing. */
	readonly up: 'log' | 'linear';
}

export interface PicturePoint {
	readonly size: number;
	readonly value: number;
	readonly limit: number | null;
	readonly aim: number | null;
	/** As it is to be shown, or null. */
	readonly ratio: string | null;
	readonly isMissed: boolean;
}

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 64;
const RIGHT = 568;
const TOP = 84;
const BOTTOM = 296;
/** Of a label, so that two never touch. */
const LINE_HEIGHT = 16;
/** Half the length of an aim that is for one size alone. */
const DASH = 16;

const STYLE = `
	svg { color-scheme: light dark; font: 13px system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif;
		--paper: #ffffff; --ink: #1a2027; --soft: #57616c; --grid: #e4e8ec; --value: #0a62c2; --limit: #6a737d; --aim: #a14b00; --missed: #b3261e; }
	@media (prefers-color-scheme: dark) { svg {
		--paper: #12171d; --ink: #e8ecf0; --soft: #a3adb8; --grid: #2a323b; --value: #62b1ff; --limit: #a9b2bc; --aim: #f2a65a; --missed: #ff9289; } }
	.paper { fill: var(--paper); } text { fill: var(--ink); } .soft { fill: var(--soft); } .title { font-size: 17px; font-weight: 600; }
	.small { font-size: 12px; } .grid { stroke: var(--grid); } .axis { stroke: var(--soft); } path { fill: none; stroke-width: 2; stroke-linejoin: round; }
	.halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
	path.value { stroke: var(--value); stroke-width: 2.5; } path.limit { stroke: var(--limit); stroke-dasharray: 7 4; } path.aim { stroke: var(--aim); stroke-dasharray: 1.5 4; stroke-linecap: round; }
	circle.value { fill: var(--value); } circle.limit { fill: var(--paper); stroke: var(--limit); stroke-width: 1.5; } circle.missed { fill: var(--paper); stroke: var(--missed); stroke-width: 3; }
	text.value { fill: var(--value); font-weight: 600; } text.limit { fill: var(--limit); } text.aim { fill: var(--aim); } text.missed { fill: var(--missed); font-weight: 700; }
`;

type Scale = (value: number) => number;
type Kind = 'value' | 'limit' | 'aim';

export function linePicture(picture: LinePicture): string {
	const { title, unit, along, points, names } = picture;
	const body =
		points.length === 0
			? [text((LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2, 'not measured', 'soft', 'middle')]
			: drawn(picture);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img">`,
		`<title>${escaped(`${title}: ${names.value} beside ${names.limit}, by ${along}`)}</title>`,
		`<style>${STYLE}</style>`,
		`<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
		text(24, 34, title, 'title'),
		text(24, 58, hasSomeAims(points) ? `${unit} (short dotted lines: aims)` : unit, 'soft'),
		...body,
		'</svg>\n',
	].join('\n');
}

function hasSomeAims(points: readonly PicturePoint[]): boolean {
	return points.some(({ aim }) => aim !== null) && points.some(({ aim }) => aim === null);
}

function drawn({ along, points, names, up }: LinePicture): string[] {
	const x = sizeScale(points.map(({ size }) => size));
	const all = points.flatMap(({ value, limit, aim }) => [value, limit ?? value, aim ?? value]);
	const ticks = up === 'log' ? decades(all) : evenly(Math.max(...all));
	const y = upScale(ticks, up);
	const line = (kind: Kind) =>
		points.flatMap((point) => {
			const at = point[kind];
			return at === null ? [] : [{ x: x(point.size), y: y(at), point }];
		});
	const [value, limit, aim] = [line('value'), line('limit'), line('aim')];
	// An aim for some sizes is no line between them.
	const hasAims = !hasSomeAims(points);
	return [
		...ticks.flatMap((tick) => [
			`<line class="grid" x1="${LEFT}" x2="${RIGHT}" y1="${fixed(y(tick))}" y2="${fixed(y(tick))}"/>`,
			text(LEFT - 10, y(tick) + 4, shortly(tick), 'soft small', 'end'),
		]),
		`<line class="axis" x1="${LEFT}" x2="${RIGHT}" y1="${BOTTOM}" y2="${BOTTOM}"/>`,
		...underneath(points, x),
		text((LEFT + RIGHT) / 2, HEIGHT - 18, along, 'soft', 'middle'),
		...(hasAims
			? [path('aim', aim)]
			: aim.map(({ x, y }) =>
					path('aim', [
						{ x: x - DASH, y },
						{ x: x + DASH, y },
					]),
				)),
		path('limit', limit),
		path('value', value),
		...limit.map((at) => `<circle class="limit" cx="${fixed(at.x)}" cy="${fixed(at.y)}" r="3"/>`),
		...value.map(
			(at) =>
				`<circle class="${at.point.isMissed ? 'missed' : 'value'}" cx="${fixed(at.x)}" cy="${fixed(at.y)}" r="4.5"/>`,
		),
		...value.map((at) => {
			const others = [at.point.limit, at.point.aim].flatMap((other) => (other === null ? [] : [y(other)]));
			return text(at.x, labelY(at.y, others), shortly(at.point.value), 'value small halo', 'middle');
		}),
		...endLabels({ value, limit, aim: hasAims ? aim : [] }, names),
	];
}

/** Over the point, or under it where another line runs over it. */
function labelY(point: number, others: readonly number[]): number {
	const over = point - 12;
	const under = point + 22;
	const runs = (from: number, to: number) => others.some((other) => other > from && other < to);
	const isTaken = runs(over - LINE_HEIGHT, point - 2) || over - LINE_HEIGHT < TOP - 2 * LINE_HEIGHT;
	const isFree = !runs(point + 2, under + 4) && under < BOTTOM - 4;
	return isTaken && isFree ? under : over;
}

/** Sizes and ratios under the axis. */
function underneath(points: readonly PicturePoint[], x: Scale): string[] {
	const hasRatio = points.some(({ ratio }) => ratio !== null);
	const rows = points.flatMap(({ size, ratio, isMissed }) => {
		const at = x(size);
		return [
			`<line class="axis" x1="${fixed(at)}" x2="${fixed(at)}" y1="${BOTTOM}" y2="${BOTTOM + 5}"/>`,
			text(at, BOTTOM + 21, sizeText(size), 'small', 'middle'),
			ratio === null ? '' : text(at, BOTTOM + 42, ratio, 'soft small', 'middle'),
			isMissed ? text(at, BOTTOM + 57, 'missed', 'missed small', 'middle') : '',
		];
	});
	if (hasRatio) rows.push(text(RIGHT + 24, BOTTOM + 42, 'ratio to the limit', 'soft small'));
	return rows.filter((row) => row !== '');
}

interface Spot {
	readonly x: number;
	readonly y: number;
}

function path(kind: Kind, spots: readonly Spot[]): string {
	const steps = spots.map((at, index) => `${index === 0 ? 'M' : 'L'}${fixed(at.x)} ${fixed(at.y)}`);
	return `<path class="${kind}" d="${steps.join('')}"/>`;
}

/** Each line is named where it ends; names that would touch are moved apart. */
function endLabels(lines: Readonly<Record<Kind, readonly Spot[]>>, names: LinePicture['names']): string[] {
	const labels = (['value', 'limit', 'aim'] as const)
		.flatMap((kind) => {
			const last = lines[kind].at(-1);
			return last === undefined ? [] : [{ kind, from: last, y: last.y }];
		})
		.sort((a, b) => a.y - b.y);
	let free = -Infinity;
	for (const label of labels) {
		label.y = Math.max(label.y, free);
		free = label.y + LINE_HEIGHT;
	}
	const over = Math.max(0, (labels.at(-1)?.y ?? 0) - BOTTOM);
	return labels.map(({ kind, y }) => text(RIGHT + 24, y - over + 4, names[kind], `${kind} small`));
}

/** Nothing stands one step left of the least that is more. */
function sizeScale(sizes: readonly number[]): Scale {
	const least = Math.min(...sizes.filter((size) => size > 0));
	const log = (size: number) => (size > 0 ? Math.log10(size) : Math.log10(least) - 1);
	const [from, to] = [Math.min(...sizes.map(log)), Math.max(...sizes.map(log))];
	const [start, end] = [LEFT + 24, RIGHT - 24];
	// One size alone stands in the middle; only nothing at all makes no sense of `least`.
	if (!(to > from)) return () => (start + end) / 2;
	return (size) => start + ((log(size) - from) / (to - from)) * (end - start);
}

function upScale(ticks: readonly number[], up: LinePicture['up']): Scale {
	const bend = up === 'log' ? (value: number) => Math.log10(Math.max(value, Number.MIN_VALUE)) : Number;
	const [from, to] = [bend(ticks[0] ?? 0), bend(ticks.at(-1) ?? 1)];
	return (value) => Math.min(BOTTOM, BOTTOM - ((bend(value) - from) / (to - from)) * (BOTTOM - TOP));
}

/** From nothing to above the greatest, in steps of 1, 2 or 5 and noughts. */
function evenly(greatest: number): number[] {
	const rough = (greatest > 0 ? greatest : 1) / 5;
	const ten = 10 ** Math.floor(Math.log10(rough));
	const step = [1, 2, 5].map((of) => of * ten).find((one) => one >= rough) ?? 10 * ten;
	const count = Math.floor((greatest * 1.08) / step) + 1;
	return Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(6)));
}

/** 1, 2, 5, 10, 20, 50 and so on around the values; whole decades where they span many. */
function decades(values: readonly number[]): number[] {
	const more = values.filter((value) => value > 0);
	const [least, greatest] = [Math.min(...more) / 1.1, Math.max(...more) * 1.2];
	const digits = greatest / least > 1_000 ? [1] : [1, 2, 5];
	const from = Math.floor(Math.log10(least));
	const count = Math.ceil(Math.log10(greatest)) - from + 1;
	const ticks = Array.from({ length: count }, (_, at) => digits.map((of) => of * 10 ** (from + at))).flat();
	const start = ticks.findLastIndex((tick) => tick <= least);
	const end = ticks.findIndex((tick) => tick >= greatest);
	return ticks.slice(Math.max(0, start), end + 1).map((tick) => Number(tick.toPrecision(1)));
}

function text(x: number, y: number, words: string, look = '', anchor = 'start'): string {
	return `<text x="${fixed(x)}" y="${fixed(y)}" class="${look}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** Millions are cut short: written out, one would run into the next. */
function sizeText(size: number): string {
	return size >= 1e6 ? `${String(size / 1e6)} M` : size.toLocaleString('en');
}

/** Three digits that matter; thousands with a comma. */
export function shortly(value: number): string {
	return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 });
}

function fixed(at: number): string {
	return String(Math.round(at * 10) / 10);
}

function escaped(words: string): string {
	return words
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
