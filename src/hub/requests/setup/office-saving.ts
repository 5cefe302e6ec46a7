// Reads and saves office files for setup: the record first, then the file, and nobody's work is overwritten.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CommandId, OfficeId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { Answer } from '#protocol/answers';
import type { SetupAsk, SetupDone } from '#protocol/setup-schema';
import type { AccessStore } from '#store/access-store';
import { OfficeFileWrong } from '#store/office-file';
import type { Mistake, OfficeFiles } from '#store/office-file';
import { parseOffice } from '#store/office-files/office-schema';
import type { Accounts } from '../../access/accounts.ts';
import type { Log } from '../../log.ts';
import type { Offices } from '../../office/offices.ts';
import type { RunningOffice } from '../../office/running-office.ts';
import type { Unless } from '../../office/writer/queued-command.ts';
import { refused } from '../../refused.ts';
import type { StaffCaller } from '../../socket-types.ts';
import type { AddedOffices } from './added-offices.ts';

export interface SavingParts {
	readonly files: OfficeFiles;
	readonly offices: Offices;
	readonly access: AccessStore;
	readonly accounts: Accounts;
	readonly added: AddedOffices;
	readonly log: Log;
}

type Done = Answer<SetupDone>;
type SaveAsk = Extract<SetupAsk, { readonly ask: 'save-office' }>;

export class OfficeSaving {
	readonly #parts: SavingParts;
	/** One save after another: the second of two must see that its revision is old. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(parts: SavingParts) {
		this.#parts = parts;
	}

	async read(office: OfficeId): Promise<Done> {
		const file = await this.#parts.files.read(office);
		if (file === null) return refused('unknown-office', { office });
		return { ok: true, office: file.office, revision: file.revision };
	}

	save(caller: StaffCaller, ask: SaveAsk): Promise<Done> {
		const saved = this.#last.then(() => this.#save(caller, ask)).catch(asMistakes);
		this.#last = saved.catch(() => undefined);
		return saved;
	}

	async #save(caller: StaffCaller, ask: SaveAsk): Promise<Done> {
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
		const mistake = demoChanged(office, before?.office ?? null) ?? headLost(office, caller);
		if (mistake !== null) return wrong([mistake]);
		// The record first: a file that says what was never set up would win at the next start.
		const first = (parsed: Office) =>
			running === null ? this.#add(caller, parsed) : this.#configure(caller, running, parsed, seen);
		try {
			const saved = await files.save(office, first);
			await this.#endFormerStaff(office, seen);
			return { ok: true, office: saved.office, revision: saved.revision };
		} catch (error) {
			if (error instanceof Overtaken) return OVERTAKEN;
			throw error;
		}
	}

	/** Starts the new office, and lets whoever made it in with the password they have, if nobody else can know that. */
	async #add(caller: StaffCaller, office: Office): Promise<void> {
		const { offices, access, added, log } = this.#parts;
		const { id } = office;
		const by = { office: caller.office, id: caller.id };
		const person = await access.personOf(by.office, by.id);
		if (person !== null) await access.addAccount(person, { office: id, staff: by.id });
		await offices.open(office);
		added.add(id, by);
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
	async #endFormerStaff(office: Office, seen: Office | null): Promise<void> {
		const stay = new Set(office.staff.map((one) => one.id));
		for (const { id } of seen?.staff ?? [])
			if (!stay.has(id)) await this.#parts.accounts.leave(office.id, id);
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

function demoChanged(office: Office, before: Office | null): Mistake | null {
	const isDemo = before?.demo ?? false;
	if (office.demo === isDemo) return null;
	const cure = `Write ${String(isDemo)}`;
	return { path: 'demo', problem: 'an office never becomes a demo, nor a demo real', cure };
}

/** Whoever saves it must still be its administrator afterwards. */
function headLost(office: Office, caller: StaffCaller): Mistake | null {
	const isHead = office.staff.some((one) => one.id === caller.id && one.roles.includes('administrator'));
	if (isHead) return null;
	const problem = `${caller.id}, who saves this, is not an administrator in it`;
	const cure = 'Keep yourself as an administrator; let another take you out';
	return { path: 'staff', problem, cure };
}

/** Of the file that is to be saved, or of the one that is there. */
function asMistakes(error: unknown): Done {
	if (error instanceof OfficeFileWrong) return wrong(error.mistakes);
	throw error;
}

/** Mistakes are an answer of their own: setup shows each beside its field. */
function wrong(mistakes: readonly Mistake[]): Done {
	return { ok: true, mistakes };
}
