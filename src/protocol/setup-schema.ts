// What an administrator asks of the hub in setup: the office file, accounts and devices.
import { z } from 'zod';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import { idSchema } from './command-schema.ts';

const device = idSchema<DeviceId>();
export const setupSchema = z.discriminatedUnion('ask', [
	z.strictObject({ ask: z.literal('read-office') }),
	/** The whole office file; wrong, nothing is saved and every mistake is listed. An unknown office id adds an office. */
	z.strictObject({ ask: z.literal('save-office'), office: z.unknown(), revision: z.string().nullable() }),
	/** A code to be typed at the device within ten minutes; an earlier code of the device ends. */
	z.strictObject({ ask: z.literal('pair-device'), office: idSchema<OfficeId>(), device }),
	/** The device's tokens end and its connections close. */
	z.strictObject({ ask: z.literal('revoke-device'), office: idSchema<OfficeId>(), device }),
	/** A code with which a person makes an account of their own here, or adds this office to the one they have; an earlier one ends. */
	z.strictObject({
		ask: z.literal('invite-staff'),
		office: idSchema<OfficeId>(),
		staff: idSchema<StaffId>(),
	}),
	/** Gives a staff member a password for this office alone; ends their other sessions, and what they opened elsewhere with it. */
	z.strictObject({
		ask: z.literal('set-password'),
		office: idSchema<OfficeId>(),
		staff: idSchema<StaffId>(),
		password: z.string().max(256),
	}),
	z.strictObject({ ask: z.literal('list-access'), office: idSchema<OfficeId>() }),
]);
export type SetupAsk = z.infer<typeof setupSchema>;

/** One mistake in an office file: where, what is wrong, and how to mend it. */
export interface Mistake {
	/** Such as `services[2].name.es`. */
	readonly path: string;
	readonly problem: string;
	readonly cure: string;
}

export interface SetupDone {
	readonly office?: Office;
	/** Changes with every save; a save that names an older one is refused, so that nobody's work is overwritten. */
	readonly revision?: string;
	readonly mistakes?: readonly Mistake[];
	readonly code?: string;
	/** When the code ends, ms since 1970. */
	readonly until?: number;
	readonly access?: {
		/** Staff who have a password. */
		readonly accounts: readonly StaffId[];
		/** Devices that hold a token. */
		readonly paired: readonly DeviceId[];
	};
}
