// Notes about visits: personal data, kept by the contacts store and told only to staff who ask for that visit.
import { randomUUID } from 'node:crypto';
import type { VisitId } from '#domain/ids';
import type { Answer } from '#protocol/answers';
import type { AddNote, Note, ReadNotes } from '#protocol/note-schema';
import type { Contacts } from '#store/contacts';
import type { Clock } from '../clock.ts';
import type { Offices } from '../office/offices.ts';
import { refused } from '../refused.ts';
import type { StaffCaller } from '../socket-types.ts';

export class Notes {
	readonly #contacts: Contacts;
	readonly #offices: Offices;
	readonly #clock: Clock;

	constructor(contacts: Contacts, offices: Offices, clock: Clock) {
		this.#contacts = contacts;
		this.#offices = offices;
		this.#clock = clock;
	}

	async read(
		{ office }: StaffCaller,
		{ visit }: ReadNotes,
	): Promise<Answer<{ readonly notes: readonly Note[] }>> {
		if (!this.#isHere(office, visit)) return refused('unknown-visit', { visit });
		return { ok: true, notes: await this.#contacts.notes(office, visit) };
	}

	async add(
		{ office, id: by }: StaffCaller,
		{ visit, text }: AddNote,
	): Promise<Answer<{ readonly note: Note }>> {
		if (!this.#isHere(office, visit)) return refused('unknown-visit', { visit });
		// PostgreSQL keeps no text with a zero in it.
		const plain = text.replaceAll('\0', '');
		const note: Note = { id: randomUUID(), text: plain, by, at: this.#clock.now() };
		await this.#contacts.addNote(office, visit, note);
		return { ok: true, note };
	}

	/** Only visits that the lobby still knows: notes of former days are not for browsing. */
	#isHere(office: StaffCaller['office'], visit: VisitId): boolean {
		return this.#offices.get(office)?.writer.lobby.visits.has(visit) ?? false;
	}
}
