// `npm run offices`: the offices of an installation for whoever runs it: lists them, adds one, invites people; also beside hubs that run.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import { systemClock } from '#hub/clock';
import { ConfigWrong, readConfig } from '#hub/config';
import { Invitations } from '#hub/access/invitations';
import { reasonOf } from './terminal.ts';
import { openBeside } from '#store/moving/beside';
import type { Beside } from '#store/moving/beside';

const USAGE = `
  npm run offices                                               lists every office, and how far it is set up
  npm run offices -- add --file FILE                            checks an office file and adds it; a running hub opens it within 15 s
  npm run offices -- invite --office ID [--person ID]           prints a code with which that person makes their account
  npm run offices -- invite                                     the same for an administrator of every office that has no account yet

The offices are found as the hub finds them: DATABASE_URL, else the folder ROTUNDA_DATA (./data).`;

async function main([tool = 'list', ...args]: readonly string[]): Promise<void> {
	const { file, office, person } = optionsOf(args);
	const beside = await openBeside(readConfig(process.env));
	try {
		switch (tool) {
			case 'list':
				return say(await list(beside));
			case 'add':
				if (file === undefined) throw new ConfigWrong(`Say which file:${USAGE}`);
				return say(await add(beside, file));
			case 'invite':
				return say(await invite(beside, office ?? null, person ?? null));
			default:
				throw new ConfigWrong(`There are three tools:${USAGE}`);
		}
	} finally {
		await beside.close();
	}
}

function optionsOf(args: readonly string[]) {
	try {
		const text = { type: 'string' } as const;
		return parseArgs({ args: [...args], options: { file: text, office: text, person: text } }).values;
	} catch (error) {
		throw new ConfigWrong(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	}
}

async function list({ files, access, positions }: Beside): Promise<string> {
	const { files: offices, wrong } = await files.readEach();
	const heads = await positions();
	const now = Temporal.Now.instant();
	const rows = [['office', 'name', 'its time', 'staff', 'accounts', 'devices paired', 'events']];
	for (const { office } of offices) {
		const { id, timeZone, staff } = office;
		const paired = new Set((await access.devices(id)).map(({ device }) => device));
		rows.push([
			id,
			nameOf(office),
			`${now.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' })} ${timeZone}`,
			String(staff.length),
			String((await access.accounts(id)).length),
			String(paired.size),
			String(heads.get(id) ?? 0),
		]);
	}
	const troubles = wrong.map(({ message }) => `\nWRONG, and not started: ${message}\n`);
	return `${table(rows)}\n${troubles.join('')}`;
}

async function add({ files }: Beside, file: string): Promise<string> {
	const input = await readJson(file);
	const id = typeof input === 'object' && input !== null && 'id' in input ? String(input.id) : '';
	const taken =
		(await files.names()).includes(id as OfficeId) ||
		(await files.readEach()).files.some(({ office }) => office.id === id);
	if (taken) throw new ConfigWrong(`There is an office called ${id} already. Nothing was changed.`);
	const { office } = await files.add(input);
	return `${office.id} is added: ${nameOf(office)}. A hub that runs opens it within 15 seconds.\nNow: npm run offices -- invite --office ${office.id}\n`;
}

async function readJson(file: string): Promise<unknown> {
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		throw new ConfigWrong(
			`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
		);
	}
}

async function invite(
	{ files, access }: Beside,
	wanted: string | null,
	person: string | null,
): Promise<string> {
	const { files: all } = await files.readEach();
	const offices = all
		.map(({ office }) => office)
		.filter(({ id, demo }) => !demo && (wanted === null || id === wanted));
	if (offices.length === 0)
		throw new ConfigWrong(
			wanted === null ? 'There is no real office.' : `There is no real office called ${wanted}.`,
		);
	const invitations = new Invitations(access, systemClock());
	const rows = [['office', 'person', 'code', 'until (its time)']];
	for (const office of offices) {
		if (wanted === null && (await access.accounts(office.id)).length > 0) continue;
		const staff = whoIn(office, person);
		const { code, until } = await invitations.offer({ office: office.id, staff });
		const local = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO(office.timeZone);
		rows.push([
			office.id,
			staff,
			code.replace(/.{4}(?=.)/g, '$&-'),
			local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' '),
		]);
	}
	if (rows.length === 1)
		return 'Every office has somebody with an account: they invite the others in /setup.\n';
	return `${table(rows)}\n\nAt /setup, under "I have an invitation". Each code works once.\n`;
}

/** @throws ConfigWrong when there is nobody of that name, or no administrator. */
function whoIn({ id, staff }: Office, person: string | null): StaffId {
	const found = staff.find((one) =>
		person === null ? one.roles.includes('administrator') : one.id === person,
	);
	if (found !== undefined) return found.id;
	const who = person === null ? 'an administrator' : `anybody called ${person}`;
	throw new ConfigWrong(`The staff list of ${id} does not have ${who}.`);
}

function nameOf({ name, languages }: Office): string {
	return name[languages[0] ?? ''] ?? Object.values(name)[0] ?? '';
}

function table(rows: readonly (readonly string[])[]): string {
	const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, at) => cell.padEnd(widths[at] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

function say(text: string): void {
	process.stdout.write(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${reasonOf(error)}\n`);
	process.exitCode = 1;
});
