// What agents say for keypads and scanners, and what a scanned code is to whoever may see it.
import { z } from 'zod';
import type { CommandId, DeviceId, ReferralId, TicketId, VisitId } from '#domain/ids';
import type { Department } from '#domain/office';
import type { DeskView } from '#projections/desk';
import type { KeypadRow, SignRow } from '#projections/rows/desk-rows';
import { idSchema } from './command-schema.ts';
import type { TicketLook } from './note-schema.ts';

/** The view of the audience `desk`: what signs and keypads show. */
export type Desk = DeskView;
export type DeskSign = SignRow;
export type DeskKeypad = KeypadRow;

const id = z.uuid() as unknown as z.ZodType<CommandId, string>;
const device = idSchema<DeviceId>();

/**
 * Agent -> hub: a key of a keypad of its own. Done as whoever is signed in at the keypad's counter, and answered like a
 * command: the same id is done once and answered alike. `number`: the digits typed before `next`, such as `42` for A042.
 */
export const pressSchema = z.discriminatedUnion('key', [
	z.strictObject({
		id,
		device,
		key: z.literal('next'),
		number: z
			.string()
			.regex(/^\d{1,6}$/, 'one to six digits')
			.nullable(),
	}),
	z.strictObject({
		id,
		device,
		key: z.enum(['recall', 'no-show', 'serve', 'finish', 'hold']),
		number: z.null(),
	}),
]);
export type Press = z.infer<typeof pressSchema>;
export type PressKey = Press['key'];

/** Longer than any address or tracking number that we print. */
export const LONGEST_CODE = 300;
const code = z
	.string()
	.trim()
	.min(1)
	.max(LONGEST_CODE)
	.regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'no control characters');

/** Agent -> hub: a scanner of its own has read this. What it is goes as `scanned` to the kiosk or the counter's station. */
export const scanSchema = z.strictObject({ device, text: code });
export type Scan = z.infer<typeof scanSchema>;

/** A kiosk or staff screen -> hub: a scanner that types like a keyboard has read this. */
export const lookAtCodeSchema = z.strictObject({ text: code });
export type LookAtCode = z.infer<typeof lookAtCodeSchema>;

/** What a scanned code is: a kiosk is shown what the paper itself shows, staff are told what to open. */
export type SeenCode =
	| { readonly kind: 'ticket-look'; readonly look: TicketLook }
	| { readonly kind: 'referral-look'; readonly look: ReferralLook }
	| { readonly kind: 'ticket'; readonly ticket: TicketId; readonly visit: VisitId; readonly number: string }
	| { readonly kind: 'referral'; readonly referral: ReferralId; readonly visit: VisitId }
	/** Neither a ticket nor a referral of this office and day. */
	| { readonly kind: 'unknown' };

/** Where a referral leads, for whoever holds its slip; nothing about a person. */
export interface ReferralLook {
	readonly trackingNumber: string;
	readonly department: Pick<Department, 'name' | 'place' | 'phone' | 'hours' | 'inBuilding' | 'outside'>;
	/** The present number of the visit, or null without a ticket of today. */
	readonly number: string | null;
	readonly closed: boolean;
}

/** Hub -> the kiosk that the scanner is built into, or the screens of whoever is signed in at its counter. */
export interface Scanned {
	readonly scanner: DeviceId;
	readonly code: SeenCode;
}
