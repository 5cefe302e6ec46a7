// The virtual printer's reading of ESC/POS: byte for byte, however the bytes were cut up, whatever they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { characterOf } from '#hardware/virtual/printer/code-pages';
import { EscPosReader } from '#hardware/virtual/printer/escpos-reader';
import type { PrinterCommand } from '#hardware/virtual/printer/escpos-reader';
import { PaperRoll } from '#hardware/virtual/printer/paper-roll';
import type { Paper } from '#hardware/virtual/printer/paper-roll';
import { RealTimeScan } from '#hardware/virtual/printer/real-time-scan';
import { ticketPaper } from '../papers.ts';
import { made } from '../ticket-printer/printed.ts';

const read = (...bytes: number[]): PrinterCommand[] => new EscPosReader().read(Uint8Array.from(bytes));
const printedOn = (bytes: readonly number[]): Paper[] => {
	const papers: Paper[] = [];
	const roll = new PaperRoll(576, (paper) => papers.push(paper));
	for (const command of read(...bytes)) roll.do(command);
	return papers;
};

test.each<[string, number[], PrinterCommand]>([
	['ESC @', [0x1b, 0x40], { kind: 'init' }],
	['ESC a 1', [0x1b, 0x61, 1], { kind: 'align', align: 'center' }],
	['ESC a "2"', [0x1b, 0x61, 0x32], { kind: 'align', align: 'right' }],
	['ESC E 1', [0x1b, 0x45, 1], { kind: 'bold', on: true }],
	['ESC - 2', [0x1b, 0x2d, 2], { kind: 'underline', dots: 2 }],
	['ESC M 1', [0x1b, 0x4d, 1], { kind: 'font', font: 'B' }],
	['ESC t 19', [0x1b, 0x74, 19], { kind: 'code-page', page: 19 }],
	['ESC 3 40', [0x1b, 0x33, 40], { kind: 'line-spacing', dots: 40 }],
	['ESC 2', [0x1b, 0x32], { kind: 'line-spacing', dots: null }],
	['ESC d 4', [0x1b, 0x64, 4], { kind: 'feed-lines', lines: 4 }],
	['ESC J 130', [0x1b, 0x4a, 130], { kind: 'feed-dots', dots: 130 }],
	['ESC ! 0x30', [0x1b, 0x21, 0x30], { kind: 'size', width: 2, height: 2 }],
	['GS ! 0x52', [0x1d, 0x21, 0x52], { kind: 'size', width: 6, height: 3 }],
	['GS B 1', [0x1d, 0x42, 1], { kind: 'invert', on: true }],
	['GS V 0', [0x1d, 0x56, 0], { kind: 'cut', partial: false, feed: 0 }],
	['GS V 66 20', [0x1d, 0x56, 66, 20], { kind: 'cut', partial: true, feed: 20 }],
	['GS a 255', [0x1d, 0x61, 255], { kind: 'auto-status', mask: 255 }],
	['GS r 1', [0x1d, 0x72, 1], { kind: 'status-in-order', about: 1 }],
	['GS ( k size', [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, 6], { kind: 'qr-cell', dots: 6 }],
	['GS ( k level', [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31], { kind: 'qr-correction', level: 'M' }],
	['GS ( k print', [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30], { kind: 'qr-print' }],
	[
		'GS v 0',
		[0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0x0a, 0x1b],
		{ kind: 'raster', bytesPerRow: 1, rows: 2, scaleX: 1, scaleY: 1, bits: Uint8Array.of(0x0a, 0x1b) },
	],
])('%s is understood', (_name, bytes, command) => {
	expect(read(...bytes)).toEqual([command]);
});

test('A command it does not know is counted, and what follows is still read', () => {
	const commands = read(0x1b, 0x7e, 0x41, 0x0a);
	expect(commands.map((command) => command.kind)).toEqual(['unknown', 'text', 'line-feed']);
	const roll = new PaperRoll(576, () => undefined);
	for (const command of commands) roll.do(command);
	expect(roll.unknown).toBe(1);
});

test('However a ticket is cut up on the way, the same commands arrive', async () => {
	const { whole: bytes } = await made(ticketPaper({ language: 'zh-Hant' }), 58, { ink: 'mixed' });
	const joined = (commands: PrinterCommand[]): string =>
		commands
			.map((command) =>
				command.kind === 'text' ? Buffer.from(command.bytes).toString('latin1') : JSON.stringify(command),
			)
			.join('');
	const whole = joined(new EscPosReader().read(bytes));
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 997 }), { minLength: 1, maxLength: 40 }), (sizes) => {
			const reader = new EscPosReader();
			const commands: PrinterCommand[] = [];
			for (let from = 0, turn = 0; from < bytes.length; turn += 1) {
				const size = sizes[turn % sizes.length] ?? 1;
				commands.push(...reader.read(bytes.subarray(from, from + size)));
				from += size;
			}
			expect(reader.unfinished).toBe(0);
			expect(joined(commands)).toBe(whole);
		}),
		{ numRuns: 25 },
	);
});

test('Random bytes never crash the printer', () => {
	const escapes = fc.constantFrom(0x1b, 0x1d, 0x10, 0x1c, 0x28, 0x6b, 0x76, 0x30, 0x56, 0x0a, 0x41);
	const bytes = fc.array(fc.oneof(fc.integer({ min: 0, max: 255 }), escapes), { maxLength: 400 });
	fc.assert(
		fc.property(bytes, (sent) => {
			const roll = new PaperRoll(384, (paper) => expect(paper.dots.length).toBe(paper.width * paper.height));
			for (const command of new EscPosReader().read(Uint8Array.from(sent))) roll.do(command);
		}),
		{ numRuns: 300 },
	);
});

test('A status request is heard in the middle of anything, however it is cut up', () => {
	const scan = new RealTimeScan();
	expect(scan.see(Uint8Array.of(0x41, 0x10))).toEqual([]);
	expect(scan.see(Uint8Array.of(0x04))).toEqual([]);
	expect(scan.see(Uint8Array.of(0x02, 0x10, 0x04, 0x04))).toEqual([2, 4]);
	expect(scan.see(Uint8Array.of(0x04, 0x01))).toEqual([]);
});

test('Code pages are read by the printer’s own tables', () => {
	expect(characterOf(19, 0xa4)).toBe('ñ');
	expect(characterOf(19, 0xd5)).toBe('€');
	expect(characterOf(18, 0x98)).toBe('ś');
	expect(characterOf(16, 0xe9)).toBe('é');
	expect(characterOf(77, 0xe9)).toBe('\ufffd');
});

test('What was not fed past the cutter stays for the next piece', () => {
	const line = [...Buffer.from('near the edge\n')];
	const cut = [0x1d, 0x56, 0];
	const [first, second] = printedOn([...line, ...cut, 0x1b, 0x4a, 120, ...cut]);
	expect(first?.lines).toEqual([]);
	expect(second?.lines).toEqual(['near the edge']);
});

test('A second cut at the same place cuts air', () => {
	const cut = [0x1d, 0x56, 0];
	expect(printedOn([0x41, 0x0a, 0x1b, 0x4a, 200, ...cut, ...cut, ...cut])).toHaveLength(1);
});

test('A line that is too long goes on in the next one', () => {
	const [paper] = printedOn([...Buffer.from('x'.repeat(60)), 0x0a, 0x1b, 0x4a, 200, 0x1d, 0x56, 0]);
	expect(paper?.lines).toEqual(['x'.repeat(48), 'x'.repeat(12)]);
});
