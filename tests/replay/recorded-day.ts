// Reads one recorded day of one office from a ticket file, plain or gzipped, and says what is there when it is not.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

export interface RecordedTicket {
	readonly queue: string;
	/** Running number within its queue and day, as recorded. */
	readonly number: number;
	/** Minutes after midnight. */
	readonly arrival: number;
	/** Minutes from arrival to call. */
	readonly wait: number;
	/** Counters of the queue at the arrival; the record has 0 where a snapshot saw none. */
	readonly counters: number;
}

export interface RecordedQueue {
	readonly id: string;
	/** As printed on the tickets; blank where the record has none. */
	readonly letter: string;
	/** In the language of the record. */
	readonly name: string;
}

export interface RecordedDay {
	readonly office: string;
	readonly date: string;
	/** Every queue of the office, whether or not it had tickets on the day. */
	readonly queues: readonly RecordedQueue[];
	/** In order of arrival. */
	readonly tickets: readonly RecordedTicket[];
}

export class NotRecorded extends Error {
	override readonly name = 'NotRecorded';
}

type Line = Readonly<Record<string, string>>;
const NEEDED = ['office', 'date', 'queue_id', 'ticket_no', 'arrival_min_of_day', 'wait_min', 'open_counters'];

/**
 * `queues`: the file of queue names, or null for `queues.csv` beside the ticket file, if there is one.
 * @throws NotRecorded saying what is missing and what is there instead.
 */
export async function readRecordedDay(
	file: string,
	office: string,
	date: string,
	queues: string | null,
): Promise<RecordedDay> {
	const lines = await readLines(file);
	const first = lines[0] ?? {};
	const missing = NEEDED.filter((name) => !(name in first));
	if (missing.length > 0) throw new NotRecorded(`${file} has no column ${missing.join(', ')}.`);
	const ofOffice = lines.filter((line) => line['office'] === office);
	if (ofOffice.length === 0) {
		throw new NotRecorded(`${file} has no office ${office}. It has: ${distinct(lines, 'office')}.`);
	}
	const ofDay = ofOffice.filter((line) => line['date'] === date);
	if (ofDay.length === 0) {
		throw new NotRecorded(
			`${file} has nothing of ${office} on ${date}. It has: ${distinct(ofOffice, 'date')}.`,
		);
	}
	const tickets = ofDay.map((line, at) => ticketOf(file, line, at));
	tickets.sort((a, b) => a.arrival - b.arrival || a.number - b.number);
	const named = await queueNames(file, office, queues);
	const ids = new Set([...named.keys(), ...tickets.map((ticket) => ticket.queue)]);
	const unnamed = (id: string): RecordedQueue => ({ id, letter: '', name: `Kolejka ${id}` });
	return { office, date, tickets, queues: [...ids].map((id) => named.get(id) ?? unnamed(id)) };
}

async function queueNames(
	file: string,
	office: string,
	queues: string | null,
): Promise<Map<string, RecordedQueue>> {
	let lines: readonly Line[];
	try {
		lines = await readLines(queues ?? join(dirname(file), 'queues.csv'));
	} catch (error) {
		if (queues !== null) throw error;
		return new Map();
	}
	const found = lines.filter((line) => line['office'] === office).map(queueOf);
	return new Map(found.map((queue) => [queue.id, queue]));
}

function queueOf(line: Line): RecordedQueue {
	const letter = (line['ticket_letter'] ?? '').trim();
	const name = (line['queue_name'] ?? '').trim();
	// Some offices write the letter before the name: "A: Meldunki".
	const plain = letter !== '' && name.startsWith(`${letter}: `) ? name.slice(letter.length + 2) : name;
	return { id: line['queue_id'] ?? '', letter, name: plain.replace(/\s+/g, ' ') };
}

function ticketOf(file: string, line: Line, at: number): RecordedTicket {
	const number = (name: string): number => {
		const value = Number(line[name]);
		if (line[name] === '' || !Number.isFinite(value) || value < 0) {
			throw new NotRecorded(
				`${file}: ticket ${String(at + 1)} of the day: ${name} is "${line[name] ?? ''}", no number.`,
			);
		}
		return value;
	};
	return {
		queue: line['queue_id'] ?? '',
		number: number('ticket_no'),
		arrival: number('arrival_min_of_day'),
		wait: number('wait_min'),
		counters: number('open_counters'),
	};
}

async function readLines(file: string): Promise<Line[]> {
	let bytes: Buffer;
	try {
		bytes = await readFile(file);
	} catch (error) {
		throw new NotRecorded(`${file} cannot be read: ${(error as Error).message}.`);
	}
	try {
		const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
		return parse(text, { columns: true, bom: true });
	} catch (error) {
		throw new NotRecorded(`${file} is no CSV file with a head line: ${(error as Error).message}.`);
	}
}

function distinct(lines: readonly Line[], column: string): string {
	return [...new Set(lines.map((line) => line[column] ?? ''))].sort().join(', ');
}
