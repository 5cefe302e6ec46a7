// What floor staff is busy with: the open tab, the ticket that was tapped, and the ticket just issued, which can be taken back.
import { getContext, setContext } from 'svelte';
import type { ReferralId, TicketId, VisitId } from '#domain/ids';
import type { SeenCode } from '#protocol/desk-schema';
import type { Desk } from '#screens/nouns/lobby/desk.svelte.ts';
import { floor } from '#words/staff/floor';

export const TABS = ['now', 'issue', 'refer', 'escort'] as const;
export type Tab = (typeof TABS)[number];

export interface Issued {
	readonly ticket: TicketId;
	readonly number: string;
	readonly ahead: number;
}

export class Round {
	readonly desk: Desk;
	#tab = $state.raw<Tab>('now');
	#ticket = $state.raw<TicketId | null>(null);
	#referral = $state.raw<ReferralId | null>(null);
	#issued = $state.raw<Issued | null>(null);
	#visit = $state.raw<VisitId | null>(null);

	constructor(desk: Desk) {
		this.desk = desk;
	}

	get tab(): Tab {
		return this.#tab;
	}

	/** The ticket whose sheet is open. */
	get ticket(): TicketId | null {
		return this.#ticket;
	}

	/** The referral whose sheet is open. */
	get referral(): ReferralId | null {
		return this.#referral;
	}

	get issued(): Issued | null {
		return this.#issued;
	}

	/** For whom a referral or an escort was begun from a ticket's sheet. */
	get visit(): VisitId | null {
		return this.#visit;
	}

	go(tab: Tab, visit: VisitId | null = null): void {
		this.desk.hush();
		this.#ticket = null;
		this.#referral = null;
		this.#visit = visit;
		this.#tab = tab;
	}

	look(ticket: TicketId | null): void {
		this.#ticket = ticket;
		this.#referral = null;
	}

	lookAtReferral(referral: ReferralId | null): void {
		this.#referral = referral;
		this.#ticket = null;
	}

	/** Opens what somebody has scanned. */
	open(code: SeenCode): void {
		if (code.kind === 'ticket') this.look(code.ticket);
		else if (code.kind === 'referral') this.lookAtReferral(code.referral);
		else this.desk.complain(floor.notOurs);
	}

	keep(issued: Issued | null): void {
		this.#issued = issued;
	}

	/** Takes back the ticket that was just issued. */
	async undo(): Promise<void> {
		const issued = this.#issued;
		if (issued === null) return;
		const made = await this.desk.send(
			{ type: 'CancelTicket', ticket: issued.ticket, reason: 'issued-in-error' },
			floor.undone(issued.number),
		);
		if (made !== null) this.#issued = null;
	}
}

const KEY = Symbol('round');

export function setRound(round: Round): Round {
	return setContext(KEY, round);
}

/** @throws when no screen above called `setRound`. */
export function getRound(): Round {
	const round = getContext<Round | undefined>(KEY);
	if (round === undefined) throw new Error('no round: call setRound(...) in the floor screen above');
	return round;
}
