// What a key of a keypad stands for: the command of whoever is signed in at its counter.
import { decide } from '#domain/decide';
import type { Asked } from '#domain/commands';
import type { CounterId, DeviceId, StaffId } from '#domain/ids';
import { counterOf, counterState, deviceOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { Ticket } from '#domain/ticket';
import type { Refused } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { Press } from '#protocol/desk-schema';
import { isOpenTo } from '../../access/permissions.ts';
import { refused } from '../../refused.ts';

export interface Meaning {
	readonly by: StaffId;
	/** A no-show goes back in line before it is called; null where nothing has to be done before. */
	readonly before: WireCommand | null;
	readonly command: WireCommand;
}

/** What the key means as the lobby stands, or why it means nothing. */
export function meaningOf(lobby: Lobby, agent: DeviceId, press: Press): Meaning | Refused {
	const keypad = deviceOf(lobby, press.device);
	if (keypad?.kind !== 'keypad' || keypad.agent !== agent || keypad.counter === null)
		return refused('unknown-device', { device: press.device });
	const { counter } = keypad;
	const label = counterOf(lobby, counter)?.label ?? counter;
	const { staff, ticket } = counterState(lobby, counter);
	if (staff === null) return refused('counter-closed', { counter: label });
	const command = press.key === 'next' ? nextAt(lobby, counter, staff, press) : onTicket(press.key, ticket);
	if ('ok' in command) return command;
	const refusedTo = [command.before, command.command].find(
		(one) => one !== null && !isOpenTo(staff, one, lobby),
	);
	if (refusedTo != null) return refused('not-allowed', { command: refusedTo.type });
	return { by: staff, ...command };
}

type Commands = Omit<Meaning, 'by'>;

function onTicket(key: Exclude<Press['key'], 'next'>, ticket: Ticket['id'] | null): Commands | Refused {
	if (ticket === null) return refused('ticket-not-at-counter');
	return { before: null, command: commandFor(key, ticket) };
}

function commandFor(key: Exclude<Press['key'], 'next'>, ticket: Ticket['id']): WireCommand {
	switch (key) {
		case 'recall':
			return { type: 'RecallTicket', ticket };
		case 'no-show':
			return { type: 'MarkNoShow', ticket };
		case 'serve':
			return { type: 'ServeTicket', ticket };
		case 'finish':
			return { type: 'FinishTicket', ticket, outcome: 'answered' };
		case 'hold':
			return { type: 'HoldTicket', ticket, reason: 'other' };
		default:
			return key satisfies never;
	}
}

function nextAt(
	lobby: Lobby,
	counter: CounterId,
	staff: StaffId,
	{ id, number }: Pick<Press, 'id' | 'number'>,
): Commands | Refused {
	if (number === null) return { before: null, command: { type: 'CallNext', counter } };
	const [ticket, ...others] = ticketsWith(lobby, number);
	if (ticket === undefined) return refused('unknown-ticket', { number });
	if (others.length > 0) {
		const numbers = [ticket, ...others].map((one) => one.number).join(' ');
		return refused('several-tickets', { number, numbers });
	}
	const { status } = ticket.state;
	const reason = status === 'waiting' ? 'other' : 'returned';
	const command: WireCommand = { type: 'CallTicket', counter, ticket: ticket.id, reason };
	if (status !== 'no-show') return { before: null, command };
	// Back in line only when the call itself will be done: nothing happens by halves.
	const asked: Asked = { id, at: lobby.at, by: { kind: 'staff', id: staff } };
	const decision = decide(lobby, command, asked);
	if ('refusal' in decision && decision.refusal.code !== 'ticket-not-waiting')
		return refused(decision.refusal.code, decision.refusal.facts);
	return { before: { type: 'ReturnTicket', ticket: ticket.id }, command };
}

/** The tickets that could be called, by their digits: nobody types leading zeros. */
function ticketsWith(lobby: Lobby, digits: string): Ticket[] {
	return [...lobby.tickets.values()].filter(({ number, state: { status } }) => {
		const isCallable = status === 'waiting' || status === 'held' || status === 'no-show';
		return isCallable && Number(number.slice(1)) === Number(digits);
	});
}
