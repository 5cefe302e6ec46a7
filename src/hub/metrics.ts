// What the hub counts and measures of itself, in Prometheus' form: of offices, tickets and devices, never of a person.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CommandType } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import type { Lobby } from '#domain/lobby';
import type { CommandAnswer } from '#protocol/answers';
import { PlainHistogram } from './plain-histogram.ts';

/** Seconds; the middle is where a command on a good disk lies. */
const COMMAND_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
/** Seconds: what people call "at once" up to two hours. */
const WAIT_BUCKETS = [60, 300, 600, 900, 1200, 1800, 2700, 3600, 5400, 7200];
/** Seconds from owed to on paper. */
const PAPER_BUCKETS = [0.5, 1, 2, 5, 10, 30, 60, 300, 600, 3600];
const BATCH_BUCKETS = [1, 2, 5, 10, 25, 50, 100, 250, 500];

export class Metrics {
	readonly registry = new Registry();
	/** Counted by hand and handed over when asked: a label set costs more than a command's rules. */
	readonly #commands = new Map<string, number>();
	readonly #seconds: PlainHistogram;
	readonly #wait: Histogram<'office'>;
	readonly #paper: Histogram<'office' | 'outcome'>;
	readonly #append: PlainHistogram;
	readonly #batch: PlainHistogram;

	constructor(version: string) {
		const registers = [this.registry];
		collectDefaultMetrics({ register: this.registry, prefix: 'rotunda_' });
		const commands = this.#commands;
		new Counter({
			name: 'rotunda_commands_total',
			help: 'Commands answered, by type and by "done" or the code of the refusal.',
			labelNames: ['type', 'answer'],
			registers,
			collect() {
				this.reset();
				for (const [key, count] of commands) {
					const [type = '', answer = ''] = key.split(' ');
					this.inc({ type, answer }, count);
				}
			},
		});
		const histogram = <Label extends string>(
			name: string,
			help: string,
			buckets: number[],
			labelNames: Label[],
		) => new Histogram({ name: `rotunda_${name}`, help, buckets, labelNames, registers });
		this.#wait = histogram('wait_seconds', 'From arrival to the first call.', WAIT_BUCKETS, ['office']);
		this.#paper = histogram('paper_seconds', 'From owed to ended.', PAPER_BUCKETS, ['office', 'outcome']);
		const plain = (name: string, help: string, bounds: readonly number[]) =>
			new PlainHistogram(this.registry, `rotunda_${name}`, help, bounds);
		this.#seconds = plain('command_seconds', 'From a command to its answer.', COMMAND_BUCKETS);
		this.#append = plain('append_seconds', 'A durable append to the store.', COMMAND_BUCKETS);
		this.#batch = plain('append_events', 'Events that shared an append.', BATCH_BUCKETS);
		new Gauge({
			name: 'rotunda_info',
			help: 'The version that runs.',
			labelNames: ['version'],
			registers,
		}).set({ version }, 1);
	}

	get contentType(): string {
		return this.registry.contentType;
	}

	/** Everything, as text. */
	page(): Promise<string> {
		return this.registry.metrics();
	}

	answered(type: CommandType, answer: CommandAnswer, seconds: number): void {
		const key = `${type} ${answer.ok ? 'done' : answer.code}`;
		this.#commands.set(key, (this.#commands.get(key) ?? 0) + 1);
		this.#seconds.observe(seconds);
	}

	/** What this hub itself has stored; the lobby stands after it. */
	stored(lobby: Lobby, events: readonly StoredEvent[], appendMs: number): void {
		const office = lobby.office.id;
		this.#append.observe(seconds(appendMs));
		this.#batch.observe(events.length);
		for (const { event, at } of events) {
			if (event.type === 'TicketCalled') {
				const ticket = lobby.tickets.get(event.ticket);
				const calls = ticket?.intervals.filter(({ kind }) => kind === 'walk').length;
				if (ticket !== undefined && calls === 1)
					this.#wait.observe({ office }, seconds(at - ticket.firstArrival));
			}
			if (event.type === 'JobEnded') {
				const job = lobby.jobs.get(event.job);
				const { outcome } = event;
				if (job !== undefined) this.#paper.observe({ office, outcome }, seconds(at - job.owedSince));
			}
		}
	}
}

function seconds(ms: number): number {
	return Math.max(0, ms) / 1000;
}
