// One representative's place at work: their counter, customer and line, the panel that is open, and what each step does.
import { getContext, setContext } from 'svelte';
import type { CounterId, TicketId } from '#domain/ids';
import type { CallReason, LineTarget, Outcome } from '#domain/ticket';
import type { CommandOf, PauseReason } from '#domain/commands';
import type { Desk } from '#screens/nouns/lobby/desk.svelte.ts';
import { lineAsCalled } from '#projections/calling';
import type { TicketRow } from '#projections/rows/lobby-rows';
import { station } from '#words/staff/station';
import { parkedOf } from './parked.ts';
import { placeOf } from '#screens/nouns/counter/place.ts';
import { counterSteps, customerSteps } from './steps.ts';
import type { Step } from './steps.ts';

/** What the middle of the screen asks right now. */
export type Panel =
	| { readonly kind: 'none' }
	| { readonly kind: 'finish' | 'hold' | 'no-show' | 'transfer' | 'refer' | 'escort' | 'pause' | 'note' }
	| { readonly kind: 'call-out-of-turn' | 'bring-back'; readonly ticket: TicketId | null };

const NONE: Panel = { kind: 'none' };

export class Workplace {
	readonly desk: Desk;
	#panel = $state.raw<Panel>(NONE);

	constructor(desk: Desk) {
		this.desk = desk;
	}

	place = $derived.by(() => {
		const { view, me } = this.desk;
		return view === null ? null : placeOf(view, me);
	});

	line = $derived.by((): readonly TicketRow[] => {
		const { view, now } = this.desk;
		if (view === null || this.place?.counter == null) return [];
		const { counter, staff } = this.place;
		return lineAsCalled(Object.values(view.tickets), counter, staff, view.services, now);
	});

	parked = $derived.by(() => {
		const { view, now, me } = this.desk;
		const counter: CounterId | null = this.place?.counter?.id ?? null;
		return view === null ? [] : parkedOf(view, { counter, staff: me }, now);
	});

	/** Whether this person may call somebody before their turn. */
	mayJudge = $derived.by(
		() => this.place?.staff.roles.some((role) => role === 'representative' || role === 'supervisor') === true,
	);

	#standing = $derived.by(() => ({
		counter: this.place?.counter?.status ?? ('closed' as const),
		ticket: this.place?.ticket?.status ?? null,
		waiting: this.line.length,
		parked: this.parked.length,
		mayJudge: this.mayJudge,
	}));

	/** The obvious one first. */
	customerSteps = $derived.by(() => customerSteps(this.#standing));
	counterSteps = $derived.by(() => counterSteps(this.#standing));

	get panel(): Panel {
		return this.#panel;
	}

	open(panel: Panel): void {
		this.desk.hush();
		this.#panel = panel;
	}

	close(): void {
		this.#panel = NONE;
	}

	/** Does the step, or opens the panel that asks what it needs. */
	async take(step: Step): Promise<void> {
		const { counter, ticket } = this.place ?? {};
		if (counter == null) return;
		switch (step) {
			case 'next':
				return void (await this.desk.send({ type: 'CallNext', counter: counter.id }));
			case 'serve':
				if (ticket != null) await this.desk.send({ type: 'ServeTicket', ticket: ticket.id });
				return;
			case 'recall':
				if (ticket != null) await this.desk.send({ type: 'RecallTicket', ticket: ticket.id });
				return;
			case 'reopen':
				return void (await this.desk.send({ type: 'OpenCounter', counter: counter.id, takeOver: false }));
			case 'help':
				await this.desk.send(
					{ type: 'RequestHelp', place: { kind: 'counter', id: counter.id } },
					station.helpAsked,
				);
				return;
			case 'leave':
				return void (await this.desk.send({ type: 'CloseCounter', counter: counter.id }));
			case 'call-out-of-turn':
			case 'bring-back':
				return this.open({ kind: step, ticket: null });
			default:
				return this.open({ kind: step });
		}
	}

	finish(outcome: Outcome): Promise<boolean> {
		return this.#about((ticket) => ({ type: 'FinishTicket', ticket, outcome }));
	}

	hold(reason: CommandOf<'HoldTicket'>['reason']): Promise<boolean> {
		return this.#about((ticket) => ({ type: 'HoldTicket', ticket, reason }));
	}

	noShow(): Promise<boolean> {
		return this.#about((ticket) => ({ type: 'MarkNoShow', ticket }));
	}

	transfer(to: LineTarget): Promise<boolean> {
		return this.#about((ticket) => ({ type: 'TransferTicket', ticket, to }));
	}

	async pause(reason: PauseReason): Promise<boolean> {
		const counter = this.place?.counter;
		if (counter == null) return false;
		return this.#done(await this.desk.send({ type: 'PauseCounter', counter: counter.id, reason }));
	}

	async callTicket(ticket: TicketId, reason: CallReason): Promise<boolean> {
		const counter = this.place?.counter;
		if (counter == null) return false;
		return this.#done(await this.desk.send({ type: 'CallTicket', counter: counter.id, ticket, reason }));
	}

	async returnTicket(ticket: TicketId): Promise<boolean> {
		return this.#done(await this.desk.send({ type: 'ReturnTicket', ticket }));
	}

	async #about(command: (ticket: TicketId) => Parameters<Desk['send']>[0]): Promise<boolean> {
		const ticket = this.place?.ticket;
		return ticket == null ? false : this.#done(await this.desk.send(command(ticket.id)));
	}

	/** A panel closes when its answer was taken; refused, it stays for another choice. */
	#done(made: object | null): boolean {
		if (made !== null) this.close();
		return made !== null;
	}
}

const KEY = Symbol('workplace');

export function setWorkplace(workplace: Workplace): Workplace {
	return setContext(KEY, workplace);
}

/** @throws when no screen above called `setWorkplace`. */
export function getWorkplace(): Workplace {
	const workplace = getContext<Workplace | undefined>(KEY);
	if (workplace === undefined)
		throw new Error('no workplace: call setWorkplace(...) in the station screen above');
	return workplace;
}
