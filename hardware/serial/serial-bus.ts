// One line with several units on it: one question at a time, each with its time to be answered, and a dead unit holds up no other.
import type { Logger } from 'pino';
import type { DeviceState } from '../device.ts';
import type { FrameFormat, FrameReader, Heard, Reply, Say } from './desk-messages.ts';
import { KeptLine } from './kept-line.ts';
import type { RetryMs } from './kept-line.ts';
import type { LineLink } from './line-link.ts';
import { WrongSetting } from '../wrong-setting.ts';

/** One unit's side of the bus. Nothing here may throw or wait. */
export interface BusUnit {
	readonly unit: number;
	readonly format: FrameFormat;
	/** For people, where two want the same unit. */
	readonly name: string;
	/** What it is to be told now, or null: nothing this round. `now` by the steady clock, ms. */
	next(now: number): Say | null;
	heard(reply: Reply, say: Say): void;
	/** It did not answer, however often it was asked; it is asked again by and by. */
	silent(): void;
	/** Why the line is not open, or null while it is. */
	line(trouble: DeviceState | null): void;
}

export interface BusLimits {
	/** On top of the bytes' own way. */
	readonly answerMs: number;
	/** How often a question is asked before the unit counts as silent. */
	readonly tries: number;
	/** A silent unit is left alone for so long at first and at most. */
	readonly restMs: readonly [first: number, longest: number];
	/** Pause when nobody is to be told anything. */
	readonly tickMs: number;
	readonly retryMs: RetryMs;
}

const LIMITS: BusLimits = { answerMs: 120, tries: 3, restMs: [500, 2000], tickMs: 20, retryMs: [250, 5000] };
/** The longest answer of any format. */
const ANSWER_BYTES = 32;

interface Seat {
	readonly client: BusUnit;
	sequence: number;
	/** 0 while it answers. */
	resting: number;
	restsUntil: number;
}

export class SerialBus {
	readonly #limits: BusLimits;
	readonly #line: KeptLine;
	readonly #link: LineLink;
	#seats: Seat[] = [];
	#trouble: DeviceState | null = { state: 'trouble', troubles: ['unreachable'], note: null };
	#reader: FrameReader<Heard> | null = null;
	#hear: (heard: readonly Heard[]) => void = () => undefined;
	#talking: Promise<void> | null = null;
	#started = false;
	#stopped = false;

	constructor(link: LineLink, log: Logger, limits: Partial<BusLimits> = {}) {
		this.#limits = { ...LIMITS, ...limits };
		this.#link = link;
		this.#line = new KeptLine({
			link,
			onOpen: () => {
				this.#talking ??= this.#talk().finally(() => (this.#talking = null));
			},
			onTrouble: (trouble) => {
				this.#trouble = trouble;
				for (const { client } of this.#seats) client.line(trouble);
			},
			onBytes: (bytes) => {
				if (this.#reader !== null) this.#hear(this.#reader.read(bytes));
			},
			retryMs: this.#limits.retryMs,
			log,
		});
	}

	/** @throws WrongSetting when the unit is somebody else's */
	join(client: BusUnit): void {
		const other = this.#seats.find((seat) => seat.client.unit === client.unit);
		if (other !== undefined)
			throw new WrongSetting(
				`${client.name} and ${other.client.name} are both unit ${client.unit} on ${this.#link.place}: give one of them another number, there and in its entry`,
			);
		this.#seats.push({ client, sequence: 0, resting: 0, restsUntil: 0 });
		client.line(this.#trouble);
		if (!this.#started) this.#line.start();
		this.#started = true;
	}

	leave(client: BusUnit): void {
		this.#seats = this.#seats.filter((seat) => seat.client !== client);
	}

	get isEmpty(): boolean {
		return this.#seats.length === 0;
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#hear([]);
		await this.#line.stop();
		await this.#talking;
	}

	/** Round and round, as long as the line is open. */
	async #talk(): Promise<void> {
		while (this.#line.isOpen && !this.#stopped) {
			let isIdle = true;
			for (const seat of [...this.#seats]) {
				const now = performance.now();
				if (now < seat.restsUntil || !this.#seats.includes(seat)) continue;
				const say = seat.client.next(now);
				if (say === null) continue;
				isIdle = false;
				const reply = await this.#ask(seat, say);
				if (!this.#line.isOpen || this.#stopped) return;
				if (this.#seats.includes(seat)) this.#settle(seat, say, reply);
			}
			if (isIdle) await new Promise((resolve) => setTimeout(resolve, this.#limits.tickMs));
		}
	}

	#settle(seat: Seat, say: Say, reply: Reply | null): void {
		if (reply !== null) {
			seat.resting = 0;
			seat.client.heard(reply, say);
			return;
		}
		const [first, longest] = this.#limits.restMs;
		seat.resting = seat.resting === 0 ? first : Math.min(longest, seat.resting * 2);
		seat.restsUntil = performance.now() + seat.resting;
		seat.client.silent();
	}

	/** The answer, or null when there is none. A repeated question keeps its number, so that it is obeyed once. */
	async #ask(seat: Seat, say: Say): Promise<Reply | null> {
		const { unit, format } = seat.client;
		seat.sequence = (seat.sequence + 1) % 256;
		const { sequence } = seat;
		const bytes = format.encodeSent({ unit, sequence, say });
		const tries = seat.resting === 0 ? this.#limits.tries : 1;
		for (let tried = 0; tried < tries; tried += 1) {
			// What is still on its way from somebody else is no answer to this.
			this.#reader = format.readHeard();
			const answer = this.#answer(unit, sequence, bytes.length);
			try {
				await this.#line.write(bytes);
			} catch {
				this.#hear([]);
				return null;
			}
			const reply = await answer;
			if (reply !== null || !this.#line.isOpen || this.#stopped) return reply;
		}
		return null;
	}

	#answer(unit: number, sequence: number, sent: number): Promise<Reply | null> {
		const patience = this.#limits.answerMs + this.#link.travelMs(sent + ANSWER_BYTES);
		return new Promise((resolve) => {
			const settle = (reply: Reply | null): void => {
				clearTimeout(timer);
				this.#hear = () => undefined;
				resolve(reply);
			};
			const match = (heard: readonly Heard[]): Reply | null =>
				heard.find((one) => one.unit === unit && one.sequence === sequence)?.reply ?? null;
			const timer = setTimeout(() => settle(match(this.#reader?.rest() ?? [])), patience);
			this.#hear = (heard) => {
				const reply = match(heard);
				if (reply !== null || !this.#line.isOpen) settle(reply);
			};
		});
	}
}
