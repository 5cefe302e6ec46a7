// Greeting, pairing and signing in: what anyone may say before the hub knows who it is.
import { z } from 'zod';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import type { DeviceKind, Role } from '#domain/office';
import { idSchema } from './command-schema.ts';

/** Socket.IO `auth` of every connection. A token is a device's or a session's; null is a guest. */
export const handshakeSchema = z.object({
	protocol: z.number().int(),
	token: z.string().max(200).nullable(),
});
export type Handshake = z.infer<typeof handshakeSchema>;

export const signInSchema = z.strictObject({
	office: idSchema<OfficeId>(),
	name: z.string().min(1).max(80),
	password: z.string().min(1).max(256),
});
export type SignIn = z.infer<typeof signInSchema>;

export const pairSchema = z.strictObject({
	/** Eight letters and digits as shown in setup; case and spaces do not matter. */
	code: z.string().min(1).max(20),
});
export type Pair = z.infer<typeof pairSchema>;

/** The first administrator of a new installation, with the one-time code that the hub printed when it started. */
export const enrolSchema = z.strictObject({
	code: z.string().min(1).max(40),
	office: idSchema<OfficeId>(),
	/** A staff id of the office file that has the role administrator. */
	name: idSchema<StaffId>(),
	password: z.string().min(1).max(256),
});
export type Enrol = z.infer<typeof enrolSchema>;

export interface Hello {
	readonly protocol: number;
	readonly version: string;
	/** Hub time, ms since 1970. */
	readonly at: number;
	/** True until the first administrator has enrolled. */
	readonly enrolling: boolean;
	/** Only in the demo: accounts offered, and codes with which each screen pairs itself. Null in a real installation. */
	readonly demo: null | {
		readonly office: OfficeId;
		readonly accounts: readonly {
			readonly name: StaffId;
			readonly shown: string;
			readonly roles: readonly Role[];
		}[];
		readonly password: string;
		readonly devices: readonly { readonly id: DeviceId; readonly kind: DeviceKind; readonly code: string }[];
	};
	/** Who this connection is, or null for a guest. */
	readonly you: You | null;
}

export type You =
	| {
			readonly kind: 'staff';
			readonly id: StaffId;
			readonly name: string;
			readonly office: OfficeId;
			readonly roles: readonly Role[];
	  }
	| {
			readonly kind: 'device';
			readonly id: DeviceId;
			readonly device: DeviceKind;
			readonly office: OfficeId;
	  };

/** A token is shown once, to be kept by the client and sent in the next handshake. */
export interface Admitted {
	readonly token: string;
	readonly you: You;
}
