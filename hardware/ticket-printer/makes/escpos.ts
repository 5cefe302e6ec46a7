// Papers to the bytes of an ESC/POS printer, built with node-thermal-printer: drawn whole, or typed in its own letters.
import { ThermalPrinter } from 'node-thermal-printer';
import type { CharacterSet } from 'node-thermal-printer';
import type { Block } from '#paper/block';
import { drawPaper } from '../papers/drawn-paper.ts';
import type { PrinterProfile } from '../papers/printer-profile.ts';
import { addPicture, BAND_ROWS, feedDots } from '../papers/raster.ts';
import { TypedPaper } from '../papers/typed-paper.ts';
import { BYTES_ONLY } from '../papers/typed-text.ts';

/** `ESC @`, and at once `GS a`, which it turned off: trouble in the middle of a paper must be told, or it passes unseen. */
export const INITIALIZE = Buffer.from([0x1b, 0x40, 0x1d, 0x61, 0xff]);
/** From the print head to past the cutter, so that nothing of the ticket stays inside. */
const FEED_TO_CUTTER = 130;

/** More bytes than any one command of ours has left when the line breaks inside it. */
export function longestCommand(profile: PrinterProfile): number {
	return Math.max((profile.dots / 8) * BAND_ROWS, 1024) + 16;
}

export interface PaperBytes {
	/** A whole paper up to past the cutter, not yet cut. */
	readonly bytes: Buffer;
	/** Letters that neither the printer nor a typeface here has; each run of them is an ellipsis on the paper. */
	readonly missing: readonly string[];
}

/** `language`: BCP 47 tag of the paper. */
export function paperBytes(blocks: readonly Block[], profile: PrinterProfile, language: string): PaperBytes {
	const printer = newPrinter(profile);
	const paper = new TypedPaper(printer, profile, language);
	const missing = new Set<string>();
	if (profile.ink === 'drawn') {
		for (const stretch of stretches(blocks)) {
			if (stretch.kind === 'typed') {
				paper.add(stretch.block);
				continue;
			}
			const drawn = drawPaper(stretch.blocks, profile.dots, language);
			addPicture(printer, drawn.picture);
			for (const letter of drawn.missing) missing.add(letter);
		}
	} else for (const block of blocks) paper.add(block);
	for (const letter of paper.missing) missing.add(letter);
	printer.alignLeft();
	feedDots(printer, FEED_TO_CUTTER);
	return { bytes: printer.getBuffer(), missing: [...missing] };
}

/** The cut alone. Sent twice it cuts air: nothing is fed by it. */
export function cutBytes(profile: PrinterProfile): Buffer {
	const printer = newPrinter(profile);
	printer.cut({ verticalTabAmount: 0 });
	printer.add(INITIALIZE);
	return printer.getBuffer();
}

type TypedBlock = Extract<Block, { kind: 'typed' }>;
type Stretch =
	| { readonly kind: 'drawn'; readonly blocks: Block[] }
	| { readonly kind: 'typed'; readonly block: TypedBlock };

/** What is drawn in one go, between the lines that a printer types itself whatever its ink. */
function stretches(blocks: readonly Block[]): Stretch[] {
	const found: Stretch[] = [];
	for (const block of blocks) {
		const last = found.at(-1);
		if (block.kind === 'typed') found.push({ kind: 'typed', block });
		else if (last?.kind === 'drawn') last.blocks.push(block);
		else found.push({ kind: 'drawn', blocks: [block] });
	}
	return found;
}

function newPrinter(profile: PrinterProfile): ThermalPrinter {
	const printer = new ThermalPrinter({ ...BYTES_ONLY, width: profile.columns });
	printer.add(INITIALIZE);
	// Named again on every paper: the printer forgets its page when it is initialized.
	if (profile.codePage !== null) printer.setCharacterSet(profile.codePage as CharacterSet);
	return printer;
}
