// The paper that setup shows while it is edited: made of the office's own services, departments and wishes.
import type { Office, PaperLayouts } from '#domain/office';
import { DOTS_ACROSS } from '#paper/fits';
import type { Sheet } from '#paper/papers/layout';
import { samplePaper } from '#paper/sample';
import type { Words } from '#words/words';
import type { OfficeDraft } from '#screens/setup/editor/draft.ts';
import type { PaperKind } from '#screens/setup/editor/paper-mistakes.ts';

export interface SampleLook {
	readonly kind: PaperKind;
	/** As the office lists it. */
	readonly language: string;
	readonly words: Words;
	/** Paper width in millimetres. */
	readonly width: 80 | 58;
	/** Ms since 1970. */
	readonly at: number;
	/** Of this hub, for the code on the ticket. */
	readonly origin: string;
}

export function sampleSheet(
	office: OfficeDraft,
	{ kind, language, words, width, at, origin }: SampleLook,
): Sheet {
	return {
		paper: samplePaper(kind, office as Office, language, at),
		copy: 1,
		again: false,
		office: { name: office.name, timeZone: office.timeZone },
		papers: office.papers as PaperLayouts,
		words,
		spoken: [words],
		publicUrl: origin,
		printer: { dots: DOTS_ACROSS[width], own: null },
	};
}
