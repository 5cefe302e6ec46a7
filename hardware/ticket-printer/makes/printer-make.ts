// What differs from make to make: the bytes of a paper and of its end, and how a printer is asked and answers.
import type { AgentWork } from '#protocol/device-schema';
import { text } from '#paper/block';
import type { Block } from '#paper/block';
import { EscPosVoice } from './esc-pos-voice.ts';
import { cutBytes, INITIALIZE, longestCommand, paperBytes } from './escpos.ts';
import type { PaperBytes } from './escpos.ts';
import type { PrinterProfile } from '../papers/printer-profile.ts';
import type { PrinterVoice } from './printer-voice.ts';
import { STAR_CUT, STAR_REST, starPaper } from './star-paper.ts';
import { StarVoice } from './star-voice.ts';

export type MakeName = NonNullable<AgentWork['devices'][number]['printing']>['make'];

export interface PrinterMake {
	readonly profile: PrinterProfile;
	/** Up to past the cutter or the tear-off edge. `language`: BCP 47 tag of the paper. */
	paper(blocks: readonly Block[], language: string): PaperBytes;
	/** Cuts, and feeds nothing: sent twice it cuts air. Null without a cutter: a paper that is whole is out. */
	readonly cut: Buffer | null;
	/** Ends whatever command a broken line left open, and sets everything as after power on. */
	readonly rest: Buffer;
	/** May answer nothing at all, and is believed then. */
	readonly mayBeMute: boolean;
	voice(): PrinterVoice;
}

/** Torn off by hand along this, one ticket from the next. */
const TEAR_MARK = text('- '.repeat(15), { align: 'center', size: 'small' });

export function printerMake(name: MakeName, cutter: boolean, profile: PrinterProfile): PrinterMake {
	const ended = (blocks: readonly Block[]): readonly Block[] => (cutter ? blocks : [...blocks, TEAR_MARK]);
	if (name === 'star')
		return {
			profile,
			paper: (blocks, language) => starPaper(ended(blocks), profile, language),
			cut: cutter ? STAR_CUT : null,
			rest: STAR_REST,
			mayBeMute: false,
			voice: () => new StarVoice(),
		};
	return {
		profile,
		paper: (blocks, language) => paperBytes(ended(blocks), profile, language),
		cut: cutter ? cutBytes(profile) : null,
		rest: Buffer.concat([Buffer.alloc(longestCommand(profile)), INITIALIZE]),
		mayBeMute: name === 'generic',
		// Only Epson's own name their receipts; to others the question may be a text to print.
		voice: () => new EscPosVoice(name === 'epson'),
	};
}
