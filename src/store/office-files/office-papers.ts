// How an office file words its papers: which parts, in which order, and the office's own note.
import { z } from 'zod';
import type { PaperLayout, PaperLayouts } from '#domain/office';
import { LONGEST_NOTE, USUAL_PAPERS } from '#paper/parts';
import { part, wording } from './office-text.ts';

function layout<Part extends string>({ parts, note, noteSize }: PaperLayout<Part>) {
	const schema = part({
		parts: z.array(z.enum(parts as readonly [Part, ...Part[]])).default([...parts]),
		note: wording(LONGEST_NOTE).nullable().default(note),
		noteSize: z.enum(['body', 'large']).default(noteSize),
	}) as unknown as z.ZodType<PaperLayout<Part>>;
	return schema.default({ parts, note, noteSize });
}

/** An office file without papers has the usual ones. */
export const officePapers: z.ZodType<PaperLayouts> = part({
	ticket: layout(USUAL_PAPERS.ticket),
	referral: layout(USUAL_PAPERS.referral),
	escort: layout(USUAL_PAPERS.escort),
}).default(USUAL_PAPERS);
