// Drives one unit on a line: shows it what it should show until it has confirmed it, asks for its keys, and knows how it is.
import type { DeviceState } from '../device.ts';
import type { FrameFormat, Key, Reply, Say } from './desk-messages.ts';
import { eventAfter } from './desk-messages.ts';
import type { BusUnit } from './serial-bus.ts';

/** What is particular to a kind of unit. */
export interface UnitRole {
	/** How often it is asked for news, ms. A unit that is asked nothing for five seconds thinks that the agent is gone. */
	readonly pollMs: number;
	/** What it should show now. Cheap: asked for in every round. */
	face(now: number): Say;
	/** A key of it, each once. */
	key(key: Key): void;
}

/** Shown again after so long, ms: a unit whose memory was upset by a spark shows the right thing again. */
const REFRESH_MS = 5000;
/** The number before the first key. */
const NO_KEY_YET = 255;
const WELL: DeviceState = { state: 'ok', troubles: [], note: null };
const UNREACHED: DeviceState = { state: 'trouble', troubles: ['unreachable'], note: null };

export class UnitDriver implements BusUnit {
	readonly unit: number;
	readonly format: FrameFormat;
	readonly name: string;
	readonly #role: UnitRole;
	/** What it has confirmed to show, and when. */
	#shown = '';
	#shownAt = -Infinity;
	#polledAt = -Infinity;
	/** The last key taken; null: to begin anew. */
	#heard: number | null = null;
	/** It answers, but what it should show is nothing to it. */
	#misfit: DeviceState | null = null;
	#state: DeviceState = UNREACHED;
	#listeners: ((state: DeviceState) => void)[] = [];

	constructor(unit: number, format: FrameFormat, name: string, role: UnitRole) {
		this.unit = unit;
		this.format = format;
		this.name = name;
		this.#role = role;
	}

	onHealth(listener: (state: DeviceState) => void): void {
		this.#listeners.push(listener);
		listener(this.#state);
	}

	next(now: number): Say | null {
		if (this.#heard === null) return { kind: 'poll', heard: 0 };
		const face = this.#role.face(now);
		if (JSON.stringify(face) !== this.#shown || now - this.#shownAt > REFRESH_MS) return face;
		if (now - this.#polledAt < this.#role.pollMs) return null;
		this.#polledAt = now;
		return { kind: 'poll', heard: this.#heard };
	}

	heard(reply: Reply, say: Say): void {
		switch (reply.kind) {
			case 'done':
				this.#done(say);
				break;
			case 'fresh':
				this.#beginAnew();
				break;
			case 'key':
				if (this.#heard === null || reply.event !== eventAfter(this.#heard)) this.#beginAnew();
				else {
					this.#heard = reply.event;
					// The next key may wait behind it.
					this.#polledAt = -Infinity;
					this.#role.key(reply.key);
				}
				break;
			case 'refused':
				this.#misfit = {
					state: 'trouble',
					troubles: ['wrong-setting'],
					note: `Unit ${this.unit} answers, but does not understand what it is told. Is it the right kind of device, and does it speak the format "${this.format.name}"?`,
				};
				// Not asked in a circle: it will be shown again by and by.
				this.#heard ??= NO_KEY_YET;
				this.#remember(say);
				break;
			default:
				reply satisfies never;
		}
		this.#become(this.#misfit ?? WELL);
	}

	silent(): void {
		this.#beginAnew();
		this.#become({
			state: 'trouble',
			troubles: ['no-answer'],
			note: `Unit ${this.unit} does not answer in the format "${this.format.name}". Check its power, its two wires (swap A and B), its number, and the line's speed.`,
		});
	}

	line(trouble: DeviceState | null): void {
		this.#beginAnew();
		this.#misfit = null;
		// An open line says nothing yet about who is on it.
		if (trouble !== null) this.#become(trouble);
	}

	#done(say: Say): void {
		if (say.kind === 'poll') {
			if (say.heard === 0) this.#heard = NO_KEY_YET;
			return;
		}
		this.#misfit = null;
		this.#remember(say);
	}

	#remember(say: Say): void {
		this.#shown = JSON.stringify(say);
		this.#shownAt = performance.now();
	}

	/** Nobody knows what it shows, or which of its keys were pressed when. */
	#beginAnew(): void {
		this.#heard = null;
		this.#shown = '';
	}

	#become(state: DeviceState): void {
		if (JSON.stringify(state) === JSON.stringify(this.#state)) return;
		this.#state = state;
		for (const listener of this.#listeners) listener(state);
	}
}
