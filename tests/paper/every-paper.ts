// Every paper in every language and width that is kept as a picture.
import type { PaperContent } from '#protocol/device-schema';
import {
	dayPaper,
	escortPaper,
	LANGUAGES,
	referralPaper,
	testPaper,
	ticketPaper,
} from '../hardware/papers.ts';

export interface KeptPaper {
	/** `<paper>-<width>-<language>`. */
	readonly name: string;
	readonly paper: PaperContent;
	readonly width: 80 | 58;
}

export const EVERY_PAPER: readonly KeptPaper[] = LANGUAGES.flatMap((language): KeptPaper[] => {
	const ticket = ticketPaper({ language });
	return [
		kept(ticket, 80),
		kept(ticket, 58),
		kept(referralPaper({ language }), 80),
		kept(escortPaper({ language }), 80),
		kept(dayPaper({ language }), 80),
		kept(testPaper({ language }), 80),
	];
});

function kept(paper: PaperContent, width: 80 | 58): KeptPaper {
	return { name: `${paper.kind}-${String(width)}-${paper.language}`, paper, width };
}
