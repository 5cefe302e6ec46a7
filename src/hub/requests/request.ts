// What a request of the wire is to the hub: who may send it, how it is parsed, and what answers it.
import { z } from 'zod';
import type { DeviceKind, Role } from '#domain/office';
import type { Answer } from '#protocol/answers';
import type { ClientToHub } from '#protocol/socket-events';
import { EVERYBODY } from '../access/permissions.ts';
import type { Who } from '../access/permissions.ts';
import type { Caller, DeviceCaller, HubSocket, StaffCaller } from '../socket-types.ts';

/** The wire's own table, `ClientToHub`, is the one list of requests. */
export type RequestName = keyof ClientToHub;
export type AskOf<Name extends RequestName> = Parameters<ClientToHub[Name]>[0];
export type AnswerTo<Name extends RequestName> = Parameters<Parameters<ClientToHub[Name]>[1]>[0];

/** Answers a request that was parsed and permitted. What it throws is answered as `fault`. */
export type Handle<Name extends RequestName, From extends Caller> = (
	ask: AskOf<Name>,
	caller: From,
	socket: HubSocket,
) => AnswerTo<Name> | Promise<AnswerTo<Name>>;

/** `guests`: also before anybody has signed in or paired. */
export interface May extends Who {
	readonly guests: boolean;
}

/** `Needs`: what the handler needs of the hub, and nothing else. */
export interface WireRequest<Name extends RequestName, Needs> {
	readonly name: Name;
	readonly may: May;
	/** Called once, when the hub starts. */
	readonly prepare: (needs: Needs) => PreparedRequest;
}

/** A request as the door sees it: which one it is does not matter there. */
export interface PreparedRequest {
	readonly may: May;
	readonly schema: z.ZodType;
	readonly handle: (parsed: unknown, socket: HubSocket) => Answer<object> | Promise<Answer<object>>;
}

/** Written in the request's own file. */
export interface RequestParts<Name extends RequestName, Needs, From extends Caller> {
	readonly schema: z.ZodType<AskOf<Name>>;
	readonly handler: (needs: Needs) => Handle<Name, From>;
}

/** The schema of a request that says nothing but its name. */
export const nothing = z.strictObject({}) as unknown as z.ZodType<Record<string, never>>;

/** Every device that speaks for itself. */
const SPEAKING: readonly DeviceKind[] = ['kiosk', 'display', 'agent'];

export function fromAnyone<Name extends RequestName, Needs>(
	name: Name,
	parts: RequestParts<Name, Needs, Caller>,
): WireRequest<Name, Needs> {
	return made(name, { guests: true, roles: EVERYBODY, devices: SPEAKING }, parts, (caller) => caller);
}

/** From those only who have not signed in or paired. */
export function fromGuests<Name extends RequestName, Needs>(
	name: Name,
	parts: RequestParts<Name, Needs, Caller>,
): WireRequest<Name, Needs> {
	return made(name, { guests: true, roles: [], devices: [] }, parts, (caller) => caller);
}

export function fromStaff<Name extends RequestName, Needs>(
	name: Name,
	roles: readonly Role[],
	parts: RequestParts<Name, Needs, StaffCaller>,
): WireRequest<Name, Needs> {
	return made(name, { guests: false, roles, devices: [] }, parts, asStaff);
}

export function fromDevices<Name extends RequestName, Needs>(
	name: Name,
	devices: readonly DeviceKind[],
	parts: RequestParts<Name, Needs, DeviceCaller>,
): WireRequest<Name, Needs> {
	return made(name, { guests: false, roles: [], devices }, parts, asDevice);
}

/** From staff and devices. */
export function fromInsiders<Name extends RequestName, Needs>(
	name: Name,
	who: Who,
	parts: RequestParts<Name, Needs, StaffCaller | DeviceCaller>,
): WireRequest<Name, Needs> {
	return made(name, { guests: false, ...who }, parts, asInsider);
}

function made<Name extends RequestName, Needs, From extends Caller>(
	name: Name,
	may: May,
	{ schema, handler }: RequestParts<Name, Needs, From>,
	as: (caller: Caller) => From,
): WireRequest<Name, Needs> {
	return {
		name,
		may,
		prepare(needs) {
			const handle = handler(needs);
			return {
				may,
				schema,
				handle: (parsed, socket) => handle(parsed as AskOf<Name>, as(socket.data.caller), socket),
			};
		},
	};
}

// The door has let only such callers through; anything else is a bug of the door.

function asInsider(caller: Caller): StaffCaller | DeviceCaller {
	if (caller.kind === 'guest') throw new Error('a guest came past the door');
	return caller;
}

function asStaff(caller: Caller): StaffCaller {
	if (caller.kind !== 'staff') throw new Error(`a ${caller.kind} came past the door`);
	return caller;
}

function asDevice(caller: Caller): DeviceCaller {
	if (caller.kind !== 'device') throw new Error(`a ${caller.kind} came past the door`);
	return caller;
}
