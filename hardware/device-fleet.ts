// The devices this agent drives, kept as setup says: started, changed and let go of while it runs.
import type { Logger } from 'pino';
import type { Answer, CommandAnswer } from '#protocol/answers';
import type { Desk, PressKey } from '#protocol/desk-schema';
import type { AgentWork, Health } from '#protocol/device-schema';
import type { Device, DeviceId } from './device.ts';
import type { JobKeeper } from './jobs/job-keeper.ts';
import { makeKeypad, makeScanner, makeSign } from './make-desk-device.ts';
import type { DeskParts } from './make-desk-device.ts';
import { LinePool } from './serial/line-pool.ts';
import { makePrinter } from './ticket-printer/make-printer.ts';
import { WrongSetting } from './wrong-setting.ts';

type Row = AgentWork['devices'][number];

export interface DeviceFleetOptions {
	readonly keeper: Pick<JobKeeper, 'drive' | 'release'>;
	readonly publicUrl: string;
	/** A key of a keypad, asked of the hub until it answers. Never rejects. */
	readonly press: (device: DeviceId, key: PressKey, number: string | null) => Promise<CommandAnswer>;
	/** What a scanner has read. Never rejects. */
	readonly scan: (device: DeviceId, text: string) => Promise<Answer<object>>;
	readonly onHealth: (health: Health) => void;
	readonly onGone: (device: DeviceId) => void;
	readonly log: Logger;
}

interface Driven {
	/** Everything about it that a running device cannot change. */
	readonly key: string;
	readonly device: Device;
	/** Shows what the hub says of its counter; a device without a counter shows nothing. */
	readonly show: (desk: Desk | null) => void;
	/** Hands it to the keeper of jobs; a device without jobs is not known there. */
	readonly work: () => void;
}

export class DeviceFleet {
	readonly #options: DeviceFleetOptions;
	readonly #driven = new Map<DeviceId, Driven>();
	readonly #lines: LinePool;
	#desk: Desk | null = null;

	constructor(options: DeviceFleetOptions) {
		this.#options = options;
		this.#lines = new LinePool(options.log);
	}

	/** Makes the fleet what these rows say; what did not change keeps running. */
	adopt(rows: readonly Row[]): void {
		const wanted = new Map(
			rows.map((row) => [
				row.id,
				JSON.stringify([row.kind, row.address, row.paperWidth, row.printing, row.counter, row.frames]),
			]),
		);
		for (const [id, { key }] of this.#driven) {
			if (wanted.get(id) !== key) this.#letGo(id);
		}
		for (const row of rows) {
			if (!this.#driven.has(row.id)) this.#drive(row, wanted.get(row.id) ?? '');
		}
	}

	/** What the hub says of all counters; null while it is not heard. */
	show(desk: Desk | null): void {
		this.#desk = desk;
		for (const { show } of this.#driven.values()) show(desk);
	}

	async stop(): Promise<void> {
		await Promise.all([...this.#driven.values()].map(({ device }) => device.stop()));
	}

	#drive(row: Row, key: string): void {
		const { log, onHealth } = this.#options;
		const { id } = row;
		let made: Omit<Driven, 'key'>;
		try {
			made = this.#make(row);
		} catch (error) {
			if (!(error instanceof WrongSetting)) throw error;
			log.error({ device: id, kind: row.kind, address: row.address }, error.message);
			onHealth({ device: id, state: 'trouble', troubles: ['wrong-setting'], note: error.message });
			return;
		}
		const { device } = made;
		this.#driven.set(id, { key, ...made });
		made.work();
		made.show(this.#desk);
		let last = '';
		device.onHealth((state) => {
			if (this.#driven.get(id)?.device !== device) return;
			const said = [state.state, ...state.troubles].join(' ');
			if (said !== last) log.info({ device: id, troubles: state.troubles }, state.state);
			last = said;
			onHealth({ device: id, ...state });
		});
		device.start();
	}

	#letGo(id: DeviceId): void {
		const driven = this.#driven.get(id);
		this.#driven.delete(id);
		this.#options.keeper.release(id);
		this.#options.onGone(id);
		void driven?.device.stop();
	}

	/** @throws WrongSetting */
	#make(row: Row): Omit<Driven, 'key'> {
		const { keeper, publicUrl } = this.#options;
		const { id } = row;
		const log = this.#options.log.child({ device: id });
		switch (row.kind) {
			case 'printer': {
				const device = makePrinter(row, { publicUrl, log });
				return { device, show: () => undefined, work: () => keeper.drive(id, device) };
			}
			case 'sign': {
				const device = makeSign(row, this.#deskParts(row));
				return { device, show: (desk) => device.show(desk?.signs[id] ?? null), work: () => undefined };
			}
			case 'keypad': {
				const device = makeKeypad(row, this.#deskParts(row));
				return { device, show: (desk) => device.show(desk?.keypads[id] ?? null), work: () => undefined };
			}
			case 'scanner':
				return {
					device: makeScanner(row, this.#deskParts(row)),
					show: () => undefined,
					work: () => undefined,
				};
			default:
				throw new WrongSetting(`this agent cannot drive a ${row.kind}`);
		}
	}

	#deskParts({ id }: Row): DeskParts {
		const { press, scan, log } = this.#options;
		return {
			lines: this.#lines,
			press: (key, number) => press(id, key, number),
			scan: (text) => scan(id, text),
			log: log.child({ device: id }),
		};
	}
}
