// The report as Markdown: the machine, every aim with its verdict, how cost grows, all figures, and the causes of what is missed.
import { causeOf } from './causes.ts';
import type { Causes } from './causes.ts';
import { CURVES, figuresOf } from './curves.ts';
import type { Curve } from './curves.ts';
import { wordsOf } from './figure-words.ts';
import { ratioText, shown, verdictOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import type { Machine } from '../measuring/machine.ts';
import type { PartRun } from '../run-part.ts';

export interface Run {
	/** ISO 8601. */
	readonly began: string;
	readonly seconds: number;
	readonly isQuick: boolean;
	readonly machine: Machine;
	readonly parts: readonly PartRun[];
}

export function reportText(run: Run, causes: Causes): string {
	const figures = figuresIn(run);
	return [
		'# How fast, beside the limit',
		opening(run, figures),
		'## The machine',
		machineTable(run),
		...failures(run.parts),
		'## The aims',
		'Each figure that has an aim. “Limit” is what stands beside it: measured in the same run, in turns.',
		figureTable(figures.filter((one) => verdictOf(one) !== null)),
		'## What is missed, and why',
		missed(figures, causes),
		'## How cost grows',
		'Sizes run along a logarithmic axis. Under each stands its ratio to the limit; a hollow point misses its aim.',
		...busyReaders(figures),
		...CURVES.map((curve) => curveText(curve, figures)),
		'## All figures',
		...run.parts.flatMap((part) => partText(part)),
	].join('\n\n');
}

export function figuresIn({ parts }: Pick<Run, 'parts'>): readonly Figure[] {
	return parts.flatMap((part) => part.figures);
}

function opening({ began, seconds, isQuick }: Run, figures: readonly Figure[]): string {
	const verdicts = figures.flatMap((one) => verdictOf(one) ?? []);
	const met = verdicts.filter(({ isMet }) => isMet).length;
	const of = isQuick
		? '`npm run bench -- --quick`, a look with few rounds and small ends'
		: '`npm run bench`';
	const minutes = Math.max(1, Math.round(seconds / 60));
	const day = began.slice(0, 10);
	return (
		`Written by ${of} on ${day}: ${String(figures.length)} figures in ${String(minutes)} minutes, all of that one run. ` +
		`Of ${String(verdicts.length)} aims ${String(met)} are met. The same figures for programs: [figures.json](figures.json).`
	);
}

function machineTable({ began, machine }: Run): string {
	const { p50, p99 } = machine.syncMs;
	const rows: [string, string][] = [
		['Processor', `${String(machine.cores)} x ${machine.processor}`],
		['Memory', `${String(machine.memoryGb)} GB`],
		[
			'Disk',
			`${machine.fileSystem}; 4 KB written and fdatasync: ${String(p50)} ms (median), ${String(p99)} ms (99th of 100)`,
		],
		['System', machine.kernel],
		['Node.js', `${machine.node}, SQLite ${machine.sqlite}`],
		['Rotunda', machine.revision ?? 'not under version control'],
		[
			'Began',
			`${began.slice(0, 16).replace('T', ' ')} UTC, load ${String(machine.load)} in the minute before`,
		],
	];
	return tableText(['', ''], rows);
}

function failures(parts: readonly PartRun[]): string[] {
	const failed = parts.filter((part) => part.failed !== null);
	if (failed.length === 0) return [];
	return ['## Not measured', failed.map(({ title, failed }) => `- **${title}**: ${failed ?? ''}`).join('\n')];
}

function missed(figures: readonly Figure[], causes: Causes): string {
	const all = figures.filter((one) => verdictOf(one)?.isMet === false);
	if (all.length === 0) return 'Nothing.';
	const groups = Map.groupBy(all, ({ name }) => causeOf(causes, name) ?? 'Its cause is not known yet.');
	return [...groups]
		.map(([cause, of]) => {
			const names = of.map((one) => `**${wordsOf(one.name).what}** (\`${one.name}\`): ${measured(one)}`);
			return `${names.join('<br>\n')}\n\n${cause}`;
		})
		.join('\n\n');
}

function measured(one: Figure): string {
	const ratio = one.ratio === null ? '' : `, ${ratioText(one)} of the limit`;
	return `${shown(one.value)} ${one.unit}${ratio}; aim ${verdictOf(one)?.aim ?? ''}.`;
}

/** Per cent; from here on both sides wait for whoever reads, more than for whoever sends. */
const BUSY = 80;

/** In a lobby every screen is a machine of its own: where one process stands for all of them, that is to be said. */
function busyReaders(figures: readonly Figure[]): string[] {
	const busy = figures.filter(({ name, limit }) => name.includes('-reader-busy-') && (limit ?? 0) >= BUSY);
	const sizes = Map.groupBy(busy, ({ name }) => name.slice(0, name.indexOf('-reader-busy-')));
	return [...sizes].map(([family, of]) => {
		const at = of.map(({ name }) => Number(name.slice(name.lastIndexOf('-') + 1)).toLocaleString('en'));
		return (
			`\`${family}\` at ${at.join(', ')}: the one process here that stands for all these screens was at work for ` +
			`${String(BUSY)} % of the bare server's time or more, so both sides wait for it, and the ratio tells less of the hub.`
		);
	});
}

function curveText(curve: Curve, figures: readonly Figure[]): string {
	const own = figuresOf(curve, figures);
	if (own.length === 0) return `${curve.title}: not measured.`;
	const ends = [own[0], own.at(-1)].map((one) => `${shown(one?.figure.value ?? 0)}`);
	const words = `${curve.title}, ${curve.unit}: ${ends.join(' to ')}`;
	const picture = `![${words}](${curve.name}.svg)`;
	return curve.note === null ? picture : `${picture}\n\n${curve.note}`;
}

function partText({ title, seconds, figures }: PartRun): string[] {
	if (figures.length === 0) return [];
	return [`### ${title}`, `Took ${String(seconds)} s.`, figureTable(figures)];
}

function figureTable(figures: readonly Figure[]): string {
	const rows = figures.map((one) => {
		const { what, limit } = wordsOf(one.name);
		const verdict = verdictOf(one);
		return [
			`${what}<br>\`${one.name}\``,
			`${shown(one.value)} ${one.unit}`,
			one.limit === null ? '' : `${shown(one.limit)}<br>${limit}`,
			ratioText(one),
			verdict?.aim ?? '',
			verdict === null ? '' : verdict.isMet ? 'met' : '**MISSED**',
		];
	});
	return tableText(['figure', 'measured', 'limit', 'ratio', 'aim', ''], rows);
}

function tableText(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
