// A Star printer's bytes: what it says of itself, and what it is sent, each read by a hand that did not write it.
import { expect, test } from 'vitest';
import { StarStatusReader } from '#hardware/ticket-printer/makes/star-status';
import { STAR_CUT, starPaper } from '#hardware/ticket-printer/makes/star-paper';
import { StarVoice } from '#hardware/ticket-printer/makes/star-voice';
import { profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import { StarManner } from '#hardware/virtual/printer/star-manner';
import { StarReader } from '#hardware/virtual/printer/star-reader';
import { text } from '#paper/block';

const WELL = [0x23, 0x06, 0, 0, 0, 0, 0, 0, 0];
const block = (change: Record<number, number>): number[] => WELL.map((byte, at) => change[at] ?? byte);
const read = (...bytes: number[]) => new StarStatusReader().read(Uint8Array.from(bytes));

test.each([
	[{}, []],
	[{ 2: 0x28 }, ['cover-open']],
	[{ 2: 0x08 }, ['offline']],
	[{ 2: 0x08, 3: 0x08 }, ['cutter']],
	[{ 2: 0x08, 3: 0x04 }, ['jammed']],
	[{ 3: 0x40 }, ['overheated']],
	[{ 2: 0x08, 5: 0x0c }, ['paper-out']],
	[{ 5: 0x04 }, ['paper-low']],
])('A status block with %j means %j', (change, troubles) => {
	expect(read(...block(change))).toEqual([{ kind: 'status', troubles, counter: 0 }]);
});

test('The counter of executed commands is put together from its two halves, however the block is cut up', () => {
	const bytes = block({ 7: 0x4a });
	for (let cut = 0; cut <= bytes.length; cut += 1) {
		const reader = new StarStatusReader();
		const said = [bytes.slice(0, cut), bytes.slice(cut)].flatMap((part) =>
			reader.read(Uint8Array.from(part)),
		);
		expect(said).toEqual([{ kind: 'status', troubles: [], counter: 21 }]);
	}
});

test("On a network the length after the block is passed over with what it counts, and flow control is nobody's status", () => {
	const onNetwork = [...block({ 1: 0x86 }), 0x00, 0x03, 0x3a, 0x42, 0x3b];
	expect(read(...onNetwork, 0x13, 0x11, ...block({ 7: 0x02 }))).toEqual([
		{ kind: 'status', troubles: [], counter: 0 },
		{ kind: 'status', troubles: [], counter: 1 },
	]);
});

test('Garbage is told as such, and the block after it is understood', () => {
	const said = read(0xff, 0x23, 0x06, 0x91, ...block({}));
	expect(said.filter(({ kind }) => kind === 'nonsense').length).toBeGreaterThan(0);
	expect(said.at(-1)).toEqual({ kind: 'status', troubles: [], counter: 0 });
});

test('A receipt that an earlier line left in the printer is not taken for one of this line', () => {
	const sensors = { paper: 'ok', coverOpen: false, jammed: false, offline: false } as const;
	for (let before = 0; before < 32; before += 1) {
		const printer = new StarManner();
		const answers = (bytes: Uint8Array): number[] => [
			...printer.seen(bytes, sensors).flat(),
			...printer.read(bytes).flatMap((command) => printer.answerTo(command, sensors) ?? []),
		];
		answers(Uint8Array.of(0x1b, 0x1e, 0x61, 0x01, ...Array<number>(before).fill(0x17)));
		const voice = new StarVoice();
		voice.begin();
		voice.hear(Uint8Array.from(answers(voice.ask('first') ?? new Uint8Array())));
		const receipt = voice.receipt();
		// Two that were still in its buffer come first.
		const stale = voice.hear(Uint8Array.from(answers(Uint8Array.of(0x17, 0x17))));
		expect(
			stale.some(({ kind }) => kind === 'done'),
			`after ${String(before)}`,
		).toBe(false);
		const own = voice.hear(Uint8Array.from(answers(receipt)));
		expect(own.at(-1)?.kind).toBe('done');
		expect(voice.hear(Uint8Array.from(answers(voice.receipt()))).at(-1)?.kind).toBe('done');
	}
});

test('A paper is drawn row by row, fed past the cutter, and cut on its own; a second cut feeds nothing', () => {
	const { bytes } = starPaper([text('Riverside', { size: 'heading' })], profileFor(80), 'en');
	const reader = new StarReader();
	const kinds = reader.read(bytes).map(({ kind }) => kind);
	expect(new Set(kinds)).toEqual(new Set(['nothing', 'init', 'auto-status', 'feed-dots', 'raster']));
	expect(kinds.at(-1)).toBe('feed-dots');
	const [cut] = reader.read(STAR_CUT);
	expect(cut).toEqual({ kind: 'cut', partial: true, feed: 0 });
});
