// What administrators do with their office's devices and accounts: codes, invitations, passwords, and an end to tokens.
import type { OfficeId } from '#domain/ids';
import { deviceOf, staffOf } from '#domain/lobby';
import { isDriven } from '#domain/office';
import type { Answer } from '#protocol/answers';
import type { SetupAsk, SetupDone } from '#protocol/setup-schema';
import type { AccessStore } from '#store/access-store';
import type { Invitations } from '../../access/invitations.ts';
import type { Pairing } from '../../access/pairing.ts';
import { hashPassword } from '../../access/password-hash.ts';
import type { Sessions } from '../../access/sessions.ts';
import { weakPassword } from '../../access/weak-password.ts';
import type { HubTalk } from '../../hub-talk.ts';
import type { Log } from '../../log.ts';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import { endTokensEverywhere } from '../../socket-ends.ts';
import type { HubServer, StaffCaller } from '../../socket-types.ts';

export interface AccessParts {
	readonly io: HubServer;
	readonly talk: HubTalk;
	readonly offices: Offices;
	readonly access: AccessStore;
	readonly sessions: Sessions;
	readonly pairing: Pairing;
	readonly invitations: Invitations;
	readonly log: Log;
}

type Done = Answer<SetupDone>;
type AskOf<Name extends SetupAsk['ask']> = Extract<SetupAsk, { readonly ask: Name }>;

export class SetupAccess {
	readonly #parts: AccessParts;

	constructor(parts: AccessParts) {
		this.#parts = parts;
	}

	async pair({ office, device }: AskOf<'pair-device'>): Promise<Done> {
		const lobby = this.#parts.offices.get(office)?.writer.lobby;
		const known = lobby === undefined ? null : deviceOf(lobby, device);
		if (known === null || isDriven(known.kind)) return refused('unknown-device', { device });
		return { ok: true, ...(await this.#parts.pairing.offer(office, device)) };
	}

	/** Also for a device that setup has removed: a token must be endable for ever. */
	async revoke({ office, device }: AskOf<'revoke-device'>): Promise<Done> {
		const { io, talk, access, pairing, log } = this.#parts;
		await pairing.withdraw(office, device);
		endTokensEverywhere(io, talk, await access.revokeDevice(office, device), 'token-revoked');
		log.info({ office, device }, 'a device was revoked');
		return { ok: true };
	}

	async invite({ office, staff: id }: AskOf<'invite-staff'>): Promise<Done> {
		const lobby = this.#parts.offices.get(office)?.writer.lobby;
		if (lobby === undefined || staffOf(lobby, id) === null) return refused('unknown-staff', { staff: id });
		// A demo's passwords are set anew whenever it is set up.
		if (lobby.office.demo) return refused('not-allowed', { office });
		return { ok: true, ...(await this.#parts.invitations.offer({ office, staff: id })) };
	}

	async setPassword(caller: StaffCaller, ask: AskOf<'set-password'>): Promise<Done> {
		const { io, talk, offices, access, sessions, invitations, log } = this.#parts;
		const { office, staff: id, password } = ask;
		const lobby = offices.get(office)?.writer.lobby;
		const staff = lobby === undefined ? null : staffOf(lobby, id);
		if (staff === null) return refused('unknown-staff', { staff: id });
		const weak = weakPassword(offices, office, staff, password);
		if (weak !== null) return weak;
		await access.setPassword(office, id, await hashPassword(password));
		await invitations.withdraw(office, id);
		const own = id === caller.id ? caller.tokenHash : null;
		endTokensEverywhere(io, talk, await sessions.endAllOf(office, id, own), 'session-ended');
		log.info({ office, staff: id, by: caller.id }, 'a password was set');
		return { ok: true };
	}

	async list(office: OfficeId): Promise<Done> {
		const { access } = this.#parts;
		const paired = await access.devices(office);
		return {
			ok: true,
			access: {
				accounts: await access.accounts(office),
				paired: [...new Set(paired.map((one) => one.device))],
			},
		};
	}
}
