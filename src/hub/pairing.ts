// Pairing: a short code from setup, typed at the device, becomes the device's own token.
import type { DeviceId, Instant, OfficeId } from '#domain/ids';
import type { AccessStore } from '#store/access-store';
import type { Clock } from './clock.ts';
import { newCode, newToken, sameCode, tokenHash } from './tokens.ts';

const CODE_LENGTH = 8;
const CODE_LIFE = 10 * 60_000;

interface Code {
	readonly code: string;
	readonly office: OfficeId;
	readonly device: DeviceId;
	/** Infinity: a demo's screen pairs itself as often as it likes. */
	readonly until: Instant;
}

export class Pairing {
	readonly #access: AccessStore;
	readonly #clock: Clock;
	#codes: Code[] = [];

	constructor(access: AccessStore, clock: Clock) {
		this.#access = access;
		this.#clock = clock;
	}

	/** A code for one use within ten minutes; an earlier one of the device ends. */
	offer(office: OfficeId, device: DeviceId): { readonly code: string; readonly until: Instant } {
		const { code, until } = this.#offer(office, device, this.#clock.now() + CODE_LIFE);
		return { code, until };
	}

	/** The demo's standing code of a device. */
	standing(office: OfficeId, device: DeviceId): string {
		const known = this.#codes.find(
			(one) => one.office === office && one.device === device && one.until === Infinity,
		);
		return (known ?? this.#offer(office, device, Infinity)).code;
	}

	/** Ends the device's code from setup, if it has one. */
	withdraw(office: OfficeId, device: DeviceId): void {
		this.#codes = this.#codes.filter((one) => isOther(one, office, device));
	}

	/** Who the code was for, used up; null for a wrong one or one that has ended. */
	take(typed: string): { readonly office: OfficeId; readonly device: DeviceId } | null {
		const now = this.#clock.now();
		this.#codes = this.#codes.filter((one) => one.until > now);
		const found = this.#codes.find((one) => sameCode(typed, one.code));
		if (found === undefined) return null;
		if (found.until !== Infinity) this.#codes = this.#codes.filter((one) => one !== found);
		return found;
	}

	/** A fresh token; others that the device holds stay valid until they are revoked. */
	async pair(office: OfficeId, device: DeviceId): Promise<string> {
		const token = newToken('d');
		await this.#access.addDevice(tokenHash(token), { office, device, pairedAt: this.#clock.now() });
		return token;
	}

	#offer(office: OfficeId, device: DeviceId, until: Instant): Code {
		this.withdraw(office, device);
		const fresh: Code = { code: newCode(CODE_LENGTH), office, device, until };
		this.#codes.push(fresh);
		return fresh;
	}
}

function isOther(one: Code, office: OfficeId, device: DeviceId): boolean {
	return one.office !== office || one.device !== device || one.until === Infinity;
}
