// A call keypad without hardware: keeps each key until the agent has taken it, once, and shows what it is told.
import { eventAfter } from '../../serial/desk-messages.ts';
import type { Key, KeypadFace, Reply, Say } from '../../serial/desk-messages.ts';
import { VirtualUnit } from './virtual-unit.ts';

const BLANK: KeypadFace = { lines: ['', ''], leds: [] };
const ALONE: KeypadFace = { lines: ['No connection', ''], leds: [] };
const MOST_KEYS = 8;

interface Pressed {
	readonly event: number;
	readonly key: Key;
}

export class VirtualKeypad extends VirtualUnit {
	#face = BLANK;
	#pressed: Pressed[] = [];
	#event = 0;

	/** What its display and lights show. */
	get face(): KeypadFace {
		if (this.fault === 'unplugged') return BLANK;
		return this.isAlone ? ALONE : this.#face;
	}

	/** Keys that nobody has taken yet. */
	get waiting(): readonly Key[] {
		return this.#pressed.map(({ key }) => key);
	}

	/** A finger on a key. While nobody asks for keys it does nothing. */
	press(key: Key): void {
		if (this.isAlone || this.fault === 'unplugged' || this.#pressed.length >= MOST_KEYS) return;
		this.#event = eventAfter(this.#event);
		this.#pressed.push({ event: this.#event, key });
	}

	protected override obey(say: Say): Reply {
		switch (say.kind) {
			case 'poll':
				return this.#poll(say.heard);
			case 'face':
				this.#face = say.face;
				this.changed();
				return { kind: 'done' };
			default:
				return { kind: 'refused', why: 'unknown' };
		}
	}

	protected override forget(): void {
		this.#face = BLANK;
		this.#pressed = [];
		this.#event = 0;
	}

	#poll(heard: number): Reply {
		if (heard === 0) {
			this.#pressed = [];
			this.#event = 0;
			return { kind: 'done' };
		}
		const taken = this.#pressed.findIndex(({ event }) => event === heard);
		this.#pressed.splice(0, taken + 1);
		const [oldest] = this.#pressed;
		return oldest === undefined ? { kind: 'done' } : { kind: 'key', ...oldest };
	}
}
