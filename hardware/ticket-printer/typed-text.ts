// Which texts a printer's own letters can carry, and how they break over its columns.
import { ThermalPrinter, PrinterTypes } from 'node-thermal-printer';
import type { CharacterSet } from 'node-thermal-printer';

export type CodePage = keyof typeof CharacterSet;

/** It builds bytes for us and never opens this: its transports lose data. */
export const BYTES_ONLY = { type: PrinterTypes.EPSON, interface: 'tcp://127.0.0.1:9' } as const;

/** Typographic characters that code pages lack, and the plain ones that mean the same. */
const PLAIN: Readonly<Record<string, string>> = {
	'\u00a0': ' ',
	'\u2009': ' ',
	'\u202f': ' ',
	'\u2018': "'",
	'\u2019': "'",
	'\u201c': '"',
	'\u201d': '"',
	'\u2010': '-',
	'\u2011': '-',
	'\u2013': '-',
	'\u2014': '-',
	'\u2026': '...',
};

/** Letters for which the page has a byte, as found by asking the very encoder that will write them. */
const carried = new Map<string, boolean>();

function carries(page: CodePage, character: string): boolean {
	if (character >= ' ' && character <= '~') return true;
	const key = page + character;
	const known = carried.get(key);
	if (known !== undefined) return known;
	const printer = new ThermalPrinter({ ...BYTES_ONLY, characterSet: page as CharacterSet });
	const before = printer.getBuffer().length;
	printer.append(character);
	const byte = printer.getBuffer().subarray(before);
	// The encoder writes "?" for what it lacks: that is how one asks it.
	const can = byte.length === 1 && (byte[0] ?? 0) >= 0x80;
	carried.set(key, can);
	return can;
}

/** The text in characters of the page, or null when the page cannot carry it. */
export function typed(text: string, page: CodePage): string | null {
	let plain = '';
	for (const character of text) plain += PLAIN[character] ?? character;
	for (const character of plain) if (!carries(page, character)) return null;
	return plain;
}

/** Breaks at spaces; a word longer than a line is cut. */
export function foldWords(text: string, columns: number): string[] {
	const lines: string[] = [];
	let line = '';
	for (let word of text.split(' ')) {
		if (line !== '' && line.length + 1 + word.length <= columns) {
			line += ` ${word}`;
			continue;
		}
		if (line !== '') lines.push(line);
		for (; word.length > columns; word = word.slice(columns)) lines.push(word.slice(0, columns));
		line = word;
	}
	if (line !== '') lines.push(line);
	return lines;
}

/** As few lines as `fold` needs in the full width, then as even as they can be: no last word on a line of its own. */
export function balanced(fold: (width: number) => string[], width: number, step: number): string[] {
	let best = fold(width);
	const lines = best.length;
	if (lines < 2) return best;
	for (let next = width - step; next > width / 2; next -= step) {
		const tried = fold(next);
		if (tried.length > lines) break;
		best = tried;
	}
	return best;
}
