// The request `readNotes`: the notes about a visit, personal data that is sent only to staff who ask for that visit.
import { readNotesSchema } from '#protocol/note-schema';
import type { Contacts } from '#store/contacts';
import { LOBBY } from '../../access/permissions.ts';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import { fromStaff } from '../request.ts';
import { isKnownVisit } from './known-visit.ts';

interface Needs {
	readonly contacts: Contacts;
	readonly offices: Offices;
}

export const readNotes = fromStaff('readNotes', LOBBY, {
	schema: readNotesSchema,
	handler:
		({ contacts, offices }: Needs) =>
		async ({ visit }, { office }) => {
			if (!isKnownVisit(offices, office, visit)) return refused('unknown-visit', { visit });
			return { ok: true, notes: await contacts.notes(office, visit) };
		},
});
