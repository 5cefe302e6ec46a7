// Who may say what: one typed table a direction. Every request is answered; everything else is a hint.
import type { Accept, AccountAsk, AccountDone, Enter, OfficeNamed } from './account-schema.ts';
import type { Answer, CommandAnswer } from './answers.ts';
import type { CommandEnvelope } from './command-schema.ts';
import type { LookAtCode, Press, Scan, Scanned, SeenCode } from './desk-schema.ts';
import type { AgentWork, DeviceHealth, DeviceJob, Health } from './device-schema.ts';
import type { AddNote, Note, ReadNotes, TicketLook } from './note-schema.ts';
import type { LookBack, PastLook } from './past-schema.ts';
import type { Admitted, Enrol, Hello, Pair, SignIn } from './session-schema.ts';
import type { SetupAsk, SetupDone } from './setup-schema.ts';
import type { Beat, Update, Watch, WatchStart } from './view-schema.ts';

type Reply<A> = (answer: A) => void;

export interface ClientToHub {
	/** Anyone: what is here, and who am I? */
	hello: (ask: Record<string, never>, reply: Reply<Answer<Hello>>) => void;
	/** Guest -> session token. */
	signIn: (ask: SignIn, reply: Reply<Answer<Admitted>>) => void;
	/** Guest: which offices there are to sign in to. */
	offices: (
		ask: Record<string, never>,
		reply: Reply<Answer<{ readonly offices: readonly OfficeNamed[] }>>,
	) => void;
	/** Ends the session and every socket of it. */
	signOut: (ask: Record<string, never>, reply: Reply<Answer<object>>) => void;
	/** Guest -> device token. */
	pair: (ask: Pair, reply: Reply<Answer<Admitted>>) => void;
	/** Guest with the one-time code of a new installation -> first administrator. */
	enrol: (ask: Enrol, reply: Reply<Answer<Admitted>>) => void;
	/** Guest with an invitation -> an account of their own. */
	accept: (ask: Accept, reply: Reply<Answer<Admitted>>) => void;
	/** Staff: their own account. */
	account: (ask: AccountAsk, reply: Reply<Answer<AccountDone>>) => void;
	/** Staff -> a session at another office that they belong to; the one before ends. */
	enter: (ask: Enter, reply: Reply<Answer<Admitted>>) => void;
	/** Anyone who holds a ticket's id: a guest of any office, staff and devices of their own. */
	lookAtTicket: (ask: { ticket: string }, reply: Reply<Answer<TicketLook>>) => void;
	/** Whoever the permission table lets send it. */
	command: (ask: CommandEnvelope, reply: Reply<CommandAnswer>) => void;
	/** A screen whose audience fits its device or role. */
	watch: (ask: Watch, reply: Reply<Answer<WatchStart>>) => void;
	/** Agents: join as the one that drives these devices. */
	work: (ask: Record<string, never>, reply: Reply<Answer<AgentWork>>) => void;
	/** Agents: a key of one of their keypads, answered like the command that it stands for. */
	press: (ask: Press, reply: Reply<CommandAnswer>) => void;
	/** Agents: what one of their scanners has read; refused when nobody is there to be shown it. */
	scan: (ask: Scan, reply: Reply<Answer<object>>) => void;
	/** A kiosk, or staff: what is this code that was typed or scanned here? */
	lookAtCode: (ask: LookAtCode, reply: Reply<Answer<{ readonly code: SeenCode }>>) => void;
	/** Agents about their devices, screens about themselves. */
	health: (ask: Health, reply: Reply<Answer<object>>) => void;
	/** Staff who serve customers. */
	readNotes: (ask: ReadNotes, reply: Reply<Answer<{ readonly notes: readonly Note[] }>>) => void;
	addNote: (ask: AddNote, reply: Reply<Answer<{ readonly note: Note }>>) => void;
	/** Supervisors and administrators: the lobby as it was. */
	lookBack: (ask: LookBack, reply: Reply<Answer<PastLook>>) => void;
	/** Administrators. */
	setup: (ask: SetupAsk, reply: Reply<Answer<SetupDone>>) => void;
}

export interface HubToClient {
	update: (update: Update) => void;
	beat: (beat: Beat) => void;
	/** To an agent: one more job owed by a device of its own. */
	job: (job: DeviceJob) => void;
	/** To an agent: what it drives or owes changed otherwise than by one more job; ask for work again. */
	workChanged: () => void;
	/** To a kiosk, or to the screens of whoever sits at the scanner's counter: a code was scanned there. */
	scanned: (scan: Scanned) => void;
	/** To staff screens: device health, whole, on change. */
	deviceHealth: (devices: readonly DeviceHealth[]) => void;
	/** The session or token of this connection ended; the hub disconnects next. */
	ended: (why: { readonly code: 'session-ended' | 'token-revoked' | 'hub-stopping' }) => void;
}

/** Larger messages end the connection. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
