// The devices this agent drives, kept as setup says: started, changed and let go of while it runs.
import type { Logger } from 'pino';
import type { AgentWork, Health } from '#protocol/device-schema';
import type { Device, DeviceId } from './device.ts';
import type { JobKeeper } from './job-keeper.ts';
import { makePrinter } from './ticket-printer/make-printer.ts';
import type { TicketPrinter } from './ticket-printer/ticket-printer.ts';
import { WrongSetting } from './wrong-setting.ts';

type Row = AgentWork['devices'][number];

export interface DeviceFleetOptions {
	readonly keeper: Pick<JobKeeper, 'drive' | 'release'>;
	readonly publicUrl: string;
	readonly onHealth: (health: Health) => void;
	readonly onGone: (device: DeviceId) => void;
	readonly log: Logger;
}

interface Driven {
	/** Everything about it that a running device cannot change. */
	readonly key: string;
	readonly device: Device;
}

export class DeviceFleet {
	readonly #options: DeviceFleetOptions;
	readonly #driven = new Map<DeviceId, Driven>();

	constructor(options: DeviceFleetOptions) {
		this.#options = options;
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

	async stop(): Promise<void> {
		await Promise.all([...this.#driven.values()].map(({ device }) => device.stop()));
	}

	#drive(row: Row, key: string): void {
		const { keeper, log, onHealth } = this.#options;
		const { id } = row;
		let device: TicketPrinter;
		try {
			device = this.#make(row);
		} catch (error) {
			if (!(error instanceof WrongSetting)) throw error;
			log.error({ device: id, kind: row.kind, address: row.address }, error.message);
			onHealth({ device: id, state: 'trouble', troubles: ['wrong-setting'], note: error.message });
			return;
		}
		this.#driven.set(id, { key, device });
		keeper.drive(id, device);
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
	#make(row: Row): TicketPrinter {
		const { publicUrl, log } = this.#options;
		switch (row.kind) {
			case 'printer':
				return makePrinter(row, { publicUrl, log: log.child({ device: row.id }) });
			default:
				throw new WrongSetting(`this agent cannot drive a ${row.kind}`);
		}
	}
}
