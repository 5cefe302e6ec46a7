// `npm run faults`: real processes through real faults, the long form, with progress and honest figures.
import { parseArgs } from 'node:util';
import { deafDisplays } from './deaf-display.ts';
import { fullDisk } from './full-disk.ts';
import { killHubs } from './killed-hub.ts';
import { malformedFrames } from './malformed-frames.ts';
import { silentSockets } from './silent-sockets.ts';
import { squeezedDay } from './squeezed-day.ts';
import { tearLastWrite } from './torn-write.ts';
import { megabytes } from './watched-hub.ts';

const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		kills: { type: 'string', default: '200' },
		frames: { type: 'string', default: '1000000' },
		sockets: { type: 'string', default: '10000' },
		seconds: { type: 'string', default: '600' },
		database: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});
const database = values.database ?? null;
let failed = 0;

function progress(line: string): void {
	if (process.stdout.isTTY)
		process.stdout.write(`\r${line.padEnd(100).slice(0, process.stdout.columns - 1)}`);
}

function judge(name: string, figures: string, wrong: readonly string[]): void {
	if (wrong.length > 0) failed += 1;
	if (process.stdout.isTTY) process.stdout.write('\r');
	console.log(`${wrong.length === 0 ? 'held  ' : 'BROKEN'}  ${name.padEnd(10)} ${figures}`.padEnd(100));
	for (const one of wrong.slice(0, 20)) console.log(`          ${one}`);
}

const when = (isSo: boolean, what: string) => (isSo ? [what] : []);

/** Each campaign by its name; SQLite's own leave the database alone. */
const CAMPAIGNS: Readonly<Record<string, () => Promise<void>>> = {
	async kill() {
		const kills = Number(values.kills);
		const report = await killHubs({
			kills,
			database,
			onKill: (killed, count) => {
				progress(`kill: ${killed} of ${kills} kills, ${count} acknowledged`);
				if (!process.stdout.isTTY && killed % 25 === 0)
					console.log(`        ${killed} kills, ${count} acknowledged`);
			},
		});
		const { acknowledged, unanswered, events, slowestStart, wrong } = report;
		judge(
			'kill',
			`${kills} kill -9 under load: ${acknowledged} acknowledged, ${unanswered} unanswered, ${events} events, slowest start ${slowestStart.toFixed(0)} ms`,
			wrong,
		);
	},
	async torn() {
		const { cuts, log, fewest, most, wrong } = await tearLastWrite(2000);
		judge(
			'torn',
			`a log of ${log} bytes cut at ${cuts} places: ${fewest} to ${most} events left, each a whole beginning`,
			wrong,
		);
	},
	async disk() {
		const report = await fullDisk();
		if (report === null) console.log('skipped   disk: this user may not mount a small disk');
		else
			judge(
				'disk',
				`${report.faults} commands told that the disk is full, done with room again`,
				report.wrong,
			);
	},
	async day() {
		const seconds = Number(values.seconds);
		const report = await squeezedDay({
			seconds,
			looks: 40,
			database,
			onLook: (held, customers) => {
				progress(`day: ${megabytes(held)} MB held, ${customers} customers`);
				if (!process.stdout.isTTY) console.log(`        ${megabytes(held)} MB held, ${customers} customers`);
			},
		});
		const { customers, commands, events, days, held, growth, said } = report;
		judge(
			'day',
			`24 office hours in ${seconds} s: ${customers} customers, ${commands} commands, ${events} events, days ${days.join(' ')}, ` +
				`${megabytes(Math.min(...held))} to ${megabytes(Math.max(...held))} MB, ${(growth * 100).toFixed(1)} % from the second quarter to the last`,
			[
				...when(growth > 0.1, 'memory grows'),
				...when(new Set(days).size !== 2, 'the day did not turn once'),
				...when(said !== '', said.slice(0, 500)),
			],
		);
	},
	async deaf() {
		const { deaf, seconds, updates, most, atEnd, letGo, slowest } = await deafDisplays(20, 60, database);
		judge(
			'deaf',
			`${deaf} displays that read nothing for ${seconds} s: ${megabytes(most)} MB more at most, ${megabytes(atEnd)} MB at the end, ` +
				`${letGo} let go of; another heard ${updates} updates, never later than ${slowest.toFixed(0)} ms`,
			[
				...when(letGo < deaf, `${deaf - letGo} are still there`),
				...when(most > deaf * 20_000_000, 'what waits for them is not bounded'),
				...when(slowest > 3_000, 'another display noticed'),
			],
		);
	},
	async silent() {
		const count = Number(values.sockets);
		const { open, before, during, each, left, seconds } = await silentSockets(count, 150, database);
		const ms = ([median, most]: readonly [number, number]) => `${median.toFixed(1)}/${most.toFixed(1)} ms`;
		judge(
			'silent',
			`${open} of ${count} silent sockets taken, ${(each / 1000).toFixed(1)} kB each; a ticket (median/slowest) ${ms(before)} before, ` +
				`${ms(during)} during; ${left} left after ${seconds.toFixed(0)} s`,
			[...when(left > 0, `${left} were never let go of`), ...when(during[1] > 1_000, 'the lobby noticed')],
		);
	},
	async malformed() {
		const frames = Number(values.frames);
		let shown = 0;
		const report = await malformedFrames({
			frames,
			seed: 1,
			database,
			onProgress: (sent) => {
				progress(`malformed: ${sent} of ${frames} frames`);
				if (!process.stdout.isTTY && sent - shown >= frames / 10) {
					shown = sent;
					console.log(`        ${sent} frames`);
				}
			},
		});
		const { heapEarly, heapLate, effects, said, isAlive, connections, seconds } = report;
		judge(
			'malformed',
			`${report.frames} frames on ${connections} connections in ${seconds.toFixed(0)} s: heap ${megabytes(heapEarly)} MB after a tenth, ${megabytes(heapLate)} MB at the end`,
			[
				...when(!isAlive, `the hub crashed: ${said.slice(0, 500)}`),
				...effects,
				...when(heapLate - heapEarly > 5_000_000, 'memory grows'),
				...when(said.includes('"level":50'), `a fault: ${said.slice(0, 500)}`),
			],
		);
	},
};

if (values.help) {
	console.log(`npm run faults -- [--only ${Object.keys(CAMPAIGNS).join(',')}] [--database postgres://...]
  --kills 200  --frames 1000000  --sockets 10000  --seconds 600 (for the 24 office hours)`);
} else {
	const names = values.only?.split(',') ?? Object.keys(CAMPAIGNS);
	for (const name of names) {
		const campaign = CAMPAIGNS[name];
		if (campaign === undefined) throw new Error(`no campaign ${name}: ${Object.keys(CAMPAIGNS).join(', ')}`);
		await campaign();
	}
	process.exitCode = failed > 0 ? 1 : 0;
}
