// A person's account: which offices it opens, going from one to another, invitations, and the password that only they know.
import { randomUUID } from 'node:crypto';
import type { OfficeId, StaffId } from '#domain/ids';
import { staffOf } from '#domain/lobby';
import type { Staff } from '#domain/office';
import type { AccountAsk, AccountDone, Accept, Enter, OwnOffice } from '#protocol/account-schema';
import type { Answer, Refused } from '#protocol/answers';
import type { Admitted } from '#protocol/session-schema';
import type { AccessStore, Account } from '#store/access-store';
import type { Enrolment } from './enrolment.ts';
import type { HubTalk } from '../hub-talk.ts';
import type { Invitations } from './invitations.ts';
import type { Log } from '../log.ts';
import type { Offices } from '../office/offices.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { refused } from '../refused.ts';
import type { Sessions } from './sessions.ts';
import { endTokensEverywhere } from '../socket-ends.ts';
import type { HubServer, StaffCaller } from '../socket-types.ts';
import type { AttemptLimits } from './attempt-limits.ts';
import { weakPassword } from './weak-password.ts';
import { youAreStaff } from './identity.ts';

export interface AccountsParts {
	readonly io: HubServer;
	readonly talk: HubTalk;
	readonly access: AccessStore;
	readonly offices: Offices;
	readonly sessions: Sessions;
	readonly invitations: Invitations;
	readonly enrolment: Enrolment;
	readonly limits: AttemptLimits;
	readonly log: Log;
}

type AskOf<Name extends AccountAsk['ask']> = Extract<AccountAsk, { readonly ask: Name }>;
type Done = Answer<AccountDone>;

export class Accounts {
	readonly #parts: AccountsParts;

	constructor(parts: AccountsParts) {
		this.#parts = parts;
	}

	async handle(caller: StaffCaller, ask: AccountAsk): Promise<Done> {
		switch (ask.ask) {
			case 'offices':
				return this.#list(caller);
			case 'join':
				return (await this.#join(caller, ask)) ?? this.#list(caller);
			case 'choose-password':
				return (await this.#choose(caller, ask)) ?? this.#list(caller);
			default:
				return ask satisfies never;
		}
	}

	/** A session at another office of theirs, no longer than the one before would have been. */
	async enter(caller: StaffCaller, { office }: Enter): Promise<Answer<Admitted>> {
		const { sessions, offices, io, talk } = this.#parts;
		const before = await sessions.find(caller.tokenHash);
		if (before === null) return refused('session-ended');
		const account = (await this.#accountsOf(caller)).find((one) => one.office === office);
		const you = account === undefined ? null : youAreStaff(offices, account.office, account.staff);
		if (account === undefined || you === null) return refused('unknown-office', { office });
		const token = await sessions.begin(account.office, account.staff, before.startedAt);
		await sessions.end(caller.tokenHash);
		// Answered first, then ended.
		setImmediate(() => endTokensEverywhere(io, talk, [caller.tokenHash], 'session-ended'));
		return { ok: true, token, you };
	}

	/** Somebody new: their account begins with this office. */
	async accept({ code, password }: Accept, address: string): Promise<Answer<Admitted>> {
		const { invitations, sessions, offices, log } = this.#parts;
		const invited = await this.#invited(code, address);
		if ('ok' in invited) return invited;
		const { office, staff, until } = invited;
		const weak = weakPassword(offices, office, staff, password);
		const you = youAreStaff(offices, office, staff.id);
		if (weak !== null || you === null) {
			await invitations.giveBack(code, { office, staff: staff.id, until });
			return weak ?? refused('unknown-code');
		}
		await this.begin({ office, staff: staff.id }, password);
		log.info({ office, staff: staff.id, address }, 'an invitation was accepted');
		return { ok: true, token: await sessions.begin(office, staff.id), you };
	}

	/** An account that is nobody's yet, or no longer: from now on it is this person's, with the password they chose. */
	async begin(account: Account, password: string): Promise<void> {
		const hash = await hashPassword(password);
		await this.#parts.access.setOwnPassword(randomUUID(), account, hash);
		await this.#endSessions(account, null);
		if (!this.#parts.enrolment.isOpen) return;
		await this.#parts.enrolment.end();
		this.#parts.talk.publish({ say: 'enrolled' });
	}

	/** Setup has taken them out of this office: nothing of theirs opens it again, and nothing else changes for them. */
	async leave(office: OfficeId, staff: StaffId): Promise<void> {
		const { access, invitations, sessions, io, talk } = this.#parts;
		await invitations.withdraw(office, staff);
		const ended = await access.endAccount(office, staff);
		sessions.forget(ended);
		endTokensEverywhere(io, talk, ended, 'session-ended');
	}

	/** Accounts of people who are on no staff list any more. */
	async endStrangers(): Promise<void> {
		const { access, offices } = this.#parts;
		for (const { writer } of offices.all())
			for (const staff of await access.accounts(writer.id))
				if (staffOf(writer.lobby, staff) === null) await this.leave(writer.id, staff);
	}

	/**
	 * Whoever administers every real office may add one: it gives them nothing that they have not. The demo's administrators may,
	 * for the demo is a place to try things out, and shows nothing that is real.
	 */
	async mayAddOffice(caller: StaffCaller): Promise<boolean> {
		const { offices } = this.#parts;
		if (offices.get(caller.office)?.writer.lobby.office.demo === true) return true;
		const here: Account = { office: caller.office, staff: caller.id };
		const heads = [here, ...(await this.#accountsOf(caller))].filter(({ office, staff }) =>
			this.#staff(office, staff)?.roles.includes('administrator'),
		);
		const administered = new Set(heads.map(({ office }) => office));
		return offices.all().every(({ writer }) => writer.lobby.office.demo || administered.has(writer.id));
	}

	async #list(caller: StaffCaller): Promise<Done> {
		const { access } = this.#parts;
		const here = { office: caller.office, staff: caller.id };
		const others = (await this.#accountsOf(caller)).filter(({ office }) => office !== caller.office);
		const own = (await access.personOf(caller.office, caller.id)) !== null;
		const offices = [here, ...others].flatMap((account) => this.#shown(account));
		return { ok: true, offices, own, mayAdd: await this.mayAddOffice(caller) };
	}

	/** Null when it is done. */
	async #join(caller: StaffCaller, { code, password, fresh }: AskOf<'join'>): Promise<Refused | null> {
		const { access, invitations, log } = this.#parts;
		const wrong = (await this.#mustKnow(caller, password)) ?? (await this.#mustOwn(caller, fresh));
		if (wrong !== null) return wrong;
		const invited = await this.#invited(code, caller.address);
		if ('ok' in invited) return invited;
		const { office, until, staff } = invited;
		const there = { office, staff: staff.id };
		const same = (await this.#accountsOf(caller)).find((one) => one.office === office);
		if (same !== undefined && same.staff !== staff.id) {
			await invitations.giveBack(code, { ...there, until });
			return refused('account-there', { office });
		}
		if (fresh !== null) await this.#setOwn(caller, fresh);
		const person = await access.personOf(caller.office, caller.id);
		if (person === null || !(await access.addAccount(person, there))) return refused('own-password-needed');
		await this.#endSessions(there, caller.tokenHash);
		log.info({ ...there, from: caller.office, by: caller.id }, 'somebody has joined from another office');
		return null;
	}

	async #choose(caller: StaffCaller, { password, fresh }: AskOf<'choose-password'>): Promise<Refused | null> {
		const wrong = (await this.#mustKnow(caller, password)) ?? this.#weakness(caller, fresh);
		if (wrong !== null) return wrong;
		await this.#setOwn(caller, fresh);
		return null;
	}

	async #setOwn(caller: StaffCaller, password: string): Promise<void> {
		const { access, log } = this.#parts;
		const { office, id: staff } = caller;
		const person = (await access.personOf(office, staff)) ?? randomUUID();
		await access.setOwnPassword(person, { office, staff }, await hashPassword(password));
		for (const account of await access.accountsOf(person)) await this.#endSessions(account, caller.tokenHash);
		log.info({ office, staff }, 'somebody has chosen their password');
	}

	/** Whoever sits down at a screen that was left open knows no password. */
	async #mustKnow({ office, id, address }: StaffCaller, password: string): Promise<Refused | null> {
		const { access, limits, offices, log } = this.#parts;
		// Its passwords are published, and set anew whenever it is set up.
		if (offices.get(office)?.writer.lobby.office.demo !== false) return refused('not-allowed', { office });
		const key = `${office}/${id.toLowerCase()}`;
		const seconds = limits.byName.wait(key);
		if (seconds > 0) return refused('too-many-tries', { seconds });
		limits.byName.tried(key);
		if (!(await isPassword(password, await access.passwordOf(office, id)))) {
			log.warn({ office, staff: id, address }, 'a password was wrong');
			return refused('wrong-name-or-password');
		}
		limits.byName.succeeded(key);
		return null;
	}

	/** What an administrator of one office knows must not open another. */
	async #mustOwn(caller: StaffCaller, fresh: string | null): Promise<Refused | null> {
		if (fresh !== null) return this.#weakness(caller, fresh);
		const person = await this.#parts.access.personOf(caller.office, caller.id);
		return person === null ? refused('own-password-needed') : null;
	}

	#weakness({ office, id }: StaffCaller, password: string): Refused | null {
		const staff = this.#staff(office, id);
		if (staff === null) return refused('unknown-staff', { staff: id });
		return weakPassword(this.#parts.offices, office, staff, password);
	}

	/** Uses the code up. */
	async #invited(
		code: string,
		address: string,
	): Promise<Refused | { readonly office: OfficeId; readonly staff: Staff; readonly until: number }> {
		const { limits, invitations, log } = this.#parts;
		const seconds = limits.codes.wait(address);
		if (seconds > 0) return refused('too-many-tries', { seconds });
		// Before it is looked up: codes sent together do not all slip through.
		limits.codes.tried(address);
		const invitation = await invitations.take(code);
		const staff = invitation === null ? null : this.#staff(invitation.office, invitation.staff);
		if (invitation === null || staff === null) {
			log.warn({ address }, 'an invitation was wrong');
			return refused('unknown-code');
		}
		limits.codes.takeBack(address);
		return { office: invitation.office, until: invitation.until, staff };
	}

	async #accountsOf({ office, id }: StaffCaller): Promise<readonly Account[]> {
		const { access } = this.#parts;
		const person = await access.personOf(office, id);
		return person === null ? [] : access.accountsOf(person);
	}

	#shown({ office, staff: id }: Account): OwnOffice[] {
		const running = this.#parts.offices.get(office);
		const staff = this.#staff(office, id);
		if (running === null || staff === null) return [];
		const { name, languages } = running.writer.lobby.office;
		return [{ id: office, name, languages, shown: staff.name, roles: staff.roles }];
	}

	#staff(office: OfficeId, id: StaffId): Staff | null {
		const lobby = this.#parts.offices.get(office)?.writer.lobby;
		return lobby === undefined ? null : staffOf(lobby, id);
	}

	async #endSessions({ office, staff }: Account, except: string | null): Promise<void> {
		const { io, talk, sessions } = this.#parts;
		const ended = await sessions.endAllOf(office, staff, except);
		endTokensEverywhere(io, talk, ended, 'session-ended');
	}
}
