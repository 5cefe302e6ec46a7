// Which texts a printer's own letters can carry, and how they break over its columns.
import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';

export type CodePage = keyof typeof CharacterSet;

export function isCodePage(name: string): name is CodePage {
	return Object.hasOwn(CharacterSet, name);
}

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

function isTyped(page: CodePage | null, character: string): boolean {
	return (character >= ' ' && character <= '~') || (page !== null && carries(page, character));
}

/** Scripts that need no shaping and run from the left. Pages for others exist, and printers jumble what comes in them. */
const SIMPLE = /^[\u00a0-\u017f\u0218-\u021b\u0370-\u03ff\u0400-\u04ff\u2000-\u25ff]$/u;

function carries(page: CodePage, character: string): boolean {
	if (!SIMPLE.test(character)) return false;
	const key = page + character;
	const known = carried.get(key);
	if (known !== undefined) return known;
	const printer = new ThermalPrinter({ ...BYTES_ONLY, characterSet: page as CharacterSet });
	onlyPage(printer, page);
	const before = printer.getBuffer().length;
	printer.append(character);
	const byte = printer.getBuffer().subarray(before);
	// The encoder writes "?" for what it lacks: that is how one asks it.
	const can = byte.length === 1 && (byte[0] ?? 0) >= 0x80;
	carried.set(key, can);
	return can;
}

/** It would look a letter up in every page it knows: tables of six megabytes, to hear that another page has it. */
function onlyPage(printer: ThermalPrinter, page: CodePage): void {
	const inside = (
		printer as unknown as { readonly printer: { config: { CODE_PAGES: Record<string, string> } } }
	).printer;
	const { config } = inside;
	inside.config = { ...config, CODE_PAGES: { [page]: config.CODE_PAGES[page] ?? '' } };
}

/** The text in characters of the page, or null when the page cannot carry it. */
export function typed(text: string, page: CodePage | null): string | null {
	let plain = '';
	for (const character of text) plain += PLAIN[character] ?? character;
	for (const character of plain) if (!isTyped(page, character)) return null;
	return plain;
}

/** What the page lacks becomes an ellipsis, one for a run of letters; `missing` has each of them once. */
export function typedWithGaps(
	text: string,
	page: CodePage | null,
): { readonly text: string; readonly missing: readonly string[] } {
	let shown = '';
	let gap = false;
	const missing = new Set<string>();
	for (const character of text) {
		const plain = PLAIN[character] ?? character;
		const can = Array.from(plain).every((one) => isTyped(page, one));
		if (can) shown += plain;
		else {
			missing.add(character);
			if (!gap) shown += PLAIN['\u2026'] ?? '';
		}
		gap = !can;
	}
	return { text: shown, missing: [...missing] };
}

/** Letters of many languages that the page has, for a line of the test page. */
export function lettersOf(page: CodePage): string {
	return Array.from('áéíóúñüçäößåøæœàèìòùâêôšžčřěąęłńśżźőűășțğışПривет€')
		.filter((letter) => carries(page, letter))
		.join('');
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
