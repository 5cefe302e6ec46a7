// A counter sign as a device: a unit on a line that flashes with each call and never keeps a number that nobody vouches for.
import type { DeskSign } from '#protocol/desk-schema';
import type { DeskDevice, DeviceState } from '../device.ts';
import type { FrameFormat, Say } from '../serial/desk-messages.ts';
import type { BusUnit } from '../serial/serial-bus.ts';
import { UnitDriver } from '../serial/unit-driver.ts';
import { signLook } from './sign-look.ts';

export interface CounterSignOptions {
	readonly name: string;
	readonly unit: number;
	readonly format: FrameFormat;
	/** Joins and leaves the line that the sign is on. */
	readonly join: (unit: BusUnit) => void;
	readonly leave: (unit: BusUnit) => Promise<void>;
	/** 1 to 8, or 0: as set at the sign. */
	readonly brightness: number;
	/** How often it is asked whether it is still there, ms. */
	readonly pollMs?: number;
}

/** How long a call or a recall flashes: long enough to look up, walk a step and look again. */
export const FLASH_MS = 10_000;
/** Well within the time after which a sign thinks that the agent is gone. */
const POLL_MS = 1000;

export class CounterSign implements DeskDevice<DeskSign> {
	readonly kind = 'sign';
	readonly #options: CounterSignOptions;
	readonly #driver: UnitDriver;
	#row: DeskSign | null = null;
	/** The last call that flashed, and until when. */
	#call = 0;
	#flashUntil = -Infinity;

	/** @throws WrongSetting when it cannot join its line. */
	constructor(options: CounterSignOptions) {
		this.#options = options;
		const { unit, format, name, pollMs = POLL_MS } = options;
		this.#driver = new UnitDriver(unit, format, name, {
			pollMs,
			face: (now) => this.#face(now),
			key: () => undefined,
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

	show(row: DeskSign | null): void {
		this.#row = row;
		const sequence = row?.present?.sequence ?? 0;
		if (sequence === 0 || sequence === this.#call) return;
		this.#call = sequence;
		this.#flashUntil = performance.now() + FLASH_MS;
	}

	#face(now: number): Say {
		return { kind: 'sign', look: signLook(this.#row, now < this.#flashUntil, this.#options.brightness) };
	}
}
