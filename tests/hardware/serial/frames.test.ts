// Frame formats: whatever is said comes out as it went in, however the bytes are cut and whatever noise lies between them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ScanReader } from '#hardware/scanner/scan-text';
import { crc16 } from '#hardware/serial/crc16';
import { ARROWS, KEYS, LEDS, SIGN_MODES } from '#hardware/serial/desk-messages';
import type { FrameReader, Heard, Reply, Say } from '#hardware/serial/desk-messages';
import { FRAME_FORMATS, frameFormat } from '#hardware/serial/frame-formats';

const byte = fc.nat(255);
const unit = fc.integer({ min: 1, max: 250 });
const letters = (most: number, from: string) =>
	fc.string({ unit: fc.constantFrom(...from), maxLength: most });
const look = fc.record({
	mode: fc.constantFrom(...SIGN_MODES),
	arrow: fc.constantFrom(...ARROWS),
	letter: letters(1, 'ABXYZ'),
	digits: letters(6, '0123456789'),
	call: byte,
	brightness: fc.nat(8),
});
/** Text without blanks at its end and without what marks a frame's own parts. */
const line = letters(16, 'Counter 7:A042 .,-/+').map((text) => text.trimEnd());
const face = fc.record({ lines: fc.tuple(line, line), leds: fc.subarray([...LEDS]) });
const say: fc.Arbitrary<Say> = fc.oneof(
	byte.map((heard): Say => ({ kind: 'poll', heard })),
	look.map((look): Say => ({ kind: 'sign', look })),
	face.map((face): Say => ({ kind: 'face', face })),
);
const reply: fc.Arbitrary<Reply> = fc.oneof(
	fc.constantFrom<Reply>(
		{ kind: 'done' },
		{ kind: 'fresh' },
		{ kind: 'refused', why: 'unknown' },
		{ kind: 'refused', why: 'wrong' },
	),
	fc
		.record({ event: fc.integer({ min: 1, max: 255 }), key: fc.constantFrom(...KEYS) })
		.map(({ event, key }): Reply => ({ kind: 'key', event, key })),
);
const sent = fc.record({ unit, sequence: byte, say });
const heard = fc.record({ unit, sequence: byte, reply });
/** Noise as long lines pick it up. */
const noise = fc.uint8Array({ maxLength: 40 });

/** Reads the bytes in pieces of these lengths, round and round. */
function inPieces<Frame>(reader: FrameReader<Frame>, bytes: Uint8Array, pieces: readonly number[]): Frame[] {
	const frames: Frame[] = [];
	for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
		const length = Math.max(1, pieces[turn % Math.max(pieces.length, 1)] ?? 1);
		frames.push(...reader.read(bytes.subarray(at, at + length)));
		at += length;
	}
	return [...frames, ...reader.rest()];
}
const pieces = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });

describe.each(FRAME_FORMATS.map((format) => [format.name, format] as const))(
	'the format %s',
	(_name, format) => {
		test('Everything that is said and answered comes out as it went in, cut anywhere', () => {
			fc.assert(
				fc.property(fc.array(sent, { maxLength: 6 }), pieces, (all, lengths) => {
					const bytes = Buffer.concat(all.map((one) => format.encodeSent(one)));
					expect(inPieces(format.readSent(), bytes, lengths)).toEqual(all);
				}),
			);
			fc.assert(
				fc.property(fc.array(heard, { maxLength: 6 }), pieces, (all, lengths) => {
					const bytes = Buffer.concat(all.map((one) => format.encodeHeard(one)));
					expect(inPieces(format.readHeard(), bytes, lengths)).toEqual(all);
				}),
			);
		});

		test('Noise before, between and behind loses no frame once the line is quiet, and makes none', () => {
			fc.assert(
				fc.property(
					fc.array(fc.tuple(noise, heard), { maxLength: 4 }),
					noise,
					pieces,
					(all, tail, lengths) => {
						const parts = all.flatMap(([dirt, one]) => [dirt, format.encodeHeard(one)]);
						const read = inPieces(format.readHeard(), Buffer.concat([...parts, tail]), lengths);
						const wanted = all.map(([, one]) => one);
						expect(read).toEqual(wanted);
					},
				),
				{
					examples: [
						[
							[[Uint8Array.from([0xa5, 1, 60]), { unit: 7, sequence: 1, reply: { kind: 'done' } } as Heard]],
							Uint8Array.of(0xa5),
							[3],
						],
					],
				},
			);
		});

		test('A frame cut short is nothing, and the whole one behind it is read', () => {
			fc.assert(
				fc.property(sent, sent, fc.nat(), pieces, (first, second, cut, lengths) => {
					const half = format.encodeSent(first);
					const bytes = Buffer.concat([half.subarray(0, cut % half.length), format.encodeSent(second)]);
					expect(inPieces(format.readSent(), bytes, lengths)).toEqual([second]);
				}),
			);
		});

		test('One flipped bit anywhere in a frame makes it none', () => {
			fc.assert(
				fc.property(heard, fc.nat(), fc.nat(7), (one, at, bit) => {
					const bytes = Uint8Array.from(format.encodeHeard(one));
					const place = at % bytes.length;
					bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
					const read = inPieces(format.readHeard(), bytes, [bytes.length]);
					// Only the line's end of a readable format may be hurt without harm: its frame is whole by then.
					if (read.length > 0) expect([read, place >= bytes.length - 2]).toEqual([[one], true]);
				}),
			);
		});

		test('Bytes that never end a frame are not kept for ever', () => {
			const reader = format.readHeard();
			for (let round = 0; round < 50; round += 1) {
				expect(
					reader.read(Uint8Array.from({ length: 4096 }, (_one, at) => (at * 31 + round) & 0x7f)),
				).toEqual([]);
			}
			const whole: Heard = { unit: 9, sequence: 4, reply: { kind: 'done' } };
			const bytes = Buffer.concat([Buffer.from('\n'), format.encodeHeard(whole)]);
			expect([...reader.read(bytes), ...reader.rest()]).toContainEqual(whole);
		});

		test('What the agent itself says is no answer, though some adapters give it back as an echo', () => {
			fc.assert(
				fc.property(sent, heard, (one, other) => {
					const bytes = Buffer.concat([format.encodeSent(one), format.encodeHeard(other)]);
					expect(inPieces(format.readHeard(), bytes, [bytes.length])).toEqual([other]);
				}),
			);
		});

		test('Text that the panel cannot show, or that would look like a part of the frame, does not leave it', () => {
			const lines = ['Zażółć €5 <b>*|>', 'a\r\n>001 00 FACE'] as const;
			const bytes = format.encodeSent({
				unit: 3,
				sequence: 0,
				say: { kind: 'face', face: { lines, leds: [] } },
			});
			const [read, ...more] = inPieces(format.readSent(), bytes, [bytes.length]);
			expect(more).toEqual([]);
			expect(read?.say).toMatchObject({ kind: 'face', face: { leds: [] } });
			const shown = read?.say?.kind === 'face' ? read.say.face.lines : [];
			expect(shown[0]).toMatch(/^Zazo.c -5 .b.{4}$/);
			expect(shown.join('')).not.toMatch(/[^ -~]/);
		});
	},
);

test('A frame that is longer than any may be is passed over, and the next one is read', () => {
	const done: Heard = { unit: 1, sequence: 1, reply: { kind: 'done' } };
	const rotunda = frameFormat('rotunda');
	const tooLong = Buffer.from([0xa5, 1, 200, 0, 0x20, ...Buffer.alloc(200, 0x20), 0, 0]);
	expect(inPieces(rotunda.readHeard(), Buffer.concat([tooLong, rotunda.encodeHeard(done)]), [11])).toEqual([
		done,
	]);
	const ascii = frameFormat('ascii');
	const line = Buffer.from(`<001 01 ${'X'.repeat(500)}*00\r\n`);
	expect(inPieces(ascii.readHeard(), Buffer.concat([line, ascii.encodeHeard(done)]), [11])).toEqual([done]);
});

test('The checksum of the binary format is the one that the trade knows as CRC-16/MODBUS', () => {
	expect(crc16(Buffer.from('123456789'))).toBe(0x4b37);
});

test('A format that is not known is said to be so, with the known ones', () => {
	expect(() => frameFormat('acme')).toThrow(
		'"acme" is not a frame format of this agent: known are rotunda, ascii',
	);
});

describe('the published formats', () => {
	const readme = (folder: string) =>
		readFileSync(join(import.meta.dirname, '../../../hardware', folder, 'README.md'), 'utf8');
	const hex = (bytes: Uint8Array) =>
		Buffer.from(bytes)
			.toString('hex')
			.toUpperCase()
			.replace(/..(?!$)/g, '$& ');
	const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').trimEnd();
	const [rotunda, ascii] = [frameFormat('rotunda'), frameFormat('ascii')];

	test('The sign of the worked example is what the bytes of its README say', () => {
		const look = {
			mode: 'flash',
			arrow: 'down',
			letter: 'A',
			digits: '042',
			call: 23,
			brightness: 0,
		} as const;
		const called = { unit: 1, sequence: 7, say: { kind: 'sign', look } } as const;
		const done = { unit: 1, sequence: 7, reply: { kind: 'done' } } as const;
		expect(readme('counter-sign')).toContain(
			`    ${hex(rotunda.encodeSent(called))}        ${hex(rotunda.encodeHeard(done))}\n`,
		);
		expect(readme('counter-sign')).toMatch(
			new RegExp(
				`^    ${escaped(text(ascii.encodeSent(called)))} +${escaped(text(ascii.encodeHeard(done)))}$`,
				'm',
			),
		);
	});

	test('So are the poll, the key and the face of the keypad', () => {
		const poll = { unit: 2, sequence: 8, say: { kind: 'poll', heard: 255 } } as const;
		const key = { unit: 2, sequence: 8, reply: { kind: 'key', event: 1, key: 'next' } } as const;
		const lines = ['Called      A042', 'Waiting 12'] as const;
		const face = {
			unit: 2,
			sequence: 9,
			say: { kind: 'face', face: { lines, leds: ['recall', 'serve'] } },
		} as const;
		for (const said of [
			hex(rotunda.encodeSent(poll)),
			hex(rotunda.encodeHeard(key)),
			text(ascii.encodeSent(poll)),
			text(ascii.encodeHeard(key)),
			text(ascii.encodeSent(face)),
		])
			expect(readme('keypad')).toContain(said);
	});

	test('And the scanned ticket of the scanner', () => {
		const [, bytes = '', code = ''] = /^ {4}((?:[0-9A-F]{2} ?)+)\n {4}(\S+)$/m.exec(readme('scanner')) ?? [];
		expect(new ScanReader().read(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), 0)).toEqual([code]);
	});
});

function escaped(plain: string): string {
	return plain.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
