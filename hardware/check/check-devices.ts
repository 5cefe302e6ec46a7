// Whether each device does what setup says: driven for a moment as the agent drives it, or as the running agent sees it.
import pino from 'pino';
import type { Refused } from '#protocol/answers';
import type { AgentWork, Health, Trouble } from '#protocol/device-schema';
import { DeviceFleet } from '../device-fleet.ts';
import { obstacleAt } from './check-place.ts';
import { note, ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

type Row = AgentWork['devices'][number];

/** A printer that prints a paper meanwhile answers late; a serial adapter takes a moment to open. */
const PATIENCE_MS = 4000;

const SEEN = {
	'paper-out': ['it has no paper', 'put in a new roll and close the cover'],
	'paper-low': ['its paper is near its end', 'bring a new roll'],
	'cover-open': ['its cover is open', 'close it'],
	cutter: ['its cutter is stuck', 'switch it off, open the cover and free the blade'],
	overheated: ['it is too hot', 'let it cool down for some minutes'],
	offline: ['it is off line', 'press its feed or on-line button'],
	unreachable: ['it does not answer', 'is it switched on, is the cable in, is the address right?'],
	jammed: ['paper is jammed', 'open the cover and take the paper out'],
	'sound-blocked': ['its sound is blocked', 'touch its screen once'],
	'no-rights': ['this user may not use it', 'give the user the group of its device file'],
	taken: ['another program uses it', 'stop that program'],
	'wrong-setting': ['its entry in setup cannot work', 'correct it in setup, under Devices'],
	'cannot-confirm': ['it never says that a paper is done', 'set its two-way mode, or live with it'],
	'letters-missing': ['it lacks letters of a language of the office', 'choose drawn papers for it in setup'],
	'no-answer': ['it does not acknowledge', 'are its unit number and speed those of setup?'],
} as const satisfies Record<Trouble, readonly [said: string, cure: string]>;

const NOBODY: Refused = { ok: false, code: 'no-answer', facts: {} };

/** Takes the devices in hand for some seconds; nothing is printed. */
export async function tryDevices(
	rows: readonly Row[],
	publicUrl: string,
): Promise<ReadonlyMap<string, Health>> {
	const health = new Map<string, Health>();
	let looking = true;
	const { promise, resolve } = Promise.withResolvers<null>();
	const fleet = new DeviceFleet({
		keeper: { drive: () => undefined, release: () => undefined },
		publicUrl,
		// A key that is pressed, or a code that is read while we look, is nobody's wish.
		press: async () => NOBODY,
		scan: async () => NOBODY,
		onHealth: (one) => {
			// What a device says of being let go is nothing to mend.
			if (!looking) return;
			health.set(one.device, one);
			if (rows.every(({ id }) => ['ok', 'warning'].includes(health.get(id)?.state ?? ''))) resolve(null);
		},
		onGone: () => undefined,
		log: pino({ level: 'silent' }),
	});
	fleet.adopt(rows);
	const limit = setTimeout(() => resolve(null), PATIENCE_MS);
	await promise;
	clearTimeout(limit);
	looking = false;
	await fleet.stop();
	return health;
}

/** @param seen how the devices are; @param by who saw it, for the technician */
export async function checkDevices(
	rows: readonly Row[],
	seen: ReadonlyMap<string, Health>,
	by: 'this check' | 'the running agent',
): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const row of rows) findings.push(await checkDevice(row, seen.get(row.id) ?? null, by));
	if (rows.length > 0) return findings;
	return [
		wrong(
			'devices',
			'setup gives this agent no device',
			'name it as the agent of a printer in setup, under Devices',
		),
	];
}

async function checkDevice(row: Row, health: Health | null, by: string): Promise<Finding> {
	const name = `device ${row.id}`;
	const address = row.address ?? '';
	const who = `${row.kind} ${row.id} at ${address === '' ? 'no address' : address}`;
	if (health?.state === 'ok')
		return ok(name, by === 'this check' ? `${who} answers` : `${who} answers, says ${by}`);
	const [trouble = 'unreachable'] = health?.troubles ?? [];
	const [said, cure] = SEEN[trouble];
	const told = { said: `${who}: ${health?.note ?? said}`, cure };
	if (health?.state === 'warning') return note(name, told.said, told.cure);
	// Whoever has it in hand also holds its line: looked at from outside, that would be the obstacle.
	const isBlind = trouble === 'unreachable' && by === 'this check';
	const obstacle = isBlind ? await obstacleAt(address) : null;
	return obstacle === null
		? wrong(name, told.said, told.cure)
		: wrong(name, `${who}: ${obstacle.said}`, obstacle.cure);
}
