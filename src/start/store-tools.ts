// The tools of whoever looks after the record: `npm run move-store`, `npm run backup`, `npm run restore`, on either engine.
import { parseArgs } from 'node:util';
import type { OfficeId } from '#domain/ids';
import { ConfigWrong, readConfig } from '#hub/config';
import { reasonOf } from './terminal.ts';
import type { Proof } from '#store/moving/copy-offices';
import { backUp, moveStore, restore, shownPlace } from '#store/moving/places';

const USAGE = `
  npm run move-store -- --from PLACE --to PLACE [--office ID]   copies offices and proves that they are the same
  npm run backup     -- --to FILE [--from PLACE]                also while hubs work
  npm run restore    -- --from FILE [--to PLACE] [--office ID]  into an empty place

PLACE is a data folder, or postgres://user:password@host:5432/database. Left out, it is where the hub keeps its record:
DATABASE_URL, or ROTUNDA_DATA.`;

async function main([tool, ...args]: readonly string[]): Promise<string> {
	const { from, to, office } = optionsOf(args);
	const offices = office === undefined ? null : (office as OfficeId[]);
	switch (tool) {
		case 'move-store': {
			if (from === undefined || to === undefined) throw new ConfigWrong(`Say from where to where:${USAGE}`);
			await moveStore(from, to, offices, say);
			return `Copied from ${shownPlace(from)} to ${shownPlace(to)}: the same at both. The old place is as it was.`;
		}
		case 'backup': {
			if (to === undefined) throw new ConfigWrong(`Say into which file:${USAGE}`);
			const place = from ?? usualPlace();
			await backUp(place, to, say);
			return `${shownPlace(place)} is in ${to}. Keep it safe: it holds hashes of passwords, and notes about people.`;
		}
		case 'restore': {
			if (from === undefined) throw new ConfigWrong(`Say from which file:${USAGE}`);
			const place = to ?? usualPlace();
			await restore(from, place, offices, say);
			return `${from} is restored to ${shownPlace(place)}: the same as in the backup.`;
		}
		default:
			throw new ConfigWrong(`There are three tools:${USAGE}`);
	}
}

function optionsOf(args: readonly string[]) {
	try {
		const text = { type: 'string' } as const;
		const options = { from: text, to: text, office: { ...text, multiple: true } } as const;
		return parseArgs({ args: [...args], options }).values;
	} catch (error) {
		throw new ConfigWrong(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}

function usualPlace(): string {
	const { databaseUrl, data } = readConfig(process.env);
	return databaseUrl ?? data;
}

function say({ office, rows, hashes }: Proof): void {
	const count = (part: keyof Proof['rows']) => `${rows[part].toLocaleString('en')} ${part}`;
	const short = Object.values(hashes).map((hash) => hash.slice(0, 16));
	process.stdout.write(
		`${office}: ${count('events')}, ${count('access')}, ${count('contacts')}; SHA-256 ${short.join(' ')}\n`,
	);
}

// Awaited here: were it never to end, Node would say so instead of ending as if all were well.
try {
	process.stdout.write(`${await main(process.argv.slice(2))}\n`);
} catch (error) {
	process.stderr.write(`${reasonOf(error)}\n`);
	process.exitCode = 1;
}
