// `npm run faults`: real processes through real faults, the long form, with progress and honest figures.
import { parseArgs } from 'node:util';
import { PostgresServer } from '#support/databases/postgres-server';
import { CAMPAIGNS } from './campaigns.ts';
import type { Campaign } from './campaigns.ts';
import { FaultReport } from './report.ts';

const text = (usual: string) => ({ type: 'string', default: usual }) as const;
const { values } = parseArgs({
	options: {
		only: { type: 'string' },
		kills: text('200'),
		rounds: text('60'),
		hubs: text('3'),
		frames: text('1000000'),
		sockets: text('10000'),
		seconds: text('600'),
		database: { type: 'string' },
		postgres: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});

const USAGE = `npm run faults -- [--only ${Object.keys(CAMPAIGNS).join(',')}]
  --postgres                     all but torn and disk on a PostgreSQL that is started for it, instead of SQLite
  --database postgres://...      the same on this one, which has to be empty; away always stops one of its own
  --kills 200  --rounds 60 (outages)  --hubs 3 (for turns and away)
  --frames 1000000  --sockets 10000  --seconds 600 (for the 24 office hours)`;

let server: Promise<PostgresServer> | null = null;
const postgres = () => (server ??= PostgresServer.start());
const named = () => Promise.resolve(values.database ?? null);
const fresh = async () => (await postgres()).database();
const report = new FaultReport();

const campaign: Campaign = {
	kills: Number(values.kills),
	rounds: Number(values.rounds),
	hubs: Number(values.hubs),
	frames: Number(values.frames),
	sockets: Number(values.sockets),
	seconds: Number(values.seconds),
	database: () => (values.postgres ? fresh() : named()),
	anyDatabase: async () => (await named()) ?? fresh(),
	postgres,
	progress: (line, isWorthALine) => report.progress(line, isWorthALine),
};

async function run(names: readonly string[]): Promise<void> {
	for (const name of names) {
		const play = CAMPAIGNS[name];
		if (play === undefined)
			throw new Error(`no campaign ${name}: there are ${Object.keys(CAMPAIGNS).join(', ')}`);
		const broke = (error: unknown) => ({
			figures: 'did not come to its end',
			wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
		});
		report.add(name, await play(campaign).catch(broke));
	}
	process.exitCode = report.end() ? 0 : 1;
}

if (values.help) console.log(USAGE);
else {
	try {
		await run(values.only?.split(',') ?? Object.keys(CAMPAIGNS));
	} finally {
		await (await (server as Promise<PostgresServer> | null)?.catch(() => null))?.end();
	}
}
