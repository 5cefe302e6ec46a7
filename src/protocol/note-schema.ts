// Notes about a visit: personal data, kept apart from events, only ever sent to staff who ask for that visit.
import { z } from 'zod';
import type { StaffId, VisitId } from '#domain/ids';
import { idSchema } from './command-schema.ts';

export const readNotesSchema = z.strictObject({ visit: idSchema<VisitId>() });
export const addNoteSchema = z.strictObject({
	visit: idSchema<VisitId>(),
	text: z.string().trim().min(1).max(2000),
});
export type ReadNotes = z.infer<typeof readNotesSchema>;
export type AddNote = z.infer<typeof addNoteSchema>;

export interface Note {
	readonly id: string;
	readonly text: string;
	readonly by: StaffId;
	readonly at: number;
}

/** Anyone who holds a ticket's id (a UUID printed as QR) may ask where it stands; nothing about a person is answered. */
export const ticketLookSchema = z.strictObject({ ticket: z.string().max(80) });
export interface TicketLook {
	readonly number: string;
	/** Index of the letter tile's colour, or null for the plain tile. */
	readonly colour: number | null;
	readonly status:
		'waiting' | 'called' | 'serving' | 'held' | 'escorted' | 'finished' | 'no-show' | 'cancelled';
	readonly service: Readonly<Record<string, string>>;
	readonly office: Readonly<Record<string, string>>;
	readonly language: string;
	readonly ahead: number | null;
	readonly estimate: { readonly from: number; readonly to: number } | null;
	readonly counter: string | null;
	readonly at: number;
}
