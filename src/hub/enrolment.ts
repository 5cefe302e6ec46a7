// The first administrator of a real installation: let in by a one-time code that only whoever starts the hub can read.
import type { OfficeId } from '#domain/ids';
import type { AccessStore } from '#store/access-store';
import { newCode, sameCode } from './tokens.ts';

const CODE_LENGTH = 16;

export class Enrolment {
	#code: string | null;

	private constructor(code: string | null) {
		this.#code = code;
	}

	/** Open while no office that is not a demo has an account. */
	static async open(access: AccessStore, realOffices: readonly OfficeId[]): Promise<Enrolment> {
		const accounts = await Promise.all(realOffices.map((office) => access.accounts(office)));
		const isNew = realOffices.length > 0 && accounts.every((of) => of.length === 0);
		return new Enrolment(isNew ? newCode(CODE_LENGTH) : null);
	}

	get isOpen(): boolean {
		return this.#code !== null;
	}

	/** For the terminal, in groups of four; null when nobody has to enrol. */
	get code(): string | null {
		return this.#code?.replace(/.{4}(?=.)/g, '$&-') ?? null;
	}

	isCode(typed: string): boolean {
		return this.#code !== null && sameCode(typed, this.#code);
	}

	/** Used once. */
	close(): void {
		this.#code = null;
	}
}
