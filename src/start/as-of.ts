// `npm run as-of`: prints the lobby of an office as it stood at any minute, also beside a hub that runs.
import { parseArgs } from 'node:util';
import type { Instant, OfficeId } from '#domain/ids';
import { readConfig } from '#hub/config';
import { PastLobbies } from '#hub/office/past-lobbies';
import { pastText } from './past-text.ts';
import { openRecord } from '#store/stores';

const USAGE = `npm run as-of -- --office ID [--at TIME]
  --office ID   the office, such as harborview
  --at TIME     the office's own clock, such as 2026-11-22T10:05, or with an offset; left out: the end of the record
The record is found as the hub finds it: DATABASE_URL, else the folder ROTUNDA_DATA (./data).
`;

class Unusable extends Error {}

async function main(): Promise<void> {
	const { office, at } = parseArgs({
		options: { office: { type: 'string' }, at: { type: 'string' } },
	}).values;
	if (office === undefined) throw new Unusable('--office is missing');
	const record = await openRecord(readConfig(process.env));
	try {
		const heads = await record.heads();
		const known = [...heads.keys()].join(', ');
		if (!heads.has(office as OfficeId))
			throw new Unusable(
				`--office ${office} is not on record; there ${known === '' ? 'is none' : `are ${known}`}`,
			);
		const past = new PastLobbies(record);
		const end = await past.at(office as OfficeId, null);
		if (end === null) throw new Unusable(`${office} has never opened a day`);
		const asked = at === undefined ? null : instantOf(at, end.lobby.office.timeZone);
		const seen = (await past.at(office as OfficeId, asked)) ?? end;
		if (asked !== null && seen.at !== asked)
			process.stderr.write('That is outside the record: shown is its nearest moment.\n');
		process.stdout.write(`${pastText(seen.lobby, seen.at)}\n`);
	} finally {
		await record.close();
	}
}

/** @throws Unusable for what is no time. */
function instantOf(text: string, timeZone: string): Instant {
	try {
		return /(Z|[+-]\d\d:?\d\d)$/.test(text)
			? Temporal.Instant.from(text).epochMilliseconds
			: Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
	} catch {
		throw new Unusable(`--at ${text} is not a time; write it as 2026-11-22T10:05`);
	}
}

main().catch((error: unknown) => {
	const forPeople = error instanceof Unusable || (error instanceof TypeError && 'code' in error);
	process.stderr.write(
		`${error instanceof Error ? error.message : String(error)}\n${forPeople ? `\n${USAGE}` : ''}`,
	);
	process.exitCode = forPeople ? 2 : 1;
});
