// The devices this agent drives, kept as setup says: started, changed and let go of while it runs.
import type { Logger } from 'pino';
import type { AgentWork, Health } from '#protocol/device-schema';
import type { Device, DeviceId } from './device.ts';
import type { JobKeeper } from './job-keeper.ts';
import { profileFor } from './ticket-printer/escpos.ts';
import { TcpLink } from './ticket-printer/printer-link.ts';
import type { PrinterLink } from './ticket-printer/printer-link.ts';
import { SerialLink, USUAL_BAUD } from './ticket-printer/serial-link.ts';
import { TicketPrinter } from './ticket-printer/ticket-printer.ts';

type Row = AgentWork['devices'][number];

export interface DeviceFleetOptions {
	readonly keeper: JobKeeper;
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
		const wanted = new Map(rows.map((row) => [row.id, `${row.kind} ${row.address} ${row.paperWidth}`]));
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
		const device = this.#make(row);
		if (device === null) {
			log.error(
				{ device: id, kind: row.kind, address: row.address },
				'not an address that this agent can reach: write it as tcp://192.168.1.50:9100 or serial:/dev/ttyUSB0?baud=115200',
			);
			onHealth({ device: id, state: 'trouble', troubles: ['unreachable'] });
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

	/** Null for a kind or an address that this agent does not know. */
	#make(row: Row): Device | null {
		const link = row.kind === 'printer' ? linkTo(row.address) : null;
		if (link === null) return null;
		const { publicUrl, log } = this.#options;
		const profile = profileFor(row.paperWidth ?? 80);
		return new TicketPrinter({ link, profile, publicUrl, log: log.child({ device: row.id }) });
	}
}

/** `tcp://host:port` or `serial:/dev/ttyUSB0?baud=115200`; null for anything else. */
function linkTo(address: string | null): PrinterLink | null {
	if (address === null || !URL.canParse(address)) return null;
	const { protocol, hostname, port, pathname, searchParams } = new URL(address);
	switch (protocol) {
		case 'tcp:':
			if (hostname === '') return null;
			return new TcpLink(hostname.replace(/^\[|\]$/g, ''), port === '' ? 9100 : Number(port));
		case 'serial:': {
			const baud = Number(searchParams.get('baud') ?? USUAL_BAUD);
			return pathname === '' || !Number.isInteger(baud) || baud <= 0 ? null : new SerialLink(pathname, baud);
		}
		default:
			return null;
	}
}
