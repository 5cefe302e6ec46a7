// `npm run many-offices -- --offices 300`: a real hub with so many offices, their days, a rush at one, and a file that is wrong.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { DeviceId } from '#domain/ids';
import type { Office } from '#domain/office';
import { newToken, tokenHash } from '#hub/access/tokens';
import type { WireCommand } from '#protocol/command-schema';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { SqliteAccess } from '#store/sqlite/sqlite-access';
import { officesFolder, recordFile } from '#store/stores';
import { city, idOf } from '#support/offices/city';
import { wrongDays } from '#support/offices/city-days';
import { HubClient } from '#support/hubs/hub-client';
import { startServer } from '#support/hubs/server-process';

const HOUR = 3_600_000;
const { values } = parseArgs({ options: { offices: { type: 'string', default: '300' } } });
const count = Number(values.offices);
const say = (text: string) => process.stdout.write(`${text}\n`);
const wrong: string[] = [];
const must = (holds: boolean, what: string) => {
	say(`${holds ? 'yes' : 'NO '}  ${what}`);
	if (!holds) wrong.push(what);
};

/** Weeks on which clocks turn, and the turn of the year. */
const NIGHTS = {
	'clocks in America': '2026-03-07',
	'clocks in Europe': '2026-03-28',
	'a new year': '2026-12-31',
};
for (const [what, day] of Object.entries(NIGHTS)) {
	const from = Date.parse(`${day}T00:00:00Z`);
	const said = (hours: number) => hours % 12 === 0 && say(`     ${what}: hour ${hours} of 48`);
	const found = await wrongDays({ offices: city(count, [day]), from, hours: 48, said });
	for (const one of found.wrong.slice(0, 5)) say(`     ${one}`);
	must(
		found.wrong.length === 0,
		`${what}: ${found.opened} days of ${count} offices opened by their own clocks`,
	);
}

const data = mkdtempSync(join(tmpdir(), 'rotunda-city-'));
try {
	await drive();
} finally {
	rmSync(data, { recursive: true, force: true });
}
say(wrong.length === 0 ? 'All of it held.' : `${wrong.length} did not hold.`);
process.exitCode = wrong.length === 0 ? 0 : 1;

async function drive(): Promise<void> {
	const allDay = Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]);
	const offices = city(count).map((office) => ({ ...office, hours: allDay, closedDays: [] }));
	const files = new LowdbOfficeFiles(officesFolder(data));
	for (const office of offices) await files.save(office);
	const tokens = await paired(offices);
	const broken = join(officesFolder(data), `${idOf(count - 1)}.json`);
	const right = readFileSync(broken, 'utf8');
	writeFileSync(broken, right.slice(0, right.length >> 1));
	const began = performance.now();
	const server = await startServer({ ROTUNDA_DATA: data });
	say(`     ${count} offices started in ${((performance.now() - began) / 1000).toFixed(1)} s`);
	try {
		must(server.said().includes(`${idOf(count - 1)}.json`), 'the office whose file is wrong is named');
		const kiosks = await Promise.all(
			tokens.slice(0, -1).map((token) => HubClient.connect(server.url, token)),
		);
		const take = (at: number) => kiosks[at]?.command(ticketFor(offices[at]));
		const first = await Promise.all(kiosks.map((_, at) => take(at)));
		const numbers = first.filter((answer) => answer?.ok === true && answer.made.number === 'A001');
		must(numbers.length === count - 1, `each of the other ${count - 1} issues its A001`);
		const quiet = await times(kiosks.length, take);
		let over = false;
		let rushed = 0;
		const rush = Promise.all(
			Array.from({ length: 100 }, async () => {
				while (!over) if ((await take(0))?.ok === true) rushed += 1;
			}),
		);
		const busy = await times(kiosks.length, take);
		over = true;
		await rush;
		say(
			`     one ticket at each of the others, p50/p99: ${quiet} ms alone, ${busy} ms beside a rush of ${rushed}`,
		);
		must(rushed > 100, 'one office’s rush went on, and the others were answered');
		writeFileSync(broken, right);
		must(await opens(server.url, tokens.at(-1) ?? ''), 'its file mended, the office opens by itself');
		for (const kiosk of kiosks) kiosk.close();
	} finally {
		server.kill('SIGTERM');
		await server.ended;
	}
}

/** A kiosk's token for each office, as if it had been paired. */
async function paired(offices: readonly Office[]): Promise<readonly string[]> {
	const access = new SqliteAccess(recordFile(data));
	const tokens: string[] = [];
	for (const { id: office } of offices) {
		const token = newToken('d');
		await access.addDevice(tokenHash(token), { office, device: 'kiosk' as DeviceId, pairedAt: Date.now() });
		tokens.push(token);
	}
	await access.close();
	return tokens;
}

function ticketFor(office: Office | undefined): WireCommand {
	const ticket = { type: 'IssueTicket', services: ['passport'], needs: [], priority: 'normal' };
	return {
		...ticket,
		language: office?.languages[0],
		channel: 'kiosk',
		printer: null,
	} as unknown as WireCommand;
}

/** One after another at every office but the first, in ms. */
async function times(offices: number, take: (at: number) => Promise<unknown> | undefined): Promise<string> {
	const each: number[] = [];
	for (let at = 1; at < offices; at += 1) {
		const began = performance.now();
		await take(at);
		each.push(performance.now() - began);
	}
	each.sort((one, other) => one - other);
	const part = (share: number) => (each[Math.floor(each.length * share)] ?? 0).toFixed(1);
	return `${part(0.5)}/${part(0.99)}`;
}

async function opens(url: string, token: string): Promise<boolean> {
	for (const until = Date.now() + HOUR / 120; Date.now() < until; await delay(500)) {
		const kiosk = await HubClient.connect(url, token).catch(() => null);
		if (kiosk === null) continue;
		kiosk.close();
		return true;
	}
	return false;
}
