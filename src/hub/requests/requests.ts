// Every request of the wire, a line each. To add one: write its file, and name it here.
import type { AccessStore } from '#store/access-store';
import type { Contacts } from '#store/contacts';
import type { OfficeFiles } from '#store/office-file';
import type { Accounts } from '../access/accounts.ts';
import type { Admission } from '../access/admission.ts';
import type { Enrolment } from '../access/enrolment.ts';
import type { Invitations } from '../access/invitations.ts';
import type { Pairing } from '../access/pairing.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Clock } from '../clock.ts';
import type { HubTalk } from '../hub-talk.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Offices } from '../office/offices.ts';
import type { PastLobbies } from '../office/past-lobbies.ts';
import type { HubServer } from '../socket-types.ts';
import { accept } from './access/accept.ts';
import { account } from './access/account.ts';
import { enrol } from './access/enrol.ts';
import { enter } from './access/enter.ts';
import { hello } from './access/hello.ts';
import { offices } from './access/offices.ts';
import { pair } from './access/pair.ts';
import { signIn } from './access/sign-in.ts';
import { signOut } from './access/sign-out.ts';
import { health } from './devices/health.ts';
import { lookAtCode } from './devices/look-at-code.ts';
import { press } from './devices/press.ts';
import { scan } from './devices/scan.ts';
import { work } from './devices/work.ts';
import { command } from './lobby/command.ts';
import { lookAtTicket } from './lobby/look-at-ticket.ts';
import { lookBack } from './lobby/look-back.ts';
import { watch } from './lobby/watch.ts';
import { addNote } from './notes/add-note.ts';
import { readNotes } from './notes/read-notes.ts';
import type { PreparedRequest, RequestName, WireRequest } from './request.ts';
import { setup } from './setup/setup.ts';

/** What the hub has for handlers; each names in its own file what it needs of it. */
export interface RequestNeeds {
	readonly io: HubServer;
	readonly talk: HubTalk;
	readonly version: string;
	readonly clock: Clock;
	readonly log: Log;
	readonly metrics: Metrics;
	readonly offices: Offices;
	readonly past: PastLobbies;
	readonly files: OfficeFiles;
	readonly contacts: Contacts;
	readonly access: AccessStore;
	readonly sessions: Sessions;
	readonly pairing: Pairing;
	readonly invitations: Invitations;
	readonly enrolment: Enrolment;
	readonly accounts: Accounts;
	readonly admission: Admission;
}

/** One that the wire names and that is missing here, or that needs what the hub has not, does not compile. */
export const REQUESTS = {
	hello,
	offices,
	signIn,
	enter,
	signOut,
	pair,
	enrol,
	accept,
	account,
	command,
	watch,
	lookAtTicket,
	lookBack,
	readNotes,
	addNote,
	work,
	health,
	press,
	scan,
	lookAtCode,
	setup,
} as const satisfies { readonly [Name in RequestName]: WireRequest<Name, RequestNeeds> };

/** By its name on the wire. */
export function prepareRequests(needs: RequestNeeds): ReadonlyMap<string, PreparedRequest> {
	return new Map(
		Object.values(REQUESTS).map((request): [string, PreparedRequest] => [
			request.name,
			request.prepare(needs),
		]),
	);
}
