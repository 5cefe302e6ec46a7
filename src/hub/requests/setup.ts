// What administrators do: the office file, pairing codes, passwords, and an end to devices' tokens.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CommandId, OfficeId } from '#domain/ids';
import { deviceOf, staffOf } from '#domain/lobby';
import { isDriven } from '#domain/office';
import type { Office } from '#domain/office';
import type { Answer } from '#protocol/answers';
import type { SetupAsk, SetupDone } from '#protocol/setup-schema';
import type { AccessStore } from '#store/access-store';
import { OfficeFileWrong } from '#store/office-file';
import type { Mistake, OfficeFiles } from '#store/office-file';
import { parseOffice } from '#store/office-files/office-schema';
import type { Accounts } from '../access/accounts.ts';
import type { HubTalk } from '../hub-talk.ts';
import type { Invitations } from '../access/invitations.ts';
import type { Log } from '../log.ts';
import type { Unless } from '../office/writer/queued-command.ts';
import type { Offices } from '../office/offices.ts';
import type { Pairing } from '../access/pairing.ts';
import { hashPassword } from '../access/password-hash.ts';
import { refused } from '../refused.ts';
import type { RunningOffice } from '../office/running-office.ts';
import type { Sessions } from '../access/sessions.ts';
import { endTokensEverywhere } from '../socket-ends.ts';
import type { HubServer, StaffCaller } from '../socket-types.ts';
import { weakPassword } from '../access/weak-password.ts';

export interface SetupParts {
	readonly io: HubServer;
	readonly files: OfficeFiles;
	readonly offices: Offices;
	readonly access: AccessStore;
	readonly sessions: Sessions;
	readonly pairing: Pairing;
	readonly accounts: Accounts;
	readonly invitations: Invitations;
	readonly log: Log;
	readonly talk: HubTalk;
}

type Done = Answer<SetupDone>;
type AskOf<Name extends SetupAsk['ask']> = Extract<SetupAsk, { readonly ask: Name }>;

export class Setup {
	readonly #parts: SetupParts;
	/** One save after another: the second of two must see that its revision is old. */
	#saving: Promise<unknown> = Promise.resolve();
	/** Offices added in this run, and by whom. */
	readonly #added = new Map<OfficeId, Pick<StaffCaller, 'office' | 'id'>>();

	constructor(parts: SetupParts) {
		this.#parts = parts;
		parts.talk.on('added', ({ office, by }) => this.#added.set(office, by));
	}

	/** The caller is an administrator of their own office; any other office is unknown to them. */
	async do(caller: StaffCaller, ask: SetupAsk): Promise<Done> {
		if ('office' in ask && ask.ask !== 'save-office' && ask.office !== caller.office) {
			if (!(await this.#isFirstAccount(caller, ask)))
				return refused('unknown-office', { office: ask.office });
		}
		switch (ask.ask) {
			case 'read-office':
				return this.#read(caller.office);
			case 'save-office': {
				const saved = this.#saving.then(() => this.#save(caller, ask)).catch(asMistakes);
				this.#saving = saved.catch(() => undefined);
				return saved;
			}
			case 'pair-device':
				return this.#pair(ask);
			case 'revoke-device':
				return this.#revoke(ask);
			case 'invite-staff':
				return this.#invite(ask);
			case 'set-password':
				return this.#setPassword(caller, ask);
			case 'list-access':
				return this.#access(ask.office);
			default:
				return ask satisfies never;
		}
	}

	async #read(office: OfficeId): Promise<Done> {
		const file = await this.#parts.files.read(office);
		if (file === null) return refused('unknown-office', { office });
		return { ok: true, office: file.office, revision: file.revision };
	}

	async #save(caller: StaffCaller, ask: AskOf<'save-office'>): Promise<Done> {
		const { files, offices } = this.#parts;
		const { office, mistakes } = parseOffice(ask.office);
		if (office === null) return wrong(mistakes);
		const running = offices.get(office.id);
		if (running !== null && office.id !== caller.office) {
			return refused('not-allowed', { office: office.id });
		}
		if (running === null && !(await this.#parts.accounts.mayAddOffice(caller))) {
			return refused('not-allowed', { office: office.id });
		}
		await running?.writer.catchUp();
		const seen = running?.writer.lobby.office ?? null;
		const before = await files.read(office.id);
		if ((before?.revision ?? null) !== ask.revision) return OVERTAKEN;
		const isDemo = before?.office.demo ?? false;
		if (office.demo !== isDemo) {
			const cure = `Write ${String(isDemo)}`;
			return wrong([{ path: 'demo', problem: 'an office never becomes a demo, nor a demo real', cure }]);
		}
		const isHead = office.staff.some((one) => one.id === caller.id && one.roles.includes('administrator'));
		if (!isHead) {
			const problem = `${caller.id}, who saves this, is not an administrator in it`;
			return wrong([
				{ path: 'staff', problem, cure: 'Keep yourself as an administrator; let another take you out' },
			]);
		}
		// The record first: a file that says what was never set up would win at the next start.
		const first = (parsed: Office) =>
			running === null ? this.#add(caller, parsed) : this.#configure(caller, running, parsed, seen);
		try {
			const saved = await files.save(office, first);
			await this.#letGo(office, seen);
			return { ok: true, office: saved.office, revision: saved.revision };
		} catch (error) {
			if (error instanceof Overtaken) return OVERTAKEN;
			throw error;
		}
	}

	/** Starts the new office, and lets whoever made it in with the password they have, if nobody else can know that. */
	async #add(caller: StaffCaller, office: Office): Promise<void> {
		const { offices, access, talk, log } = this.#parts;
		const { id } = office;
		const by = { office: caller.office, id: caller.id };
		const person = await access.personOf(by.office, by.id);
		if (person !== null) await access.addAccount(person, { office: id, staff: by.id });
		await offices.open(office);
		this.#added.set(id, by);
		talk.tell({ say: 'added', office: id, by });
		log.info({ office: id, by: by.id, from: by.office }, 'an office was added');
	}

	/** @throws Overtaken when somebody at another hub has saved since `seen`: then nothing was changed. */
	async #configure(
		caller: StaffCaller,
		{ writer }: RunningOffice,
		office: Office,
		seen: Office | null,
	): Promise<void> {
		const by = { kind: 'staff', id: caller.id } as const;
		const id = randomUUID() as string as CommandId;
		const unless: Unless = (lobby) =>
			isDeepStrictEqual(lobby.office, seen) ? null : refused('office-file-wrong');
		const answer = await writer.execute(by, id, { type: 'ConfigureOffice', office }, unless);
		if (answer.ok) return;
		if (answer.code === 'office-file-wrong') throw new Overtaken();
		throw new Error(`the office ${office.id} could not be set up, and was not saved: ${answer.code}`);
	}

	/** Whoever is no longer of its staff has no account there either. */
	async #letGo(office: Office, seen: Office | null): Promise<void> {
		const stay = new Set(office.staff.map((one) => one.id));
		for (const { id } of seen?.staff ?? [])
			if (!stay.has(id)) await this.#parts.accounts.leave(office.id, id);
	}

	/** Whoever added an office lets its first person in; from then on it is an office like any other. */
	async #isFirstAccount(caller: StaffCaller, ask: SetupAsk): Promise<boolean> {
		if (ask.ask !== 'set-password') return false;
		const maker = this.#added.get(ask.office);
		if (maker?.office !== caller.office || maker.id !== caller.id) return false;
		return (await this.#parts.access.accounts(ask.office)).length === 0;
	}

	async #pair({ office, device }: AskOf<'pair-device'>): Promise<Done> {
		const lobby = this.#parts.offices.get(office)?.writer.lobby;
		const known = lobby === undefined ? null : deviceOf(lobby, device);
		if (known === null || isDriven(known.kind)) return refused('unknown-device', { device });
		return { ok: true, ...(await this.#parts.pairing.offer(office, device)) };
	}

	/** Also for a device that setup has removed: a token must be endable for ever. */
	async #revoke({ office, device }: AskOf<'revoke-device'>): Promise<Done> {
		const { io, talk, access, pairing, log } = this.#parts;
		await pairing.withdraw(office, device);
		endTokensEverywhere(io, talk, await access.revokeDevice(office, device), 'token-revoked');
		log.info({ office, device }, 'a device was revoked');
		return { ok: true };
	}

	async #invite({ office, staff: id }: AskOf<'invite-staff'>): Promise<Done> {
		const lobby = this.#parts.offices.get(office)?.writer.lobby;
		if (lobby === undefined || staffOf(lobby, id) === null) return refused('unknown-staff', { staff: id });
		// A demo's passwords are set anew whenever it is set up.
		if (lobby.office.demo) return refused('not-allowed', { office });
		return { ok: true, ...(await this.#parts.invitations.offer({ office, staff: id })) };
	}

	async #setPassword(caller: StaffCaller, ask: AskOf<'set-password'>): Promise<Done> {
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

	async #access(office: OfficeId): Promise<Done> {
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

class Overtaken extends Error {
	override readonly name = 'Overtaken';
}

const OVERTAKEN = wrong([
	{
		path: 'revision',
		problem: 'somebody else has saved this office meanwhile',
		cure: 'Read it again and repeat your change',
	},
]);

/** Of the file that is to be saved, or of the one that is there. */
function asMistakes(error: unknown): Done {
	if (error instanceof OfficeFileWrong) return wrong(error.mistakes);
	throw error;
}

/** Mistakes are an answer of their own: setup shows each beside its field. */
function wrong(mistakes: readonly Mistake[]): Done {
	return { ok: true, mistakes };
}
