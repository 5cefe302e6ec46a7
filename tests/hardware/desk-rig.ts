// A sign and a keypad on one line on a bench: virtual units, the real devices before them, and a line that can be pulled.
import { onTestFinished } from 'vitest';
import { CounterSign } from '#hardware/counter-sign/counter-sign';
import type { DeskDevice, DeviceState } from '#hardware/device';
import { Keypad } from '#hardware/keypad/keypad';
import type { KeypadOptions } from '#hardware/keypad/keypad';
import type { FrameFormat } from '#hardware/serial/desk-messages';
import { LinePool } from '#hardware/serial/line-pool';
import { VirtualKeypad } from '#hardware/virtual/counter/virtual-keypad';
import { VirtualLine } from '#hardware/virtual/counter/virtual-line';
import { VirtualSign } from '#hardware/virtual/counter/virtual-sign';
import type { DeskKeypad, DeskSign } from '#protocol/desk-schema';
import { SILENT } from './rig.ts';

/** Shorter patience, so that tests do not wait as long as people do. */
export const QUICK_LINE = {
	answerMs: 40,
	tries: 2,
	restMs: [40, 80],
	tickMs: 5,
	retryMs: [20, 100],
} as const;
export const SIGN_UNIT = 1;
export const KEYPAD_UNIT = 2;

export interface DeskBench {
	readonly sign: VirtualSign;
	readonly keypad: VirtualKeypad;
	/** The address at which the line is reached. */
	readonly address: string;
	/** The cable between the agent and the line. */
	unplug(): Promise<void>;
	plugIn(): Promise<void>;
}

export async function benchUnits(format: FrameFormat, aloneMs = 400) {
	const sign = new VirtualSign({ unit: SIGN_UNIT, format, aloneMs });
	const keypad = new VirtualKeypad({ unit: KEYPAD_UNIT, format, aloneMs });
	const line = new VirtualLine([sign, keypad]);
	await line.start();
	onTestFinished(() => line.stop());
	return { sign, keypad, line };
}

/** The devices of an agent, on one pool of lines. */
export class DeskAgent {
	readonly lines = new LinePool(SILENT, QUICK_LINE);
	readonly #address: string;
	readonly #format: FrameFormat;

	constructor(address: string, format: FrameFormat) {
		this.#address = address;
		this.#format = format;
	}

	sign(unit = SIGN_UNIT): CounterSign {
		return this.#kept(new CounterSign({ ...this.#seat('sign-1', unit), brightness: 0, pollMs: 50 }));
	}

	keypad(press: KeypadOptions['press'] = async () => DONE, unit = KEYPAD_UNIT): Keypad {
		return this.#kept(new Keypad({ ...this.#seat('keypad-1', unit), press }));
	}

	#seat(name: string, unit: number) {
		const at = this.#address;
		return {
			name,
			unit,
			format: this.#format,
			join: (one: Parameters<LinePool['join']>[1]) => this.lines.join(at, one),
			leave: (one: Parameters<LinePool['join']>[1]) => this.lines.leave(at, one),
		};
	}

	#kept<Kept extends DeskDevice<never>>(device: Kept): Kept {
		onTestFinished(() => device.stop());
		device.start();
		return device;
	}
}

export const DONE = { ok: true, position: 1, made: {} } as const;

/** Every state it says, in order. */
export function statesOf(device: DeskDevice<never>): DeviceState[] {
	const said: DeviceState[] = [];
	device.onHealth((state) => said.push(state));
	return said;
}

export function signRow(
	number: string | null,
	status: 'called' | 'serving' = 'called',
	sequence = 1,
): DeskSign {
	const present =
		number === null
			? null
			: { number, letter: number.slice(0, 1), digits: number.slice(1), status, sequence };
	return { id: 'sign-1' as DeskSign['id'], counter: '1', status: 'open', present };
}

export function keypadRow(number: string | null, more: Partial<DeskKeypad> = {}): DeskKeypad {
	const row = { signedIn: true, waiting: 12, held: 2, ...more };
	return { ...signRow(number), id: 'keypad-1' as DeskKeypad['id'], ...row };
}
