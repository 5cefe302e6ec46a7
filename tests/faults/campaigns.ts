// Each campaign of `npm run faults` by its name: what it does, how long, and what counts as broken.
import type { PostgresServer } from '#support/databases/postgres-server';
import { databaseAway } from './database-away.ts';
import { deafDisplays } from './deaf-display.ts';
import { fullDisk } from './full-disk.ts';
import { killHubs } from './killed-hub.ts';
import { killInTurns } from './killed-in-turns.ts';
import { malformedFrames } from './malformed-frames.ts';
import type { Skipped, Verdict } from './report.ts';
import { silentSockets } from './silent-sockets.ts';
import { squeezedDay } from './squeezed-day.ts';
import { tearLastWrite } from './torn-write.ts';
import { megabytes } from './watched-hub.ts';

export interface Campaign {
	readonly kills: number;
	readonly rounds: number;
	readonly hubs: number;
	readonly frames: number;
	readonly sockets: number;
	readonly seconds: number;
	/** A fresh database where one was asked for; null: SQLite in a data folder. */
	database(): Promise<string | null>;
	/** A fresh database, of our own server where none was named. */
	anyDatabase(): Promise<string>;
	/** Our own server, to be stopped at will. */
	postgres(): Promise<PostgresServer>;
	progress(line: string, isWorthALine: boolean): void;
}

const when = (isSo: boolean, what: string) => (isSo ? [what] : []);
const ms = (time: number) => `${time.toFixed(0)} ms`;

async function kill(campaign: Campaign, database: string | null): Promise<Verdict> {
	const { kills } = campaign;
	const { acknowledged, unanswered, events, slowestStart, wrong } = await killHubs({
		kills,
		database,
		onKill: (killed, count) =>
			campaign.progress(`${killed} of ${kills} kills, ${count} acknowledged`, killed % 25 === 0),
	});
	const figures = `${kills} kill -9 of the hub under load: ${acknowledged} acknowledged, ${unanswered} unanswered, ${events} events, slowest start ${ms(slowestStart)}`;
	return { figures, wrong };
}

export const CAMPAIGNS: Readonly<Record<string, (campaign: Campaign) => Promise<Verdict | Skipped>>> = {
	async kill(campaign) {
		return kill(campaign, await campaign.database());
	},
	async 'kill-postgres'(campaign) {
		return kill(campaign, await campaign.anyDatabase());
	},
	async turns(campaign) {
		const { kills, hubs } = campaign;
		const { killed, acknowledged, repeated, events, longestSilence, displays, wrong } = await killInTurns({
			kills,
			hubs,
			database: await campaign.anyDatabase(),
			onKill: (count, known) =>
				campaign.progress(`${count} of ${kills} kills, ${known} acknowledged`, count % 25 < hubs),
		});
		const figures =
			`${killed} kill -9 in turns among ${hubs} hubs of one PostgreSQL under load: ${acknowledged} acknowledged, ` +
			`${repeated} of them sent again under the same id, ${events} events, longest silence ${ms(longestSilence)}, ${displays} displays right in the end`;
		return { figures, wrong };
	},
	async away(campaign) {
		const { rounds, hubs } = campaign;
		const report = await databaseAway({
			rounds,
			hubs,
			postgres: await campaign.postgres(),
			onRound: (round, count) =>
				campaign.progress(`${round} of ${rounds} outages, ${count} acknowledged`, round % 4 === 0),
		});
		const { acknowledged, repeated, faults, events, asked, darkened, wrong } = report;
		const { slowestToSay, slowestToFind, slowestReady, slowestAnswer } = report;
		const figures =
			`PostgreSQL stopped, crashed, killed -9 and cut off without a word in turns, ${rounds} times under load at ${hubs} hubs: ${acknowledged} acknowledged, ` +
			`${repeated} of them sent again under the same id, ${faults} told as faults first, ${events} events; not ready within ${ms(slowestToSay)} (cut off: ${ms(slowestToFind)}), ` +
			`never ready in ${asked} looks; ready again ${ms(slowestReady)} and a command done ${ms(slowestAnswer)} after it came back; ` +
			`in ${darkened} long outages no display said that it is live`;
		return { figures, wrong };
	},
	async torn() {
		const { cuts, log, fewest, most, wrong } = await tearLastWrite(2000);
		const figures = `a log of ${log} bytes cut at ${cuts} places: ${fewest} to ${most} events left, each a whole beginning`;
		return { figures, wrong };
	},
	async disk() {
		const report = await fullDisk();
		if (report === null) return { skipped: 'this user may not mount a small disk' };
		const figures = `${report.faults} commands told that the disk is full, done with room again`;
		return { figures, wrong: report.wrong };
	},
	async day(campaign) {
		const { seconds } = campaign;
		let looks = 0;
		const report = await squeezedDay({
			seconds,
			looks: 40,
			database: await campaign.database(),
			onLook: (held, customers) => {
				looks += 1;
				campaign.progress(`${megabytes(held)} MB held, ${customers} customers`, looks % 5 === 0);
			},
		});
		const { customers, commands, events, days, held, growth, said } = report;
		const figures =
			`24 office hours in ${seconds} s: ${customers} customers, ${commands} commands, ${events} events, days ${days.join(' ')}, ` +
			`${megabytes(Math.min(...held))} to ${megabytes(Math.max(...held))} MB, ${(growth * 100).toFixed(1)} % from the second quarter to the last`;
		const wrong = [
			...when(growth > 0.1, 'memory grows'),
			...when(new Set(days).size !== 2, 'the day did not turn once'),
			...when(said !== '', said.slice(0, 500)),
		];
		return { figures, wrong };
	},
	async deaf(campaign) {
		const report = await deafDisplays(20, 60, await campaign.database());
		const { deaf, seconds, updates, most, atEnd, letGo, slowest } = report;
		const figures =
			`${deaf} displays that read nothing for ${seconds} s: ${megabytes(most)} MB more at most, ${megabytes(atEnd)} MB at the end, ` +
			`${letGo} let go of; another heard ${updates} updates, never later than ${ms(slowest)}`;
		const wrong = [
			...when(letGo < deaf, `${deaf - letGo} are still there`),
			...when(most > deaf * 20_000_000, 'what waits for them is not bounded'),
			...when(slowest > 3_000, 'another display noticed'),
		];
		return { figures, wrong };
	},
	async silent(campaign) {
		const count = campaign.sockets;
		const report = await silentSockets(count, 150, await campaign.database());
		const { open, before, during, each, left, seconds } = report;
		const both = ([median, most]: readonly [number, number]) => `${median.toFixed(1)}/${most.toFixed(1)} ms`;
		const figures =
			`${open} of ${count} silent sockets taken, ${(each / 1000).toFixed(1)} kB each; a ticket (median/slowest) ${both(before)} before, ` +
			`${both(during)} during; ${left} left after ${seconds.toFixed(0)} s`;
		const wrong = [
			...when(open < count, `${count - open} were not taken`),
			...when(left > 0, `${left} were never let go of`),
			...when(during[1] > 1_000, 'the lobby noticed'),
		];
		return { figures, wrong };
	},
	async malformed(campaign) {
		const { frames } = campaign;
		let shown = 0;
		const report = await malformedFrames({
			frames,
			seed: 1,
			database: await campaign.database(),
			onProgress: (sent) => {
				const isWorthALine = sent - shown >= frames / 10;
				if (isWorthALine) shown = sent;
				campaign.progress(`${sent} of ${frames} frames`, isWorthALine);
			},
		});
		const { heapEarly, heapLate, effects, said, isAlive, connections, seconds } = report;
		const figures = `${report.frames} frames on ${connections} connections in ${seconds.toFixed(0)} s: heap ${megabytes(heapEarly)} MB after a tenth, ${megabytes(heapLate)} MB at the end`;
		const wrong = [
			...when(!isAlive, `the hub crashed: ${said.slice(0, 500)}`),
			...effects,
			...when(heapLate - heapEarly > 5_000_000, 'memory grows'),
			...when(said.includes('"level":50'), `a fault: ${said.slice(0, 500)}`),
		];
		return { figures, wrong };
	},
};
