// A unit on a serial line without hardware: answers what is addressed to it, obeys a repeated frame once, and fails when told to.
import type { FrameFormat, FrameReader, Reply, Say, Sent } from '../../serial/desk-messages.ts';
import type { LineEar } from './virtual-line.ts';

export const UNIT_FAULTS = [
	/** Hears nothing and says nothing, as without power; it has forgotten everything when it is back. */
	'unplugged',
	/** Obeys but never answers: its sending wire is broken. */
	'silent',
	/** Answers noise. */
	'garbage',
	/** Answers with a spark in it: the checksum does not fit. */
	'wrong-checksum',
	/** Answers when nobody waits any more. */
	'slow',
] as const;
export type UnitFault = (typeof UNIT_FAULTS)[number];

export interface UnitOptions {
	readonly unit: number;
	readonly format: FrameFormat;
	/** Without a sound frame for so long, ms, it knows that nobody vouches for what it shows. */
	readonly aloneMs?: number;
}

export const ALONE_MS = 5000;
/** A pause after which a started frame will not go on. */
const GAP_MS = 30;
const SLOW_MS = 600;

export abstract class VirtualUnit implements LineEar {
	readonly unit: number;
	readonly #format: FrameFormat;
	readonly #aloneMs: number;
	#reader: FrameReader<Sent>;
	#put: (bytes: Uint8Array) => void = () => undefined;
	#fault: UnitFault | null = null;
	#last: { readonly frame: string; readonly reply: Reply } | null = null;
	#fresh = true;
	#alone = true;
	#aloneTimer: NodeJS.Timeout | null = null;
	#gap: NodeJS.Timeout | null = null;
	#changed: () => void = () => undefined;

	constructor({ unit, format, aloneMs = ALONE_MS }: UnitOptions) {
		this.unit = unit;
		this.#format = format;
		this.#aloneMs = aloneMs;
		this.#reader = format.readSent();
	}

	get fault(): UnitFault | null {
		return this.#fault;
	}

	/** Nothing sound was heard for a while, or never since it was switched on. */
	get isAlone(): boolean {
		return this.#alone;
	}

	attach(put: (bytes: Uint8Array) => void): void {
		this.#put = put;
	}

	/** Called after everything that somebody who looks at it could see. */
	onChange(listener: () => void): void {
		this.#changed = listener;
	}

	fail(fault: UnitFault | null): void {
		const wasOff = this.#fault === 'unplugged';
		this.#fault = fault;
		if (fault === 'unplugged' || wasOff) this.#switchOn();
		this.changed();
	}

	hear(bytes: Uint8Array): void {
		if (this.#fault === 'unplugged') return;
		if (this.#gap !== null) clearTimeout(this.#gap);
		this.#gap = setTimeout(() => this.#take(this.#reader.rest()), GAP_MS).unref();
		this.#take(this.#reader.read(bytes));
	}

	/** Nothing of it stays behind. */
	end(): void {
		for (const timer of [this.#aloneTimer, this.#gap]) if (timer !== null) clearTimeout(timer);
	}

	/** What it does with a message, and what it answers. */
	protected abstract obey(say: Say): Reply;
	/** Forgets everything, as after a power cut. */
	protected abstract forget(): void;

	protected changed(): void {
		this.#changed();
	}

	#take(frames: readonly Sent[]): void {
		for (const frame of frames) if (frame.unit === this.unit) this.#answer(frame);
	}

	#answer({ sequence, say }: Sent): void {
		this.#hearSomebody();
		// The same frame again: its answer was lost, not its meaning.
		const frame = JSON.stringify([sequence, say]);
		const reply = this.#last?.frame === frame ? this.#last.reply : this.#replyTo(say);
		this.#last = { frame, reply };
		this.#send(this.#format.encodeHeard({ unit: this.unit, sequence, reply }));
	}

	#replyTo(say: Say | null): Reply {
		if (say === null) return { kind: 'refused', why: 'unknown' };
		if (say.kind === 'poll' && this.#fresh) {
			this.#fresh = false;
			return { kind: 'fresh' };
		}
		return this.obey(say);
	}

	#send(bytes: Uint8Array): void {
		switch (this.#fault) {
			case 'silent':
			case 'unplugged':
				return;
			case 'garbage':
				return this.#put(Uint8Array.from(bytes, (byte, at) => (byte * 31 + at * 7) & 0xff));
			case 'wrong-checksum':
				return this.#put(Uint8Array.from(bytes, (byte, at) => (at === 3 ? byte ^ 0x01 : byte)));
			case 'slow':
				setTimeout(() => this.#put(bytes), SLOW_MS).unref();
				return;
			case null:
				return this.#put(bytes);
			default:
				this.#fault satisfies never;
		}
	}

	#hearSomebody(): void {
		if (this.#aloneTimer !== null) clearTimeout(this.#aloneTimer);
		this.#aloneTimer = setTimeout(() => {
			this.#alone = true;
			this.changed();
		}, this.#aloneMs).unref();
		if (!this.#alone) return;
		this.#alone = false;
		this.changed();
	}

	#switchOn(): void {
		this.end();
		this.#reader = this.#format.readSent();
		this.#last = null;
		this.#fresh = true;
		this.#alone = true;
		this.forget();
	}
}
