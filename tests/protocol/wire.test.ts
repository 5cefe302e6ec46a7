// The wire never drifts unseen: its shape is kept beside its version, and one does not change without the other.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROTOCOL_VERSION } from '#protocol/version';
import { acceptedShape, digest, sentShape } from './wire-shape.ts';

/**
 * Version -> digests of its wire. When this test fails, an older screen or agent may no longer be understood: raise
 * PROTOCOL_VERSION and add a line here. Only a version that was never in an office may have its line changed.
 */
const KEPT: Readonly<Record<number, { readonly accepted: string; readonly sent: string }>> = {
	1: { accepted: '166e4091c97d724a', sent: '6f48e9e36fe93613' },
	2: { accepted: '9831ced08efb551a', sent: '6fefca71f4510b78' },
};

test('The messages the hub accepts have the shape that is kept for this version', async () => {
	expect(digest(await acceptedShape())).toBe(KEPT[PROTOCOL_VERSION]?.accepted);
});

test('The messages the hub sends have the shape that is kept for this version', () => {
	expect(digest(sentShape())).toBe(KEPT[PROTOCOL_VERSION]?.sent);
});

test('A version that changes nothing on the wire is not raised', () => {
	const shapes = Object.values(KEPT).map(({ accepted, sent }) => `${accepted} ${sent}`);
	expect(new Set(shapes).size).toBe(shapes.length);
	expect(Math.max(...Object.keys(KEPT).map(Number))).toBe(PROTOCOL_VERSION);
});

test('A digest tells a field that became wider', () => {
	const shape = (schema: z.ZodType) => digest(JSON.stringify(z.toJSONSchema(schema)));
	expect(shape(z.strictObject({ name: z.string().max(80) }))).not.toBe(
		shape(z.strictObject({ name: z.string().max(81) })),
	);
});

test('Every message that the hub accepts is covered', async () => {
	const covered = Object.keys(JSON.parse(await acceptedShape()) as object);
	expect(covered).toEqual(
		expect.arrayContaining([
			'addNoteSchema',
			'commandEnvelopeSchema',
			'enrolSchema',
			'lookAtCodeSchema',
			'pressSchema',
			'scanSchema',
			'handshakeSchema',
			'healthSchema',
			'pairSchema',
			'readNotesSchema',
			'setupSchema',
			'signInSchema',
			'ticketLookSchema',
			'watchSchema',
		]),
	);
});
