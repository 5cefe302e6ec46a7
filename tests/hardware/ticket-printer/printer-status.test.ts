// What a printer's status bytes mean, and that no two kinds of them are ever taken for each other.
import { expect, test } from 'vitest';
import {
	isStopped,
	StatusReader,
	troublesAsked,
	troublesTold,
} from '#hardware/ticket-printer/makes/printer-status';

test('Real-time, in-order and automatic status are told apart in one stream, however it is cut up', () => {
	const bytes = [0x12, 0x00, 0x18, 0x00, 0x0c, 0x00, 0x12, 0x03, 0x7e];
	for (let cut = 0; cut <= bytes.length; cut += 1) {
		const reader = new StatusReader();
		const messages = [
			...reader.read(Uint8Array.from(bytes.slice(0, cut))),
			...reader.read(Uint8Array.from(bytes.slice(cut))),
		];
		expect(messages).toEqual([
			{ kind: 'real-time', byte: 0x12 },
			{ kind: 'in-order', byte: 0x00 },
			{ kind: 'automatic', bytes: [0x18, 0x00, 0x0c, 0x00] },
			{ kind: 'real-time', byte: 0x12 },
			{ kind: 'in-order', byte: 0x03 },
			{ kind: 'real-time', byte: 0x7e },
		]);
	}
});

test('Garbage on the line is told as such, and what follows is understood', () => {
	const messages = new StatusReader().read(Uint8Array.of(0xff, 0x95, 0x10, 0xff, 0x12));
	expect(messages.map(({ kind }) => kind)).toEqual([
		'nonsense',
		'nonsense',
		'nonsense',
		'nonsense',
		'real-time',
	]);
	const cutShort = new StatusReader().read(Uint8Array.of(0x37, 0x22, 0x41, 0x42, 0x12, 0x90, 0x00));
	expect(cutShort.map(({ kind }) => kind)).toEqual(['real-time', 'nonsense', 'nonsense', 'in-order']);
});

test("A named receipt is read though a real-time answer comes in its middle, and flow control is nobody's answer", () => {
	const bytes = [0x37, 0x22, 0x41, 0x13, 0x12, 0x42, 0x43, 0x11, 0x44, 0x00, 0x03];
	expect(new StatusReader().read(Uint8Array.from(bytes))).toEqual([
		{ kind: 'real-time', byte: 0x12 },
		{ kind: 'named', name: 'ABCD' },
		{ kind: 'in-order', byte: 0x03 },
	]);
});

test.each([
	[[0x12, 0x12, 0x12, 0x12], []],
	[[0x1a, 0x32, 0x12, 0x7e], ['paper-out']],
	[[0x12, 0x12, 0x12, 0x1e], ['paper-low']],
	[[0x1a, 0x16, 0x12, 0x12], ['cover-open']],
	[[0x1a, 0x52, 0x16, 0x12], ['jammed']],
	[[0x1a, 0x52, 0x1a, 0x12], ['cutter']],
	[[0x1a, 0x52, 0x52, 0x12], ['overheated']],
	[[0x1a, 0x12, 0x12, 0x12], ['offline']],
])('Asked, %j means %j', (answers, troubles) => {
	expect(troublesAsked(answers)).toEqual(troubles);
});

test('Told unasked, the same troubles are understood', () => {
	expect(troublesTold([0x10, 0, 0, 0])).toEqual([]);
	expect(troublesTold([0x18, 0, 0x0f, 0])).toEqual(['paper-out']);
	expect(troublesTold([0x38, 0, 0, 0])).toEqual(['cover-open']);
	expect(troublesTold([0x18, 0x08, 0, 0])).toEqual(['cutter']);
	expect(troublesTold([0x10, 0, 0x03, 0])).toEqual(['paper-low']);
});

test('Paper running low is a warning, everything else stops the printer', () => {
	expect(isStopped([])).toBe(false);
	expect(isStopped(['paper-low'])).toBe(false);
	expect(isStopped(['paper-low', 'cover-open'])).toBe(true);
});
