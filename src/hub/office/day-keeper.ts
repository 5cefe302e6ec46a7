// Opens the business day by the office's hours, and ends yesterday's when the day has turned. Sends commands like anybody else.
import { randomUUID } from 'node:crypto';
import type { Command } from '#domain/commands';
import type { CommandId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import { businessDayOf, officeOpening } from '#domain/policy/opening-hours';
import type { Contacts } from '#store/contacts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { OfficeWriter } from './writer/office-writer.ts';
import type { Unless } from './writer/queued-command.ts';

export interface DayKeeperParts {
	readonly clock: Clock;
	readonly contacts: Contacts;
	/** Notes about people are erased after so long, ms. */
	readonly notesKept: number;
	readonly log: Log;
}

/** Looks once; never rejects. */
export async function keepDay(writer: OfficeWriter, parts: DayKeeperParts): Promise<void> {
	const { lobby } = writer;
	// Like every command: a clock set back over midnight, or one that lags behind another hub's, must not end a day that lasts.
	const now = Math.max(parts.clock.now(), lobby.at);
	const today = businessDayOf(now, lobby.office.timeZone);
	if (lobby.day !== null && lobby.day !== today) {
		const yesterday = lobby.day;
		await send(writer, { type: 'CloseDay', unresolved: 'close' }, (now) => now.day !== yesterday, parts.log);
		await eraseOldNotes(writer, parts);
	}
	// A day that somebody closed by hand stays closed: whoever did it had a reason.
	const wasOpenToday = lobby.numberedDay === today;
	if (lobby.day === null && !wasOpenToday && officeOpening(lobby.office, now).open) {
		const isDone = ({ day, numberedDay }: Lobby) => day !== null || numberedDay === today;
		await send(writer, { type: 'OpenDay' }, isDone, parts.log);
	}
}

/** `isDone`: another hub, or a person, was quicker. */
async function send(
	writer: OfficeWriter,
	command: Command,
	isDone: (lobby: Lobby) => boolean,
	log: Log,
): Promise<void> {
	const unless: Unless = (lobby) => (isDone(lobby) ? { ok: true, position: lobby.position, made: {} } : null);
	const answer = await writer.execute(
		{ kind: 'system' },
		randomUUID() as string as CommandId,
		command,
		unless,
	);
	if (!answer.ok)
		log.warn({ office: writer.id, command: command.type, code: answer.code }, 'the day did not turn');
}

async function eraseOldNotes(
	writer: OfficeWriter,
	{ clock, contacts, notesKept, log }: DayKeeperParts,
): Promise<void> {
	try {
		const erased = await contacts.eraseBefore(writer.id, clock.now() - notesKept);
		if (erased > 0) log.info({ office: writer.id, erased }, 'old notes were erased');
	} catch (error) {
		log.error({ office: writer.id, err: error }, 'old notes could not be erased');
	}
}
