// The ways in: a password, a pairing code, or the one-time code of a new installation. Each slows down whoever guesses.
import type { OfficeId, StaffId } from '#domain/ids';
import { staffOf } from '#domain/lobby';
import type { Staff } from '#domain/office';
import type { Answer, Refused } from '#protocol/answers';
import type { Admitted, Enrol, Pair, SignIn } from '#protocol/session-schema';
import type { AccessStore } from '#store/access-store';
import type { Clock } from './clock.ts';
import type { Enrolment } from './enrolment.ts';
import type { HubTalk, WordOf } from './hub-talk.ts';
import type { Log } from './log.ts';
import type { Offices } from './offices.ts';
import type { Pairing } from './pairing.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { SHORTEST_PASSWORD, weaknessOf } from './password-rules.ts';
import { refused } from './refused.ts';
import type { Sessions } from './sessions.ts';
import { Throttle } from './throttle.ts';
import { youAreDevice, youAreStaff } from './who.ts';

export interface AdmissionParts {
	readonly access: AccessStore;
	readonly offices: Offices;
	readonly sessions: Sessions;
	readonly pairing: Pairing;
	readonly enrolment: Enrolment;
	readonly clock: Clock;
	readonly log: Log;
	readonly talk: HubTalk;
}

const FREE_BY_NAME = 5;
/** A whole office signs in from one address, and mistypes. */
const FREE_BY_ADDRESS = 100;
/** A lobby's devices are paired from one address, several at once. */
const FREE_CODES = 10;

export class Admission {
	readonly #parts: AdmissionParts;
	readonly #byName: Throttle;
	readonly #byAddress: Throttle;
	readonly #codes: Throttle;

	constructor(parts: AdmissionParts) {
		this.#parts = parts;
		const { clock, talk, enrolment } = parts;
		const throttle = (of: WordOf<'try'>['of'], free: number) =>
			new Throttle(clock, free, (act, key) => talk.tell({ say: 'try', of, act, key }));
		this.#byName = throttle('name', FREE_BY_NAME);
		this.#byAddress = throttle('address', FREE_BY_ADDRESS);
		this.#codes = throttle('code', FREE_CODES);
		const throttles = { name: this.#byName, address: this.#byAddress, code: this.#codes };
		talk.on('try', ({ of, act, key }) => throttles[of].hear(act, key));
		talk.on('enrolled', () => enrolment.close());
	}

	async signIn({ office, name, password }: SignIn, address: string): Promise<Answer<Admitted>> {
		const { offices, access, log } = this.#parts;
		if (offices.get(office) === null) return refused('unknown-office', { office });
		const key = `${office}/${name.toLowerCase()}`;
		const seconds = Math.max(this.#byName.wait(key), this.#byAddress.wait(address));
		if (seconds > 0) return refused('too-many-tries', { seconds });
		this.#byName.tried(key);
		this.#byAddress.tried(address);
		const staff = this.#staffNamed(office, name);
		const hash = staff === null ? null : await access.passwordOf(office, staff.id);
		if (!(await isPassword(password, hash)) || staff === null) {
			log.warn({ office, name, address }, 'a sign-in failed');
			return refused('wrong-name-or-password');
		}
		this.#byName.succeeded(key);
		this.#byAddress.takeBack(address);
		return this.#beginSession(office, staff.id);
	}

	async pair({ code }: Pair, address: string): Promise<Answer<Admitted>> {
		const { pairing, offices, log } = this.#parts;
		const seconds = this.#codes.wait(address);
		if (seconds > 0) return refused('too-many-tries', { seconds });
		// Before it is looked up: codes sent together do not all slip through.
		this.#codes.tried(address);
		const found = await pairing.take(code);
		const you = found === null ? null : youAreDevice(offices, found.office, found.device);
		if (you === null) {
			log.warn({ address }, 'a pairing code was wrong');
			return refused('unknown-code');
		}
		this.#codes.takeBack(address);
		log.info({ office: you.office, device: you.id, address }, 'a device was paired');
		return { ok: true, token: await pairing.pair(you.office, you.id), you };
	}

	async enrol({ code, office, name, password }: Enrol, address: string): Promise<Answer<Admitted>> {
		const { enrolment, access, talk, log } = this.#parts;
		const seconds = this.#codes.wait(address);
		if (seconds > 0) return refused('too-many-tries', { seconds });
		this.#codes.tried(address);
		// Used up before the slow hash: two who enrol at once must not both get in.
		if (!(await enrolment.take(code))) return refused('unknown-code');
		this.#codes.takeBack(address);
		const staff = this.#mayEnrol(office, name, password);
		if ('ok' in staff) {
			await enrolment.giveBack(code);
			return staff;
		}
		enrolment.close();
		talk.tell({ say: 'enrolled' });
		await access.setPassword(office, staff.id, await hashPassword(password));
		log.info({ office, staff: staff.id, address }, 'the first administrator has enrolled');
		return this.#beginSession(office, staff.id);
	}

	#mayEnrol(office: OfficeId, name: StaffId, password: string): Staff | Refused {
		const running = this.#parts.offices.get(office);
		if (running === null || running.hub.lobby.office.demo) return refused('unknown-office', { office });
		const staff = this.#staffNamed(office, name);
		if (!staff?.roles.includes('administrator')) return refused('unknown-staff', { staff: name });
		return this.weakness(office, staff, password) ?? staff;
	}

	/** Why a password is refused for this person, or null. */
	weakness(office: OfficeId, staff: Staff, password: string): Refused | null {
		const names = Object.values(this.#parts.offices.get(office)?.hub.lobby.office.name ?? {});
		const why = weaknessOf(password, [staff.id, staff.name, office, 'rotunda', ...names]);
		return why === null ? null : refused('password-too-weak', { why, shortest: SHORTEST_PASSWORD });
	}

	async #beginSession(office: OfficeId, staff: StaffId): Promise<Answer<Admitted>> {
		const token = await this.#parts.sessions.begin(office, staff);
		const you = youAreStaff(this.#parts.offices, office, staff);
		return you === null ? refused('wrong-name-or-password') : { ok: true, token, you };
	}

	#staffNamed(office: OfficeId, name: string): Staff | null {
		const lobby = this.#parts.offices.get(office)?.hub.lobby;
		if (lobby === undefined) return null;
		const lower = name.trim().toLowerCase();
		return (
			staffOf(lobby, name as StaffId) ??
			lobby.office.staff.find((staff) => staff.id.toLowerCase() === lower) ??
			null
		);
	}
}
