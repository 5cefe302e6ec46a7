// Who may send which command and watch what. Who may send a request stands with the request; what a rule needs to know
// about the lobby itself is decided in the domain.
import type { CommandType } from '#domain/commands';
import type { StaffId } from '#domain/ids';
import { deviceOf, staffOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { DeviceKind, Role } from '#domain/office';
import type { WireCommand } from '#protocol/command-schema';
import type { Audience } from '#protocol/view-schema';
import type { Caller, DeviceCaller } from '../socket-types.ts';

export interface Who {
	readonly roles: readonly Role[];
	readonly devices: readonly DeviceKind[];
}

export const HEADS: readonly Role[] = ['supervisor', 'administrator'];
const SERVING: readonly Role[] = ['representative', 'trainee', 'supervisor'];
export const LOBBY: readonly Role[] = ['representative', 'trainee', 'floor', 'supervisor'];
export const EVERYBODY: readonly Role[] = [...LOBBY, 'administrator'];

const staff = (roles: readonly Role[]): Who => ({ roles, devices: [] });

export const MAY_SEND: Readonly<Record<Exclude<CommandType, 'ConfigureOffice'>, Who>> = {
	OpenDay: staff(HEADS),
	CloseDay: staff(HEADS),
	IssueTicket: { roles: LOBBY, devices: ['kiosk'] },
	CancelTicket: staff(LOBBY),
	CallNext: staff(SERVING),
	// Out of turn is a judgement that a trainee leaves to others.
	CallTicket: staff(['representative', 'supervisor']),
	RecallTicket: staff(SERVING),
	ServeTicket: staff(SERVING),
	FinishTicket: staff(SERVING),
	MarkNoShow: staff(SERVING),
	HoldTicket: staff(SERVING),
	ReturnTicket: staff(LOBBY),
	TransferTicket: staff(LOBBY),
	OpenCounter: staff(SERVING),
	PauseCounter: staff(SERVING),
	CloseCounter: staff(SERVING),
	ReferVisit: staff(LOBBY),
	CloseReferral: staff(LOBBY),
	StartEscort: staff(LOBBY),
	ArriveEscort: staff(LOBBY),
	HandOverEscort: staff(LOBBY),
	ReturnEscort: staff(LOBBY),
	RequestHelp: { roles: LOBBY, devices: ['kiosk'] },
	AnswerHelp: staff(LOBBY),
	PrintPaper: staff(EVERYBODY),
	// Staff may only void: how it ended is for the agent to say.
	EndJob: { roles: EVERYBODY, devices: ['agent'] },
	DoubtJob: { roles: [], devices: ['agent'] },
	WantJob: staff(EVERYBODY),
	MoveJob: { roles: [], devices: ['agent'] },
};

export const MAY_WATCH: Readonly<Record<Audience, Who>> = {
	kiosk: { roles: [], devices: ['kiosk'] },
	display: { roles: [], devices: ['display'] },
	station: staff(SERVING),
	floor: staff(EVERYBODY),
	desk: { roles: [], devices: ['agent'] },
};

/** Roles as the office has them now: a role that setup took away is gone with the next request. */
export function isAmong(who: Who, caller: Caller, lobby: Lobby): boolean {
	switch (caller.kind) {
		case 'guest':
			return false;
		case 'device':
			return who.devices.includes(caller.device);
		case 'staff':
			return isHeldBy(who, caller.id, lobby);
		default:
			return caller satisfies never;
	}
}

function isHeldBy(who: Who, person: StaffId, lobby: Lobby): boolean {
	return staffOf(lobby, person)?.roles.some((role) => who.roles.includes(role)) ?? false;
}

/** Whether this person's roles allow it, wherever they ask from: at a screen or at a keypad. */
export function isOpenTo(person: StaffId, command: WireCommand, lobby: Lobby): boolean {
	return isHeldBy(MAY_SEND[command.type], person, lobby) && isOfStaff(command);
}

export function maySend(caller: Caller, command: WireCommand, lobby: Lobby): boolean {
	if (!isAmong(MAY_SEND[command.type], caller, lobby)) return false;
	return caller.kind === 'device' ? isItsOwn(caller, command, lobby) : isOfStaff(command);
}

/** A device speaks for itself only: its own place, its own printers, its own jobs. */
function isItsOwn(device: DeviceCaller, command: WireCommand, lobby: Lobby): boolean {
	switch (command.type) {
		case 'IssueTicket': {
			const { channel, printer, priority } = command;
			const { printer: own = null, sparePrinter: spare = null } = deviceOf(lobby, device.id) ?? {};
			const mayPrint = printer === null || printer === own || printer === spare;
			return channel === 'kiosk' && priority === 'normal' && mayPrint;
		}
		case 'RequestHelp':
			return command.place.kind === 'kiosk' && command.place.id === device.id;
		case 'EndJob':
		case 'DoubtJob':
		case 'MoveJob': {
			const job = lobby.jobs.get(command.job);
			// A job that nobody knows is for the domain to refuse.
			return job === undefined || deviceOf(lobby, job.device)?.agent === device.id;
		}
		default:
			return false;
	}
}

function isOfStaff(command: WireCommand): boolean {
	if (command.type === 'IssueTicket') return command.channel !== 'kiosk';
	if (command.type === 'EndJob') return command.outcome === 'void';
	if (command.type === 'RequestHelp') return command.place.kind === 'counter';
	return true;
}
