// Scanners: whole codes out of whatever arrives, each once; a line that comes back; and a hub that says who may see it.
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeviceState } from '#hardware/device';
import { AGAIN_MS, LONGEST_SCAN, ScanReader } from '#hardware/scanner/scan-text';
import { Scanner } from '#hardware/scanner/scanner';
import { TcpLineLink } from '#hardware/serial/tcp-line-link';
import { VirtualScanner } from '#hardware/virtual/counter/virtual-scanner';
import { SILENT, until } from '../rig.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a scanner sends', () => {
	test.each([
		['a line ended by a carriage return', 'HC-17\r', ['HC-17']],
		['one ended by both', 'HC-17\r\n', ['HC-17']],
		['two codes at once', 'HC-17\r\nHC-18\r\n', ['HC-17', 'HC-18']],
		['a code that is not ended yet', 'HC-17', []],
		[
			'what the scanner says of the kind of code',
			']Q3https://x.org/ticket/a.1\r',
			['https://x.org/ticket/a.1'],
		],
		['control characters that could reach a screen or printer', 'HC\u001b[2J\u0000-17\u0007\r', ['HC[2J-17']],
		['a line of nothing', '\r\n \r\n', []],
		['bytes that are no text', '\u00ff\ufffd\r', ['ÿ']],
	])('%s', (_what, text, codes) => {
		expect(new ScanReader().read(bytes(text), 0)).toEqual(codes);
	});

	test('The same code within a second is one scan: hands shake; later it is another', () => {
		const reader = new ScanReader();
		const times = [0, 300, 900, 900 + AGAIN_MS, 1900 + AGAIN_MS];
		expect(times.map((now) => reader.read(bytes('HC-17\r\n'), now).length)).toEqual([1, 0, 0, 1, 1]);
		expect(reader.read(bytes('HC-18\r\n'), 1901 + AGAIN_MS)).toEqual(['HC-18']);
	});

	test('A line that is too long is nobody’s code, and the next one is read', () => {
		const reader = new ScanReader();
		for (let count = 0; count < 40; count += 1) expect(reader.read(bytes('x'.repeat(100)), 0)).toEqual([]);
		expect(reader.read(bytes(`\r${'y'.repeat(LONGEST_SCAN)}\r${'z'.repeat(LONGEST_SCAN + 1)}\r`), 0)).toEqual(
			['y'.repeat(LONGEST_SCAN)],
		);
	});

	test('What is set at the scanner to stand around a code is taken off; a line without it is none of ours', () => {
		const reader = new ScanReader({ prefix: '\u0002', suffix: '\u0003' });
		expect(reader.read(bytes('\u0002HC-17\u0003\rHC-18\r'), 0)).toEqual(['HC-17']);
	});

	test('However the bytes are cut, the same codes come out', () => {
		const code = fc.string({ unit: fc.constantFrom(...'AbZ09-/:.é票'), minLength: 1, maxLength: 40 });
		fc.assert(
			fc.property(fc.uniqueArray(code, { maxLength: 6 }), fc.integer({ min: 1, max: 9 }), (codes, size) => {
				const all = bytes(codes.map((one) => `${one}\r\n`).join(''));
				const reader = new ScanReader();
				const read: string[] = [];
				for (let at = 0; at < all.length; at += size)
					read.push(...reader.read(all.subarray(at, at + size), at));
				expect(read).toEqual(codes);
			}),
		);
	});
});

test('A scanner is reached again by itself, and half a code from before does not stick to the next', async () => {
	const virtual = new VirtualScanner();
	await virtual.line.start();
	onTestFinished(() => virtual.line.stop());
	const read: string[] = [];
	const scanner = new Scanner({
		link: new TcpLineLink('127.0.0.1', virtual.line.port),
		release: () => undefined,
		scan: async (text) => (read.push(text), { ok: true }),
		retryMs: [20, 100],
		log: SILENT,
	});
	onTestFinished(() => scanner.stop());
	const said: DeviceState[] = [];
	scanner.onHealth((state) => said.push(state));
	scanner.start();
	await until('well', () => said.at(-1)?.state === 'ok' && virtual.line.isConnected);
	virtual.scan('HC-17', ']Q3');
	await until('the code', () => read.length === 1);
	virtual.send(bytes('half a co'));
	await virtual.line.stop();
	await until('told', () => said.at(-1)?.troubles[0] === 'unreachable');
	await virtual.line.start();
	await until('well again', () => said.at(-1)?.state === 'ok' && virtual.line.isConnected);
	virtual.scan('HC-18');
	await until('the next code', () => read.length === 2);
	expect(read).toEqual(['HC-17', 'HC-18']);
});
