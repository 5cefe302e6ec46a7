// Plays the steps of a script on a running hub, each through the client that would have done it, and writes down what
// the hub said.
import type { CounterId, TicketId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { HubClient } from '#support/hubs/hub-client';
import type { Ledger } from './ledger.ts';
import type { LobbyCast } from './lobby-cast.ts';
import type { RecordedOffice } from './recorded-office.ts';
import type { Step } from './script.ts';

/** The kind of step that this kind is one of: some kinds share their fields. */
type StepOf<Kind extends Step['kind']> = Step extends infer One
	? One extends { readonly kind: infer Kinds }
		? Kind extends Kinds
			? One
			: never
		: never
	: never;

export class Stage {
	readonly #recorded: RecordedOffice;
	readonly #cast: LobbyCast;
	readonly #ledger: Ledger;
	/** Counter of the script -> the ticket called to it. */
	readonly #at = new Map<string, TicketId>();
	readonly #lanes = new Map<string, Promise<void>>();
	commands = 0;
	#kiosk = 0;

	constructor(recorded: RecordedOffice, cast: LobbyCast, ledger: Ledger) {
		this.#recorded = recorded;
		this.#cast = cast;
		this.#ledger = ledger;
	}

	/** Goes on once all earlier steps of the same queue (arrivals, calls) and of the same counter are done. */
	play(step: Step): Promise<void> {
		const lanes: string[] = [];
		if (step.kind === 'issue' || step.kind === 'call') lanes.push(`queue ${step.queue}`);
		if (step.kind !== 'issue') lanes.push(`counter ${step.counter}`);
		const before = lanes.map((lane) => this.#lanes.get(lane));
		const done = Promise.all(before).then(() => this.#do(step));
		for (const lane of lanes) this.#lanes.set(lane, done);
		return done;
	}

	async finished(): Promise<void> {
		await Promise.all(this.#lanes.values());
	}

	async #do(step: Step): Promise<void> {
		switch (step.kind) {
			case 'issue':
				return this.#issue(step);
			case 'call':
				return this.#call(step);
			case 'serve':
			case 'finish':
			case 'no-show':
				return this.#goOn(step);
			case 'open':
			case 'close': {
				const counter = this.#counter(step.counter);
				await this.#send(this.#station(step.counter), step.kind, this.#move(step.kind, counter));
				return;
			}
			default:
				step satisfies never;
		}
	}

	#move(kind: 'open' | 'close', counter: CounterId): WireCommand {
		return kind === 'open'
			? { type: 'OpenCounter', counter, takeOver: false }
			: { type: 'CloseCounter', counter };
	}

	async #issue({ queue, ticket: recorded }: StepOf<'issue'>): Promise<void> {
		const { kiosks } = this.#cast;
		const kiosk = kiosks[(this.#kiosk += 1) % kiosks.length];
		const service = this.#recorded.services.get(queue);
		if (kiosk === undefined || service === undefined)
			throw new Error(`no kiosk or no service for queue ${queue}`);
		const [language = ''] = this.#recorded.office.languages;
		const answer = await this.#send(kiosk, 'issue', {
			type: 'IssueTicket',
			services: [service],
			language,
			needs: [],
			priority: 'normal',
			channel: 'kiosk',
			printer: null,
		});
		if (!answer.ok) return;
		const { ticket, number } = answer.made;
		if (ticket === undefined || number === undefined)
			this.#ledger.refused('issue: answered without a ticket');
		else this.#ledger.issued(ticket, { recorded, queue, number, position: answer.position });
	}

	async #call({ queue, counter: desk }: StepOf<'call'>): Promise<void> {
		const counter = this.#counter(desk);
		const answer = await this.#send(this.#station(desk), 'call', { type: 'CallNext', counter });
		if (!answer.ok) return;
		const { ticket } = answer.made;
		if (ticket === undefined) {
			this.#ledger.refused('call: answered without a ticket');
			return;
		}
		this.#at.set(desk, ticket);
		const shown = this.#recorded.office.counters.find((one) => one.id === counter)?.label ?? '';
		this.#ledger.called({ ticket, queue, counter: shown, position: answer.position });
	}

	async #goOn({ kind, counter: desk }: StepOf<'finish'>): Promise<void> {
		const ticket = this.#at.get(desk);
		// The call was refused, which is written down already.
		if (ticket === undefined) return;
		if (kind !== 'serve') this.#at.delete(desk);
		const station = this.#station(desk);
		const command: WireCommand =
			kind === 'serve'
				? { type: 'ServeTicket', ticket }
				: kind === 'finish'
					? { type: 'FinishTicket', ticket, outcome: 'answered' }
					: { type: 'MarkNoShow', ticket };
		const answer = await this.#send(station, kind, command);
		if (answer.ok && kind !== 'serve') this.#ledger.ended(ticket, kind === 'finish' ? 'finished' : 'no-show');
	}

	async #send(client: HubClient, what: string, command: WireCommand): Promise<CommandAnswer> {
		const answer = await client.command(command);
		this.commands += 1;
		if (!answer.ok) this.#ledger.refused(`${what}: ${answer.code} ${JSON.stringify(answer.facts)}`);
		return answer;
	}

	#station(desk: string): HubClient {
		const station = this.#cast.stations.get(desk);
		if (station === undefined) throw new Error(`nobody sits at counter ${desk}`);
		return station;
	}

	#counter(desk: string): CounterId {
		const found = this.#recorded.desks.get(desk);
		if (found === undefined) throw new Error(`there is no counter ${desk}`);
		return found.counter;
	}
}
