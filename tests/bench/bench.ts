// `npm run bench`: what the hub does a second and how long it takes, each figure beside its limit on the same machine in
// the same run. Hub, raw server and clients are processes of their own. Prints aims, asserts nothing.
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { agentMemory } from './agent-memory.ts';
import { callToDisplay } from './call-to-display.ts';
import { table } from './figures.ts';
import type { Figure } from './figures.ts';
import { issueRate } from './issue-rate.ts';
import { memory } from './memory.ts';
import { printing } from './printing.ts';
import { startUp } from './start-up.ts';
import { waitingLine } from './waiting-line.ts';

const PARTS: readonly {
	readonly names: RegExp;
	readonly run: (wanted: (name: string) => boolean) => Promise<Figure[]>;
}[] = [
	{ names: /^issue-(rate|p50|p99|cpu)-/, run: issueRate },
	{ names: /^call-to-display-/, run: callToDisplay },
	{ names: /-10k-vs-10$/, run: waitingLine },
	{ names: /^start-/, run: startUp },
	{ names: /^hub-rss-/, run: memory },
	{ names: /^print-/, run: printing },
	{ names: /^agent-rss/, run: agentMemory },
];
const EXAMPLES = [
	'issue-rate-1',
	'call-to-display-p99-1',
	'issue-10k-vs-10',
	'start-300k-vs-1k',
	'hub-rss-idle',
	'print-first-byte-p99',
	'print-bytes-text',
	'agent-rss',
];

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const { json, only } = values;

/** `--only`: a whole name, or its beginning; parts without such a name are not run. */
const wanted = (name: string) => only === undefined || name.startsWith(only);
const parts = PARTS.filter(
	({ names }) =>
		only === undefined ||
		names.test(only) ||
		EXAMPLES.some((name) => names.test(name) && name.startsWith(only)),
);
if (parts.length === 0) {
	console.error(`--only ${only ?? ''}: no figure is called so. Try ${EXAMPLES.join(', ')}.`);
	process.exit(2);
}

const began = Date.now();
const figures: Figure[] = [];
for (const { run } of parts) figures.push(...(await run(wanted)).filter(({ name }) => wanted(name)));
if (process.stderr.isTTY) process.stderr.write(`\r${' '.repeat(78)}\r`);

const [cpu] = cpus();
console.log(`Node ${process.version}, ${String(cpus().length)} x ${cpu?.model ?? 'unknown processor'}, `);
console.log(
	`limit: the raw server's figure in the same run, or the smaller case; took ${String(Math.round((Date.now() - began) / 1000))} s\n`,
);
console.log(table(figures));
if (json !== undefined) await writeFile(json, `${JSON.stringify(figures, null, '\t')}\n`);
process.exit(0);
