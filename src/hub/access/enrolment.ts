// The first administrator of a real installation: let in by a one-time code that only whoever starts a hub can read.
import type { DeviceId, Instant, OfficeId } from '#domain/ids';
import type { AccessStore } from '#store/access-store';
import type { Clock } from '../clock.ts';
import { codeHash, newCode } from './tokens.ts';

const CODE_LENGTH = 16;
/** A hub that lives says again that its code holds; one that died takes its code along. */
const CODE_LIFE = 120_000;
/** Where codes of hubs are kept among those of devices; no office can be called so. */
const NOBODY = '*' as OfficeId;

export interface EnrolmentParts {
	readonly access: AccessStore;
	readonly clock: Clock;
	/** The run of this hub, its name among the hubs: each has a code of its own, good at all of them. */
	readonly run: string;
	/** Offices that are no demo. */
	readonly real: () => readonly OfficeId[];
}

export class Enrolment {
	readonly #parts: EnrolmentParts;
	#code: string | null = null;

	private constructor(parts: EnrolmentParts) {
		this.#parts = parts;
	}

	/** Open while no office that is not a demo has an account. */
	static async open(parts: EnrolmentParts): Promise<Enrolment> {
		const enrolment = new Enrolment(parts);
		if (await enrolment.#isNew()) {
			enrolment.#code = newCode(CODE_LENGTH);
			await enrolment.#keep(enrolment.#code);
		}
		return enrolment;
	}

	get isOpen(): boolean {
		return this.#code !== null;
	}

	/** For the terminal, in groups of four; null when nobody has to enrol. */
	get code(): string | null {
		return this.#code?.replace(/.{4}(?=.)/g, '$&-') ?? null;
	}

	/** Uses a code up: of two who enrol at once with it, one gets in. False for a wrong one. */
	async take(typed: string): Promise<boolean> {
		if (!this.isOpen) return false;
		const found = await this.#parts.access.takeCode(hashOf(typed), this.#parts.clock.now());
		return found?.office === NOBODY;
	}

	/** Whoever had it could not use it after all. */
	async giveBack(typed: string): Promise<void> {
		await this.#keep(typed);
	}

	/** Somebody has enrolled. */
	close(): void {
		this.#code = null;
	}

	/** Says again that this hub's code holds; closes when somebody has enrolled, wherever. */
	async renew(): Promise<void> {
		if (this.#code === null) return;
		if (await this.#isNew()) await this.#keep(this.#code);
		else await this.end();
	}

	/** The code ends with this hub. */
	async end(): Promise<void> {
		if (this.#code === null) return;
		this.close();
		await this.#parts.access.withdrawCode(NOBODY, this.#parts.run as DeviceId);
	}

	async #isNew(): Promise<boolean> {
		const { access, real } = this.#parts;
		const offices = real();
		for (const office of offices) if ((await access.accounts(office)).length > 0) return false;
		return offices.length > 0;
	}

	async #keep(code: string): Promise<void> {
		const { access, clock, run } = this.#parts;
		const until: Instant = clock.now() + CODE_LIFE;
		await access.addCode(hashOf(code), { office: NOBODY, device: run as DeviceId, until });
	}
}

/** Not the hash of a pairing code of the same letters. */
function hashOf(typed: string): string {
	return codeHash(`enrol${typed}`);
}
