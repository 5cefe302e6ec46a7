// What our bytes have to know of a printer, and which ink its line can bear.
import type { CodePage } from './typed-text.ts';

/**
 * `drawn`: the whole paper is a picture and looks the same on every printer. `mixed`: in the printer's own letters, and
 * what they lack is drawn, for slow lines. `typed`: in its own letters alone, for printers that take no pictures.
 */
export type Ink = 'drawn' | 'mixed' | 'typed';

export interface PrinterProfile {
	/** Dots across the printed part: 576 on 80 mm paper, 384 on 58 mm. */
	readonly dots: number;
	/** Letters of the built-in font in a line. */
	readonly columns: number;
	readonly ink: Ink;
	/** The page of its own letters that texts are typed in; null: it has none but plain ones. */
	readonly codePage: CodePage | null;
	/** Multiples of the built-in letter for a typed ticket number. */
	readonly numberScale: number;
	/** Dots a module of a code that the printer makes itself. */
	readonly qrCell: number;
}

export function profileFor(
	paperWidth: 80 | 58,
	{ ink, codePage }: Pick<PrinterProfile, 'ink' | 'codePage'> = { ink: 'drawn', codePage: 'PC858_EURO' },
): PrinterProfile {
	return paperWidth === 58
		? { dots: 384, columns: 32, ink, codePage, numberScale: 5, qrCell: 5 }
		: { dots: 576, columns: 48, ink, codePage, numberScale: 8, qrCell: 6 };
}

/** Below this a drawn paper takes longer than somebody waits for it. */
const DRAWN_FROM_BAUD = 57_600;

/** What an office's wish means on the line at hand; `baud` is null where the line is no serial one. */
export function inkFor(wish: 'auto' | 'drawn' | 'typed', baud: number | null): Ink {
	if (wish !== 'auto') return wish;
	return baud === null || baud >= DRAWN_FROM_BAUD ? 'drawn' : 'mixed';
}
