// The request `addNote`: one more note about a visit, kept apart from events, by the contacts store.
import { randomUUID } from 'node:crypto';
import { addNoteSchema } from '#protocol/note-schema';
import type { Note } from '#protocol/note-schema';
import type { Contacts } from '#store/contacts';
import { LOBBY } from '../../access/permissions.ts';
import type { Clock } from '../../clock.ts';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import { fromStaff } from '../request.ts';
import { isKnownVisit } from './known-visit.ts';

interface Needs {
	readonly contacts: Contacts;
	readonly offices: Offices;
	readonly clock: Clock;
}

export const addNote = fromStaff('addNote', LOBBY, {
	schema: addNoteSchema,
	handler:
		({ contacts, offices, clock }: Needs) =>
		async ({ visit, text }, { office, id: by }) => {
			if (!isKnownVisit(offices, office, visit)) return refused('unknown-visit', { visit });
			// PostgreSQL keeps no text with a zero in it.
			const plain = text.replaceAll('\0', '');
			const note: Note = { id: randomUUID(), text: plain, by, at: clock.now() };
			await contacts.addNote(office, visit, note);
			return { ok: true, note };
		},
});
