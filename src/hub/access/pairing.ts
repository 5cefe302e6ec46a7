// Pairing: a short code from setup, typed at the device, becomes the device's own token.
import type { DeviceId, Instant, OfficeId } from '#domain/ids';
import type { AccessStore } from '#store/access-store';
import type { Clock } from '../clock.ts';
import { codeFrom, codeHash, newCode, newToken, sameCode, tokenHash } from './tokens.ts';

const CODE_LENGTH = 8;
const CODE_LIFE = 10 * 60_000;

export interface DemoDevice {
	readonly office: OfficeId;
	readonly device: DeviceId;
}

export class Pairing {
	readonly #access: AccessStore;
	readonly #clock: Clock;
	readonly #demo: () => readonly DemoDevice[];

	/** `demo`: the screens of demo offices, which pair themselves as often as they like. */
	constructor(access: AccessStore, clock: Clock, demo: () => readonly DemoDevice[]) {
		this.#access = access;
		this.#clock = clock;
		this.#demo = demo;
	}

	/** A code for one use within ten minutes; an earlier one of the device ends. */
	async offer(
		office: OfficeId,
		device: DeviceId,
	): Promise<{ readonly code: string; readonly until: Instant }> {
		const code = newCode(CODE_LENGTH);
		const until = this.#clock.now() + CODE_LIFE;
		await this.#access.addCode(codeHash(code), { office, device, until });
		return { code, until };
	}

	/** The demo's code of a device: the same at every hub and start, for it protects nothing. */
	standing(office: OfficeId, device: DeviceId): string {
		return codeFrom(`${office}/${device}`, CODE_LENGTH);
	}

	/** Ends the device's code from setup, if it has one. */
	async withdraw(office: OfficeId, device: DeviceId): Promise<void> {
		await this.#access.withdrawCode(office, device);
	}

	/** Who the code was for, used up; null for a wrong one or one that has ended. */
	async take(typed: string): Promise<DemoDevice | null> {
		const found = await this.#access.takeCode(codeHash(typed), this.#clock.now());
		if (found !== null) return found;
		return this.#demo().find(({ office, device }) => sameCode(typed, this.standing(office, device))) ?? null;
	}

	/** A fresh token; others that the device holds stay valid until they are revoked. */
	async pair(office: OfficeId, device: DeviceId): Promise<string> {
		const token = newToken('d');
		await this.#access.addDevice(tokenHash(token), { office, device, pairedAt: this.#clock.now() });
		return token;
	}
}
