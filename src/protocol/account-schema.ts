// A person's account: the offices they belong to, the one they work in, and the password that only they know.
import { z } from 'zod';
import type { OfficeId, Wording } from '#domain/ids';
import type { Role } from '#domain/office';
import { idSchema } from './command-schema.ts';

const password = z.string().min(1).max(256);
/** As an administrator was shown it; case, spaces and hyphens do not matter. */
const code = z.string().min(1).max(40);

/** An invitation taken by somebody who has no account in this installation yet. */
export const acceptSchema = z.strictObject({ code, password });
export type Accept = z.infer<typeof acceptSchema>;

export const enterSchema = z.strictObject({ office: idSchema<OfficeId>() });
export type Enter = z.infer<typeof enterSchema>;

export const accountSchema = z.discriminatedUnion('ask', [
	z.strictObject({ ask: z.literal('offices') }),
	/** Takes an invitation of one more office. `fresh`: needed once, while the password is one that somebody else gave. */
	z.strictObject({ ask: z.literal('join'), code, password, fresh: password.nullable() }),
	/** A new password for all offices; ends every other session of the person. */
	z.strictObject({ ask: z.literal('choose-password'), password, fresh: password }),
]);
export type AccountAsk = z.infer<typeof accountSchema>;

/** What anybody may know of an office before they sign in. */
export interface OfficeNamed {
	readonly id: OfficeId;
	readonly name: Wording;
	readonly languages: readonly string[];
}

export interface OwnOffice extends OfficeNamed {
	/** As that office calls and needs this person. */
	readonly shown: string;
	readonly roles: readonly Role[];
}

export interface AccountDone {
	/** Offices that this account opens, the one signed in to first. */
	readonly offices: readonly OwnOffice[];
	/** False while somebody else gave the password: then it opens this office alone. */
	readonly own: boolean;
	/** May add an office to this installation. */
	readonly mayAdd: boolean;
}
