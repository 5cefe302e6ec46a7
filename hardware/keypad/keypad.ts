// A call keypad as a device: each key goes to the hub and its answer to the display; without the hub a key does nothing and says so.
import type { CommandAnswer } from '#protocol/answers';
import type { DeskKeypad, PressKey } from '#protocol/desk-schema';
import { keypadRefusal, keypadWords } from '#words/staff/keypad';
import type { DeskDevice, DeviceState } from '../device.ts';
import { DIGIT_KEYS } from '../serial/desk-messages.ts';
import type { DigitKey, FrameFormat, FunctionKey, Key, Say } from '../serial/desk-messages.ts';
import type { BusUnit } from '../serial/serial-bus.ts';
import { UnitDriver } from '../serial/unit-driver.ts';
import { keypadFace } from './keypad-face.ts';

export interface KeypadOptions {
	readonly name: string;
	readonly unit: number;
	readonly format: FrameFormat;
	/** Joins and leaves the line that the keypad is on. */
	readonly join: (unit: BusUnit) => void;
	readonly leave: (unit: BusUnit) => Promise<void>;
	/** Asks the hub, under one id until it answers or the patience ends. Never rejects. `number`: digits typed before next. */
	readonly press: (key: PressKey, number: string | null) => Promise<CommandAnswer>;
}

const POLL_MS = 60;
const MESSAGE_MS = 4000;
/** Digits that nobody went on with are forgotten. */
const DIGITS_MS = 15_000;
const MOST_DIGITS = 4;

export class Keypad implements DeskDevice<DeskKeypad> {
	readonly kind = 'keypad';
	readonly #options: KeypadOptions;
	readonly #driver: UnitDriver;
	#row: DeskKeypad | null = null;
	#digits = '';
	#digitsUntil = 0;
	#message: readonly [string, string] | null = null;
	#messageUntil = 0;
	#waiting = false;

	/** @throws WrongSetting when it cannot join its line. */
	constructor(options: KeypadOptions) {
		this.#options = options;
		const { unit, format, name } = options;
		this.#driver = new UnitDriver(unit, format, name, {
			pollMs: POLL_MS,
			face: (now) => this.#face(now),
			key: (key) => this.#take(key),
		});
		options.join(this.#driver);
	}

	start(): void {
		// It has been on its line since it was made: a wrong setting has to be told at once.
	}

	async stop(): Promise<void> {
		await this.#options.leave(this.#driver);
	}

	onHealth(listener: (state: DeviceState) => void): void {
		this.#driver.onHealth(listener);
	}

	show(row: DeskKeypad | null): void {
		this.#row = row;
	}

	#face(now: number): Say {
		if (now > this.#digitsUntil) this.#digits = '';
		if (now > this.#messageUntil) this.#message = null;
		const facts = { row: this.#row, digits: this.#digits, message: this.#message, waiting: this.#waiting };
		return { kind: 'face', face: keypadFace(facts) };
	}

	#take(key: Key): void {
		// Neither kept for later nor done twice: the display shows why.
		if (this.#row === null || this.#waiting) return;
		this.#message = null;
		if (key === 'clear') this.#digits = '';
		else if (isDigit(key)) this.#type(key);
		else void this.#press(pressFor(key, this.#row));
	}

	#type(digit: DigitKey): void {
		if (this.#digits.length < MOST_DIGITS) this.#digits += digit;
		this.#digitsUntil = performance.now() + DIGITS_MS;
	}

	async #press(key: PressKey): Promise<void> {
		const number = key === 'next' && this.#digits !== '' ? this.#digits : null;
		this.#digits = '';
		this.#waiting = true;
		const answer = await this.#options.press(key, number);
		this.#waiting = false;
		const said = answer.ok ? saidOf(key) : keypadRefusal(answer);
		if (said === null) return;
		this.#message = said;
		this.#messageUntil = performance.now() + MESSAGE_MS;
	}
}

function isDigit(key: Key): key is DigitKey {
	return DIGIT_KEYS.some((one) => one === key);
}

/** One key says "is here", and once they are: "done". */
function pressFor(key: FunctionKey, row: DeskKeypad): PressKey {
	return key === 'serve' && row.present?.status === 'serving' ? 'finish' : key;
}

/** What was called stands on the display anyway; what left it is said. */
function saidOf(key: PressKey): readonly [string, string] | null {
	return key === 'no-show' || key === 'hold' || key === 'finish' ? [keypadWords.did[key], ''] : null;
}
