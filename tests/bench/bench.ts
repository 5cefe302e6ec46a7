// `npm run bench`: what the hub does a second and how long it takes, each figure beside its limit on the same machine in
// the same run. Hub, raw server and clients are processes of their own. Prints aims, asserts nothing.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { table, verdictOf } from './figures.ts';
import { machineHere } from './measuring/machine.ts';
import { PARTS, partsFor } from './parts/parts.ts';
import { REPORT, writeReport } from './writing/report.ts';
import { figuresIn } from './writing/report-text.ts';
import type { Run } from './writing/report-text.ts';
import { endPart, runPart } from './run-part.ts';
import type { PartRun } from './run-part.ts';

const { values } = parseArgs({
	options: {
		json: { type: 'string' },
		only: { type: 'string' },
		quick: { type: 'boolean', default: false },
		report: { type: 'string' },
	},
});
const { json, quick: isQuick } = values;
const only = values.only ?? null;
const parts = partsFor(only);
if (parts.length === 0) {
	const names = PARTS.map(({ examples: [name = ''] }) => name);
	console.error(`--only ${only ?? ''}: no figure is called so. Try ${names.join(', ')}.`);
	process.exit(2);
}

let isOver = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		isOver = true;
		endPart();
	});
}

const began = new Date();
console.error('the machine: writing to its disk');
const machine = await machineHere();
const done: PartRun[] = [];
const runSoFar = (): Run => {
	const seconds = Math.round((Date.now() - began.getTime()) / 1000);
	return { began: began.toISOString(), seconds, isQuick, machine, parts: done };
};
for (const [at, { title }] of parts.entries()) {
	console.error(`\n${title} (part ${String(at + 1)} of ${String(parts.length)})`);
	const part = await runPart(title, only, isQuick);
	if (isOver) process.exit(130);
	done.push(part);
	if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(78)}\r`);
	const missed = part.figures.filter((one) => verdictOf(one)?.isMet === false).map(({ name }) => name);
	const misses = missed.length === 0 ? '' : `; MISSED: ${missed.join(', ')}`;
	const how = part.failed ?? `${String(part.figures.length)} figures${misses}`;
	console.error(`${part.failed === null ? 'done' : 'FAILED'} after ${String(part.seconds)} s: ${how}`);
	// What is there by now is not lost, whatever comes.
	if (json !== undefined) await writeFile(json, `${JSON.stringify(figuresIn(runSoFar()), null, '\t')}\n`);
}

const run = runSoFar();
console.log(`\nNode ${machine.node}, ${String(machine.cores)} x ${machine.processor}, `);
console.log(
	`limit: the raw server's figure in the same run, or the smaller case; took ${String(run.seconds)} s\n`,
);
console.log(table(figuresIn(run)));
for (const { title, failed } of done) if (failed !== null) console.log(`\nFAILED: ${title}: ${failed}`);

// A report is of one run: figures of different hours beside each other would compare machines, not hubs. So a part of it
// replaces nothing; it goes where it is told to, or nowhere.
const folder = values.report ?? (only === null && !isQuick ? REPORT : null);
if (folder !== null) {
	const strays = await writeReport(folder, run);
	if (only === null) for (const stray of strays) console.log(stray);
	console.log(`\nThe report: ${folder}`);
}
process.exit(done.some(({ failed }) => failed !== null) ? 1 : 0);
