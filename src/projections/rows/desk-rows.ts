// What stands at a counter's sign and keypad: its number, and how many wait for it.
import type { DeviceId } from '#domain/ids';
import { counterOf, counterState, deviceOf, lineOf, staffOf } from '#domain/lobby';
import type { CounterState, Lobby } from '#domain/lobby';
import { servicesOf } from '#domain/policy/calling-order';
import { PRIORITIES } from '#domain/ticket';
import type { LineTarget } from '#domain/ticket';
import type { Counter, DeviceKind } from '#domain/office';

/** The number at a counter. */
export interface DeskNumber {
	/** Whole, such as `A042`. */
	readonly number: string;
	readonly letter: string;
	readonly digits: string;
	/** Called and on the way, or at the counter. */
	readonly status: 'called' | 'serving';
	/** The office's running number of the last call or recall; 0 once the customer is there. A new one flashes anew. */
	readonly sequence: number;
}

export interface SignRow {
	readonly id: DeviceId;
	/** As written above the counter. */
	readonly counter: string;
	readonly status: CounterState['status'];
	readonly present: DeskNumber | null;
}

export interface KeypadRow extends SignRow {
	readonly signedIn: boolean;
	/** Tickets that may be called to this counter by whoever sits there; when nobody does, by somebody who serves everything. */
	readonly waiting: number;
	/** Tickets held from this counter. */
	readonly held: number;
}

export function signRow(lobby: Lobby, id: string): SignRow | null {
	return shownAt(lobby, id, 'sign');
}

export function keypadRow(lobby: Lobby, id: string): KeypadRow | null {
	const shown = shownAt(lobby, id, 'keypad');
	const counter = counterAt(lobby, id);
	if (shown === null || counter === null) return null;
	const { staff } = counterState(lobby, counter.id);
	let held = 0;
	for (const ticket of lobby.held) {
		const state = lobby.tickets.get(ticket)?.state;
		if (state?.status === 'held' && state.counter === counter.id) held += 1;
	}
	return { ...shown, signedIn: staff !== null, waiting: waitingAt(lobby, counter), held };
}

function shownAt(lobby: Lobby, id: string, kind: DeviceKind): SignRow | null {
	const counter = counterAt(lobby, id);
	if (counter === null || deviceOf(lobby, id as DeviceId)?.kind !== kind) return null;
	const { status, ticket } = counterState(lobby, counter.id);
	const there = ticket === null ? undefined : lobby.tickets.get(ticket);
	const row = { id: id as DeviceId, counter: counter.label, status };
	if (there?.state.status !== 'called' && there?.state.status !== 'serving') return { ...row, present: null };
	const { number, state } = there;
	const sequence = state.status === 'called' ? state.sequence : 0;
	const present = { number, letter: number.slice(0, 1), digits: number.slice(1), sequence };
	return { ...row, present: { ...present, status: state.status } };
}

function counterAt(lobby: Lobby, device: string): Counter | null {
	const counter = deviceOf(lobby, device as DeviceId)?.counter ?? null;
	return counter === null ? null : counterOf(lobby, counter);
}

/** Sizes of lines are known: this costs the same with ten and with ten thousand waiting. */
function waitingAt(lobby: Lobby, counter: Counter): number {
	const { staff: id } = counterState(lobby, counter.id);
	const staff = id === null ? null : staffOf(lobby, id);
	const lines: LineTarget[] = servicesAt(lobby, counter).map((service) => ({ kind: 'service', id: service }));
	lines.push({ kind: 'counter', id: counter.id });
	if (staff !== null) lines.push({ kind: 'staff', id: staff.id });
	let waiting = 0;
	for (const line of lines) for (const priority of PRIORITIES) waiting += lineOf(lobby, line, priority).size;
	return waiting;
}

/** What is served at the counter by whoever sits there, or by somebody who may serve all. */
function servicesAt(lobby: Lobby, counter: Counter) {
	const { staff: id } = counterState(lobby, counter.id);
	const staff = id === null ? null : staffOf(lobby, id);
	if (staff !== null) return servicesOf(lobby, counter, staff);
	const all = lobby.office.services.map((service) => service.id);
	return counter.services.length === 0 ? all : all.filter((service) => counter.services.includes(service));
}

/** Whether a line at which somebody came or went counts for that keypad. */
export function isLineOf(lobby: Lobby, counter: Counter, line: LineTarget): boolean {
	switch (line.kind) {
		case 'service':
			return servicesAt(lobby, counter).includes(line.id);
		case 'counter':
			return line.id === counter.id;
		case 'staff':
			return line.id === counterState(lobby, counter.id).staff;
		default:
			return line satisfies never;
	}
}
