// `npm run replay`: a recorded day of a real office through the doors of a running hub, with a report at the end.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startOwnHub } from './own-hub.ts';
import type { OwnHub } from './own-hub.ts';
import { NotRecorded, readRecordedDay } from './recorded-day.ts';
import { reportText } from './report-text.ts';
import { replay } from './run-replay.ts';
import type { Progress } from './run-replay.ts';

const USAGE = `npm run replay -- --file <tickets.csv or .csv.gz> --office UD_Wola --date 2020-01-14 --speed 120

  --file FILE           recorded tickets (columns as in tests/data/warsaw/README.md)
  --office NAME         an office of the file
  --date YYYY-MM-DD     a day of that office
  --speed N|max         recorded minutes a minute, or as fast as the hub allows (default 120)
  --queues FILE         names of the queues (default: queues.csv beside the file)
  --url URL             a running hub; without it one is started on an empty folder and ended afterwards
  --administrator NAME  account that may set up offices (default: the demo's)
  --password PASSWORD   of that account
  --no-show-every N     every Nth call of a queue is a no-show, the record has none (default 40, 0 for none)
  --json FILE           the report as JSON too`;

class Unusable extends Error {}

function settings() {
	try {
		const { values } = parseArgs({
			options: {
				file: { type: 'string' },
				office: { type: 'string' },
				date: { type: 'string' },
				speed: { type: 'string', default: '120' },
				queues: { type: 'string' },
				url: { type: 'string' },
				administrator: { type: 'string' },
				password: { type: 'string' },
				'no-show-every': { type: 'string', default: '40' },
				json: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
		return values;
	} catch (error) {
		throw new Unusable((error as Error).message);
	}
}

function needed(name: string, value: string | undefined): string {
	if (value === undefined || value === '') throw new Unusable(`--${name} is missing.`);
	return value;
}

function positive(name: string, value: string, least: number): number {
	const number = Number(value);
	if (!Number.isFinite(number) || number < least)
		throw new Unusable(`--${name} ${value} is not a number from ${String(least)}.`);
	return number;
}

const clock = (minutes: number) =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;

/** One line that is written over on a terminal, and a line every tenth of the day elsewhere. */
function showProgress(tickets: number): (progress: Progress) => void {
	let shown = -1;
	return ({ at, done, issued, called }) => {
		const step = Math.floor(done * (process.stdout.isTTY ? 1000 : 10));
		if (step === shown) return;
		shown = step;
		const line = `${clock(at)}  ${String(issued)} of ${String(tickets)} issued, ${String(called)} called, ${String(issued - called)} waiting  (${String(Math.round(done * 100))} %)`;
		if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(76)}`);
		else console.log(line);
	};
}

async function main(): Promise<boolean> {
	const given = settings();
	if (given.help) {
		console.log(USAGE);
		return true;
	}
	const speed = given.speed === 'max' ? 'max' : positive('speed', given.speed, 0.01);
	const noShowEvery = Math.round(positive('no-show-every', given['no-show-every'], 0));
	const file = needed('file', given.file);
	const day = await readRecordedDay(
		file,
		needed('office', given.office),
		needed('date', given.date),
		given.queues ?? null,
	);
	const administrator =
		given.administrator === undefined
			? null
			: { name: given.administrator, password: needed('password', given.password) };
	let own: OwnHub | null = null;
	if (given.url === undefined) {
		console.log('No --url: starting a hub of our own on an empty data folder.');
		own = await startOwnHub(null, []);
	}
	try {
		const report = await replay(day, {
			url: own?.url ?? given.url ?? '',
			administrator,
			speed,
			noShowEvery,
			kiosks: 2,
			displays: 2,
			onProgress: showProgress(day.tickets.length),
			lose: () => false,
		});
		console.log(`\n\n${reportText(report)}`);
		if (given.json !== undefined) await writeFile(given.json, `${JSON.stringify(report, null, '\t')}\n`);
		return report.ok;
	} finally {
		await own?.stop();
	}
}

try {
	if (!(await main())) process.exitCode = 1;
} catch (error) {
	const said = error instanceof NotRecorded || error instanceof Unusable;
	console.error(`\n${(error as Error).message}${error instanceof Unusable ? `\n\n${USAGE}` : ''}`);
	if (!said && process.env['ROTUNDA_LOG'] === 'debug') console.error(error);
	process.exitCode = 2;
}
