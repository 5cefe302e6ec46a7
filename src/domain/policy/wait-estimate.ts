// How long somebody who joins a line now will wait: learned from the service's own calls of the day, or nothing.
import type { ServiceId } from '../ids.ts';
import { REMEMBERED } from '../lobby.ts';
import type { CallMade, Lobby } from '../lobby.ts';
import type { WaitRange } from '../ticket.ts';

/** Fewer calls than this teach nothing: better no figure than a guess. */
const ENOUGH_CALLS = 5;
const MINUTE = 60_000;

/**
 * The range in minutes, rounded outwards to five, or null without enough calls today.
 * It spans three estimators (Ibrahim and Whitt 2009): the wait of the customer called last, the queue's length over the
 * rate of the last calls, and the wait per position of those calls.
 * @param ahead tickets that would be before the newcomer
 */
export function estimateWait(lobby: Lobby, service: ServiceId, ahead: number): WaitRange | null {
	const calls = (lobby.callsMade.get(service) ?? []).slice(-REMEMBERED.callsMade);
	const last = calls.at(-1);
	if (last === undefined || calls.length < ENOUGH_CALLS) return null;
	if (ahead === 0 && last.waited < 5 * MINUTE) return { from: 0, to: 5 };
	const estimates = [last.waited, (ahead + 1) * timeBetween(calls), (ahead + 1) * waitPerPosition(calls)];
	const from = Math.floor(Math.min(...estimates) / (5 * MINUTE)) * 5;
	const to = Math.max(Math.ceil(Math.max(...estimates) / (5 * MINUTE)) * 5, 5);
	return { from, to };
}

function timeBetween(calls: readonly CallMade[]): number {
	const [first, last] = [calls[0], calls.at(-1)];
	return first === undefined || last === undefined ? 0 : (last.at - first.at) / (calls.length - 1);
}

function waitPerPosition(calls: readonly CallMade[]): number {
	const waited = calls.reduce((sum, call) => sum + call.waited, 0);
	const positions = calls.reduce((sum, call) => sum + call.ahead + 1, 0);
	return waited / positions;
}
