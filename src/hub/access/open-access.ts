// The ways into the hub, put together: accounts, sessions, codes, and what ends them.
import type { AccessStore } from '#store/access-store';
import type { Clock } from '../clock.ts';
import type { HubTalk } from '../hub-talk.ts';
import type { Log } from '../log.ts';
import type { Offices } from '../office/offices.ts';
import { endTokens, endTokensEverywhere } from '../socket-ends.ts';
import type { HubServer } from '../socket-types.ts';
import { Accounts } from './accounts.ts';
import { Admission } from './admission.ts';
import { AttemptLimits } from './attempt-limits.ts';
import { admitDemoStaff, demoDevices } from './demo-access.ts';
import { endRemoved } from './end-removed.ts';
import { Enrolment } from './enrolment.ts';
import { Invitations } from './invitations.ts';
import { Pairing } from './pairing.ts';
import { Sessions } from './sessions.ts';

export interface OpenAccessParts {
	readonly io: HubServer;
	readonly talk: HubTalk;
	readonly access: AccessStore;
	readonly offices: Offices;
	readonly clock: Clock;
	readonly log: Log;
	/** The run of this hub. */
	readonly run: string;
	/** ms without use after which a session ends. */
	readonly sessionIdle: number;
	/** ms after which every session ends. */
	readonly sessionLife: number;
	/** The office files are newer than the record: a person may have edited them since the hub last ran. */
	readonly filesWin: boolean;
}

export interface OpenAccess {
	readonly sessions: Sessions;
	readonly pairing: Pairing;
	readonly invitations: Invitations;
	readonly enrolment: Enrolment;
	readonly accounts: Accounts;
	readonly admission: Admission;
	/** Ends what is over its limits, and what another hub has ended. To be called now and then. */
	sweep(): Promise<void>;
	/** The enrolment code ends with the hub. */
	close(): Promise<void>;
}

/** The demo's staff can sign in from now on, and accounts of people who are on no staff list any more are ended. */
export async function openAccess(parts: OpenAccessParts): Promise<OpenAccess> {
	const { io, talk, access, offices, clock, log, run, sessionIdle, sessionLife, filesWin } = parts;
	const sessions = new Sessions(access, clock, { idle: sessionIdle, life: sessionLife });
	const pairing = new Pairing(access, clock, () => demoDevices(offices.all()));
	const invitations = new Invitations(access, clock);
	const limits = new AttemptLimits(clock, talk);
	for (const { writer } of offices.all()) await admitDemoStaff(access, writer.lobby.office);
	const real = () => offices.all().flatMap(({ writer }) => (writer.lobby.office.demo ? [] : [writer.id]));
	const enrolment = await Enrolment.open({ access, clock, run, real });
	const shared = { io, talk, access, offices, sessions, enrolment, limits, log };
	const accounts = new Accounts({ ...shared, invitations });
	const admission = new Admission({ ...shared, pairing, accounts });
	if (filesWin) await accounts.endStrangers();
	talk.on('ended', ({ hashes, code }) => {
		sessions.forget(hashes);
		endTokens(io, hashes, code);
	});
	offices.whenConfigured(({ writer }) => {
		admitDemoStaff(access, writer.lobby.office).catch((error: unknown) =>
			log.error({ err: error }, 'no accounts'),
		);
		endRemoved(io, offices);
	});
	return {
		sessions,
		pairing,
		invitations,
		enrolment,
		accounts,
		admission,
		async sweep() {
			await enrolment.renew();
			endTokensEverywhere(io, talk, await sessions.sweep(), 'session-ended');
			// Another hub may have revoked what is connected here, and its message may have been lost.
			if (talk.shared) endTokens(io, await access.endedOf(deviceTokens(io)), 'token-revoked');
		},
		close: () => enrolment.end().catch(() => undefined),
	};
}

function deviceTokens(io: HubServer): readonly string[] {
	const callers = [...io.sockets.sockets.values()].map(({ data }) => data.caller);
	return [...new Set(callers.flatMap((caller) => (caller.kind === 'device' ? [caller.tokenHash] : [])))];
}
