// Copies offices from one store to another, and proves before anything stays that both hold the same.
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { OfficeId } from '#domain/ids';
import { ArchiveRefused, SHEETS } from '../archive.ts';
import type { ArchiveSource, ArchiveTarget, Row, Sheet } from '../archive.ts';
import { isAsWritten } from '../event-row.ts';
import { isAsConfigured } from '../office-files/office-in-record.ts';

type Part = 'events' | 'access' | 'contacts';

/** What two stores that hold the same office have in common. */
export interface Proof {
	readonly office: OfficeId;
	readonly rows: Readonly<Record<Part, number>>;
	/** SHA-256 over every row of the part, in order. */
	readonly hashes: Readonly<Record<Part, string>>;
}

const PARTS: readonly Part[] = ['events', 'access', 'contacts'];
const BATCH = 1_000;

/**
 * @param offices those to copy; null for all of them
 * @param copied told after each office
 * @throws ArchiveRefused when the target holds anything of them, or would not hold the same in the end.
 */
export async function copyOffices(
	source: ArchiveSource,
	target: ArchiveTarget,
	offices: readonly OfficeId[] | null,
	copied: (proof: Proof) => void,
): Promise<void> {
	const there = await source.offices();
	const wanted = offices ?? there;
	const unknown = wanted.filter((office) => !there.includes(office));
	if (unknown.length > 0)
		throw new ArchiveRefused(`${source.shown} has no office called ${unknown.join(', ')}.`);
	if (wanted.length === 0) throw new ArchiveRefused(`${source.shown} has no office to copy.`);
	await mustBeFree(target, offices);
	const isCarried = ({ onlyWithAll }: Sheet) => offices === null || onlyWithAll !== true;
	for (const office of there) {
		// Also what is not wanted is read: a backup can only be read from front to back.
		const isWanted = wanted.includes(office);
		const put = (sheet: Sheet, rows: readonly Row[]) => target.put(sheet, rows);
		const sum = await sumOf(source, office, isCarried, isWanted ? put : null);
		if (!isWanted) continue;
		if (!sum.isAsConfigured) throw edited(source, office);
		const proof = sum.proof();
		mustBeSame(proof, (await sumOf(target, office, isCarried, null)).proof());
		copied(proof);
	}
}

async function mustBeFree(target: ArchiveTarget, offices: readonly OfficeId[] | null): Promise<void> {
	const taken = await target.offices();
	const met = offices === null ? taken : taken.filter((office) => offices.includes(office));
	if (met.length === 0) return;
	throw new ArchiveRefused(
		`${target.shown} is not empty: it has ${met.join(', ')}. Name an empty place; nothing is ever overwritten.`,
	);
}

/** Adds up one office, row by row. */
export class Sum {
	readonly #office: OfficeId;
	readonly #shown: string;
	readonly #hashes = { events: sha256(), access: sha256(), contacts: sha256() };
	readonly #rows = { events: 0, access: 0, contacts: 0 };
	#file: string | null = null;
	#setUp: Row | null = null;

	/** `shown`: where its rows are read. */
	constructor(office: OfficeId, { shown }: ArchiveSource) {
		this.#office = office;
		this.#shown = shown;
	}

	/** @throws ArchiveRefused when the row is an event that is not what was written, or that does not follow the one before. */
	add({ part, name }: Sheet, row: Row): void {
		if (part === 'file') {
			this.#file = String(row[1]);
			return;
		}
		this.#rows[part] += 1;
		if (name === 'events') this.#mustBeSound(row);
		this.#hashes[part].update(`${JSON.stringify(row)}\n`);
		if (name === 'events' && row[6] === 'OfficeConfigured') this.#setUp = row;
	}

	#mustBeSound(row: Row): void {
		const [position, checksum] = [row[1], row.at(-1)];
		const expected = this.#rows.events;
		if (position !== expected) throw this.#damaged(`event ${expected} of ${this.#office} is missing`);
		if (!isAsWritten(row.slice(0, -1), typeof checksum === 'number' ? checksum : null))
			throw this.#damaged(`event ${position} of ${this.#office} is not what was written`);
	}

	#damaged(what: string): ArchiveRefused {
		return new ArchiveRefused(
			`${this.#shown} is damaged: ${what}. Nothing was written. Keep it as it is, and restore the newest backup to an empty place: ` +
				'npm run restore -- --from BACKUP --to PLACE',
		);
	}

	/** False when somebody has edited the office's file since the hub last ran. */
	get isAsConfigured(): boolean {
		return isAsConfigured(this.#file, this.#setUp);
	}

	proof(): Proof {
		const [events, access, contacts] = PARTS.map((part) => this.#hashes[part].digest('hex'));
		const hashes = { events: events ?? '', access: access ?? '', contacts: contacts ?? '' };
		return { office: this.#office, rows: { ...this.#rows }, hashes };
	}
}

function sha256(): Hash {
	return createHash('sha256');
}

/** Reads all that is kept of an office, `each` batch on the way, and adds it up. */
async function sumOf(
	source: ArchiveSource,
	office: OfficeId,
	isCarried: (sheet: Sheet) => boolean,
	each: ((sheet: Sheet, rows: readonly Row[]) => Promise<void>) | null,
): Promise<Sum> {
	const sum = new Sum(office, source);
	for (const sheet of SHEETS) {
		for await (const rows of batches(source.rows(sheet, office))) {
			if (!isCarried(sheet)) continue;
			for (const row of rows) sum.add(sheet, row);
			await each?.(sheet, rows);
		}
	}
	return sum;
}

function edited({ shown }: ArchiveSource, office: OfficeId): ArchiveRefused {
	return new ArchiveRefused(
		`${shown}: the office file of ${office} says something else than its record, for somebody has edited it since the hub ` +
			'last ran. Start the hub on it once, then try again.',
	);
}

function mustBeSame(one: Proof, other: Proof): void {
	const part = PARTS.find((name) => one.hashes[name] !== other.hashes[name]);
	if (part === undefined) return;
	throw new ArchiveRefused(
		`The ${part} of ${one.office} did not arrive as they are (${one.rows[part]} rows became ${other.rows[part]}). ` +
			'Nothing was kept at the new place.',
	);
}

async function* batches(rows: AsyncIterable<Row>): AsyncIterable<Row[]> {
	let batch: Row[] = [];
	for await (const row of rows) {
		if (batch.push(row) < BATCH) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}
