// What the hub does with each request of the wire: one line each, in the order of the protocol's table.
import { z } from 'zod';
import type { Actor } from '#domain/commands';
import type { DeviceId, TicketId } from '#domain/ids';
import { snapshotOf } from '#projections/audience';
import { floorTables } from '#projections/floor';
import type { Refused } from '#protocol/answers';
import { acceptSchema, accountSchema, enterSchema } from '#protocol/account-schema';
import { commandEnvelopeSchema } from '#protocol/command-schema';
import { lookAtCodeSchema, pressSchema, scanSchema } from '#protocol/desk-schema';
import { healthSchema } from '#protocol/device-schema';
import { addNoteSchema, readNotesSchema, ticketLookSchema } from '#protocol/note-schema';
import { lookBackSchema } from '#protocol/past-schema';
import { enrolSchema, pairSchema, signInSchema } from '#protocol/session-schema';
import { setupSchema } from '#protocol/setup-schema';
import { watchSchema } from '#protocol/view-schema';
import type { Accounts } from '../access/accounts.ts';
import type { Admission } from '../access/admission.ts';
import type { AnswerTo, AskOf, Handlers } from './door.ts';
import { helloTo } from './hello.ts';
import type { HelloParts } from './hello.ts';
import { CURVE_STEP } from '../office/past-lobbies.ts';
import type { LookBack } from '../office/past-lobbies.ts';
import type { HubTalk } from '../hub-talk.ts';
import { pressKey } from './keypad.ts';
import type { Notes } from './notes.ts';
import { OneAgent } from './one-agent.ts';
import { isAmong, MAY_WATCH, maySend } from '../access/permissions.ts';
import { refused } from '../refused.ts';
import type { RunningOffice } from '../office/running-office.ts';
import { codeForStaff, codeOnKiosk, readCode, shownScan } from './scans.ts';
import type { Sessions } from '../access/sessions.ts';
import type { Setup } from './setup.ts';
import { withFitPrinter } from '../office/spare-printer.ts';
import { endTokensEverywhere } from '../socket-ends.ts';
import type { Caller, DeviceCaller, HubServer, HubSocket, StaffCaller } from '../socket-types.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { lookAtTicket } from './ticket-look.ts';

export interface AskParts extends HelloParts {
	readonly io: HubServer;
	readonly talk: HubTalk;
	readonly admission: Admission;
	readonly accounts: Accounts;
	readonly sessions: Sessions;
	readonly notes: Notes;
	readonly setup: Setup;
	readonly past: LookBack;
	readonly metrics: Metrics;
	readonly log: Log;
}

const nothing = z.strictObject({}) as unknown as z.ZodType<Record<string, never>>;

export function handlersOf(parts: AskParts): Handlers {
	const { io, talk, admission, accounts, sessions, notes, setup, offices, clock, past, metrics, log } = parts;

	const oneAgent = new OneAgent(io, clock, talk);

	function officeOf(caller: Exclude<Caller, { kind: 'guest' }>): RunningOffice {
		const running = offices.get(caller.office);
		if (running === null) throw new Error(`the office ${caller.office} of a connected caller is gone`);
		return running;
	}

	function hello(_ask: object, socket: HubSocket): AnswerTo<'hello'> {
		const { caller } = socket.data;
		if (caller.kind === 'staff') officeOf(caller).devices.tell(socket);
		return { ok: true, ...helloTo(caller, parts) };
	}

	function named(): AnswerTo<'offices'> {
		const each = offices.all().map(({ writer }) => writer.lobby.office);
		return { ok: true, offices: each.map(({ id, name, languages }) => ({ id, name, languages })) };
	}

	async function signOut(_ask: object, socket: HubSocket): Promise<AnswerTo<'signOut'>> {
		const { tokenHash } = staffOf(socket);
		await sessions.end(tokenHash);
		// Answered first, then ended.
		setImmediate(() => endTokensEverywhere(io, talk, [tokenHash], 'session-ended'));
		return { ok: true };
	}

	async function look(
		{ ticket }: AskOf<'lookAtTicket'>,
		{ data: { caller } }: HubSocket,
	): Promise<AnswerTo<'lookAtTicket'>> {
		// Whoever holds the paper may look. Who works here has no business with a paper of another office.
		for (const { writer } of caller.kind === 'guest' ? offices.all() : [officeOf(caller)]) {
			// There may be thousands of offices, and a ticket is of one.
			if (!writer.lobby.tickets.has(ticket as TicketId)) continue;
			const seen = await writer.whenSettled((lobby) => lookAtTicket(lobby, ticket, clock.now()));
			if (seen !== null) return { ok: true, ...seen };
		}
		return refused('unknown-ticket');
	}

	async function command({ id, command }: AskOf<'command'>, socket: HubSocket) {
		const started = performance.now();
		const answer = await decided({ id, command }, socket);
		const ms = performance.now() - started;
		metrics.answered(command.type, answer, ms / 1000);
		// The paper's job carries this id on to the agent's log.
		log.debug({ command: id, type: command.type, answer: answer.ok ? 'done' : answer.code, ms }, 'answered');
		return answer;
	}

	function decided({ id, command }: AskOf<'command'>, socket: HubSocket) {
		const caller = insiderOf(socket);
		const { writer, devices } = officeOf(caller);
		if (!maySend(caller, command, writer.lobby)) return refused('not-allowed', { command: command.type });
		const fit =
			caller.kind === 'device' ? withFitPrinter(command, caller.id, writer.lobby, devices.all()) : command;
		return writer.execute(actorOf(caller), id, fit);
	}

	async function watch(ask: AskOf<'watch'>, socket: HubSocket): Promise<AnswerTo<'watch'>> {
		const caller = insiderOf(socket);
		const { writer, broadcast, devices } = officeOf(caller);
		if (!isAmong(MAY_WATCH[ask.audience], caller, writer.lobby)) {
			return refused('not-allowed', { audience: ask.audience });
		}
		if (caller.kind === 'staff') devices.tell(socket);
		// A screen that comes from another hub may have seen more than this one has read: it must never see less.
		if (ask.after !== null && ask.after > writer.position) await writer.catchUp();
		return writer.whenSettled((lobby) => ({ ok: true, ...broadcast.start(socket, lobby, ask, clock.now()) }));
	}

	async function work(_ask: object, socket: HubSocket): Promise<AnswerTo<'work'>> {
		const caller = deviceOf(socket);
		const { writer, jobs, devices } = officeOf(caller);
		const another = refused('not-allowed', { ask: 'work', problem: 'another agent works under this name' });
		if (!(await oneAgent.isFreeElsewhere(socket, caller))) return another;
		return writer.whenSettled((lobby) => {
			if (!oneAgent.admit(socket, caller)) return another;
			return { ok: true, ...jobs.workOf(lobby, caller.id, clock.now(), devices.all()) };
		});
	}

	function press(ask: AskOf<'press'>, socket: HubSocket): Promise<AnswerTo<'press'>> {
		const caller = deviceOf(socket);
		return pressKey(officeOf(caller).writer, caller.id, ask);
	}

	async function scan({ device, text }: AskOf<'scan'>, socket: HubSocket): Promise<AnswerTo<'scan'>> {
		const caller = deviceOf(socket);
		const { office, id: agent } = caller;
		const refusal = await showScan(officeOf(caller), { office, id: agent }, device, text);
		if (refusal === null) talk.tell({ say: 'scanned', office, agent, scanner: device, text });
		return refusal ?? { ok: true };
	}

	/** To the screens that are here; each hub does this for its own. */
	async function showScan(
		{ writer }: RunningOffice,
		agent: Pick<DeviceCaller, 'office' | 'id'>,
		scanner: DeviceId,
		text: string,
	): Promise<Refused | null> {
		const shown = await writer.whenSettled((lobby) => shownScan(lobby, agent, scanner, text, clock.now()));
		if ('code' in shown) return shown;
		io.to(shown.room).emit('scanned', shown.scanned);
		return null;
	}
	talk.on('scanned', ({ office, agent, scanner, text }) => {
		const running = offices.get(office);
		// A hub that cannot read its office shows nothing; whoever holds the paper holds it there once more.
		if (running !== null) showScan(running, { office, id: agent }, scanner, text).catch(() => undefined);
	});

	async function lookAtCode(
		{ text }: AskOf<'lookAtCode'>,
		socket: HubSocket,
	): Promise<AnswerTo<'lookAtCode'>> {
		const caller = insiderOf(socket);
		const { writer } = officeOf(caller);
		return writer.whenSettled((lobby) => {
			const code = readCode(lobby, text);
			const isKiosk = caller.kind === 'device';
			return { ok: true, code: isKiosk ? codeOnKiosk(lobby, code, clock.now()) : codeForStaff(code) };
		});
	}

	function health(ask: AskOf<'health'>, socket: HubSocket): AnswerTo<'health'> {
		const caller = deviceOf(socket);
		const heard = officeOf(caller).devices.hear(caller, ask);
		return heard ? { ok: true } : refused('unknown-device', { device: ask.device });
	}

	async function lookBack({ at }: AskOf<'lookBack'>, socket: HubSocket): Promise<AnswerTo<'lookBack'>> {
		const seen = await past.at(staffOf(socket).office, at);
		if (seen === null) return refused('day-not-open');
		const { lobby, days, curve } = seen;
		return { ok: true, at: seen.at, tables: snapshotOf(floorTables, lobby), days, curve, step: CURVE_STEP };
	}

	return {
		hello: { schema: nothing, handle: hello },
		signIn: { schema: signInSchema, handle: (ask, { data }) => admission.signIn(ask, data.caller.address) },
		offices: { schema: nothing, handle: named },
		accept: { schema: acceptSchema, handle: (ask, { data }) => accounts.accept(ask, data.caller.address) },
		account: { schema: accountSchema, handle: (ask, socket) => accounts.do(staffOf(socket), ask) },
		enter: { schema: enterSchema, handle: (ask, socket) => accounts.enter(staffOf(socket), ask) },
		signOut: { schema: nothing, handle: signOut },
		pair: { schema: pairSchema, handle: (ask, { data }) => admission.pair(ask, data.caller.address) },
		enrol: { schema: enrolSchema, handle: (ask, { data }) => admission.enrol(ask, data.caller.address) },
		lookAtTicket: { schema: ticketLookSchema, handle: look },
		command: { schema: commandEnvelopeSchema, handle: command },
		watch: { schema: watchSchema, handle: watch },
		work: { schema: nothing, handle: work },
		press: { schema: pressSchema, handle: press },
		scan: { schema: scanSchema, handle: scan },
		lookAtCode: { schema: lookAtCodeSchema, handle: lookAtCode },
		health: { schema: healthSchema, handle: health },
		readNotes: { schema: readNotesSchema, handle: (ask, socket) => notes.read(staffOf(socket), ask) },
		addNote: { schema: addNoteSchema, handle: (ask, socket) => notes.add(staffOf(socket), ask) },
		lookBack: { schema: lookBackSchema, handle: lookBack },
		setup: { schema: setupSchema, handle: (ask, socket) => setup.do(staffOf(socket), ask) },
	};
}

function actorOf(caller: StaffCaller | DeviceCaller): Actor {
	return caller.kind === 'staff' ? { kind: 'staff', id: caller.id } : { kind: 'device', id: caller.id };
}

/** The permission table has let only such callers through; anything else is a bug of the table. */
function insiderOf({ data: { caller } }: HubSocket): StaffCaller | DeviceCaller {
	if (caller.kind === 'guest') throw new Error('a guest came past the permission table');
	return caller;
}

function staffOf({ data: { caller } }: HubSocket): StaffCaller {
	if (caller.kind !== 'staff') throw new Error(`a ${caller.kind} came past the permission table`);
	return caller;
}

function deviceOf({ data: { caller } }: HubSocket): DeviceCaller {
	if (caller.kind !== 'device') throw new Error(`a ${caller.kind} came past the permission table`);
	return caller;
}
