// The ways in: a password, a pairing code, or the one-time code of a new installation. Each slows down whoever guesses.
import type { OfficeId, StaffId } from '#domain/ids';
import { staffOf } from '#domain/lobby';
import type { Staff } from '#domain/office';
import type { Answer, Refused } from '#protocol/answers';
import type { Admitted, Enrol, Pair, SignIn } from '#protocol/session-schema';
import type { AccessStore } from '#store/access-store';
import type { Accounts } from './accounts.ts';
import type { Enrolment } from './enrolment.ts';
import type { HubTalk } from '../hub-talk.ts';
import type { Log } from '../log.ts';
import type { Offices } from '../office/offices.ts';
import type { Pairing } from './pairing.ts';
import { isPassword } from './password-hash.ts';
import { refused } from '../refused.ts';
import type { Sessions } from './sessions.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import { weakPassword } from './weak-password.ts';
import { youAreDevice, youAreStaff } from './identity.ts';

export interface AdmissionParts {
	readonly access: AccessStore;
	readonly offices: Offices;
	readonly sessions: Sessions;
	readonly pairing: Pairing;
	readonly enrolment: Enrolment;
	readonly limits: AttemptLimits;
	readonly accounts: Accounts;
	readonly log: Log;
	readonly talk: HubTalk;
}

export class Admission {
	readonly #parts: AdmissionParts;

	constructor(parts: AdmissionParts) {
		this.#parts = parts;
		parts.talk.on('enrolled', () => parts.enrolment.close());
	}

	async signIn({ office, name, password }: SignIn, address: string): Promise<Answer<Admitted>> {
		const { offices, access, limits, log } = this.#parts;
		if (offices.get(office) === null) return refused('unknown-office', { office });
		const key = `${office}/${name.toLowerCase()}`;
		const seconds = Math.max(limits.byName.wait(key), limits.byAddress.wait(address));
		if (seconds > 0) return refused('too-many-tries', { seconds });
		limits.byName.tried(key);
		limits.byAddress.tried(address);
		const staff = this.#staffNamed(office, name);
		const hash = staff === null ? null : await access.passwordOf(office, staff.id);
		if (!(await isPassword(password, hash)) || staff === null) {
			log.warn({ office, name, address }, 'a sign-in failed');
			return refused('wrong-name-or-password');
		}
		limits.byName.succeeded(key);
		limits.byAddress.takeBack(address);
		return this.#beginSession(office, staff.id);
	}

	async pair({ code }: Pair, address: string): Promise<Answer<Admitted>> {
		const { pairing, offices, limits, log } = this.#parts;
		const seconds = limits.codes.wait(address);
		if (seconds > 0) return refused('too-many-tries', { seconds });
		// Before it is looked up: codes sent together do not all slip through.
		limits.codes.tried(address);
		const found = await pairing.take(code);
		const you = found === null ? null : youAreDevice(offices, found.office, found.device);
		if (you === null) {
			log.warn({ address }, 'a pairing code was wrong');
			return refused('unknown-code');
		}
		limits.codes.takeBack(address);
		log.info({ office: you.office, device: you.id, address }, 'a device was paired');
		return { ok: true, token: await pairing.pair(you.office, you.id), you };
	}

	async enrol({ code, office, name, password }: Enrol, address: string): Promise<Answer<Admitted>> {
		const { enrolment, accounts, limits, talk, log } = this.#parts;
		const seconds = limits.codes.wait(address);
		if (seconds > 0) return refused('too-many-tries', { seconds });
		limits.codes.tried(address);
		// Used up before the slow hash: two who enrol at once must not both get in.
		if (!(await enrolment.take(code))) return refused('unknown-code');
		limits.codes.takeBack(address);
		const staff = this.#mayEnrol(office, name, password);
		if ('ok' in staff) {
			await enrolment.giveBack(code);
			return staff;
		}
		enrolment.close();
		talk.publish({ say: 'enrolled' });
		await accounts.begin({ office, staff: staff.id }, password);
		log.info({ office, staff: staff.id, address }, 'the first administrator has enrolled');
		return this.#beginSession(office, staff.id);
	}

	#mayEnrol(office: OfficeId, name: StaffId, password: string): Staff | Refused {
		const running = this.#parts.offices.get(office);
		if (running === null || running.writer.lobby.office.demo) return refused('unknown-office', { office });
		const staff = this.#staffNamed(office, name);
		if (!staff?.roles.includes('administrator')) return refused('unknown-staff', { staff: name });
		return weakPassword(this.#parts.offices, office, staff, password) ?? staff;
	}

	async #beginSession(office: OfficeId, staff: StaffId): Promise<Answer<Admitted>> {
		const token = await this.#parts.sessions.begin(office, staff);
		const you = youAreStaff(this.#parts.offices, office, staff);
		return you === null ? refused('wrong-name-or-password') : { ok: true, token, you };
	}

	#staffNamed(office: OfficeId, name: string): Staff | null {
		const lobby = this.#parts.offices.get(office)?.writer.lobby;
		if (lobby === undefined) return null;
		const lower = name.trim().toLowerCase();
		return (
			staffOf(lobby, name as StaffId) ??
			lobby.office.staff.find((staff) => staff.id.toLowerCase() === lower) ??
			null
		);
	}
}
