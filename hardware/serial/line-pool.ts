// The lines of an agent: one owner for each place, however many signs and keypads stand on it.
import type { Logger } from 'pino';
import { isDeepStrictEqual } from 'node:util';
import { WrongSetting } from '../wrong-setting.ts';
import { lineAddress, placeOf } from './line-address.ts';
import type { LineAddress } from './line-address.ts';
import type { LineLink } from './line-link.ts';
import { PortLink } from './port-link.ts';
import { SerialBus } from './serial-bus.ts';
import type { BusLimits, BusUnit } from './serial-bus.ts';
import { TcpLineLink } from './tcp-line-link.ts';
import { ttyOf } from './usb-tty.ts';

interface Line {
	readonly address: LineAddress;
	readonly bus: SerialBus;
}

export class LinePool {
	readonly #log: Logger;
	readonly #limits: Partial<BusLimits>;
	readonly #lines = new Map<string, Line>();
	/** Places of devices that share their line with nobody, and whose they are. */
	readonly #claimed = new Map<string, string>();
	/** A place that is just let go of is not opened before it is free. */
	readonly #ending = new Map<string, Promise<void>>();

	constructor(log: Logger, limits: Partial<BusLimits> = {}) {
		this.#log = log;
		this.#limits = limits;
	}

	/** A line of its own, such as a scanner's. @throws WrongSetting for an address that is none or in use. */
	claim(address: string, name: string): { readonly link: LineLink; readonly release: () => void } {
		const wanted = lineAddress(address);
		const place = placeOf(wanted);
		const owner = this.#claimed.get(place) ?? (this.#lines.has(place) ? 'a sign or keypad' : null);
		if (owner !== null)
			throw new WrongSetting(
				`${place} is already used by ${owner}: ${name} needs a line of its own, so correct one of the two addresses`,
			);
		this.#claimed.set(place, name);
		return { link: linkTo(wanted), release: () => this.#claimed.delete(place) };
	}

	/** @throws WrongSetting for an address that is none, or that says something else of a line that is in use already. */
	join(address: string, unit: BusUnit): void {
		const wanted = lineAddress(address);
		const place = placeOf(wanted);
		const owner = this.#claimed.get(place);
		if (owner !== undefined)
			throw new WrongSetting(
				`${place} is already used by ${owner}, which shares its line with nobody: correct one of the two addresses`,
			);
		const line = this.#lines.get(place) ?? this.#open(place, wanted);
		if (!isDeepStrictEqual(line.address, wanted))
			throw new WrongSetting(
				`${place} is already used with other settings: all devices on one line have the same speed, flow control and parity`,
			);
		line.bus.join(unit);
	}

	/** Resolves when the place is free for others, if this was the last unit on it. */
	async leave(address: string, unit: BusUnit): Promise<void> {
		const place = placeOf(lineAddress(address));
		const line = this.#lines.get(place);
		line?.bus.leave(unit);
		if (line?.bus.isEmpty !== true) return;
		this.#lines.delete(place);
		const ended = line.bus.stop().finally(() => this.#ending.delete(place));
		this.#ending.set(place, ended);
		await ended;
	}

	#open(place: string, address: LineAddress): Line {
		const link = linkTo(address);
		const before = this.#ending.get(place);
		const line = {
			address,
			bus: new SerialBus(before === undefined ? link : after(before, link), this.#log, this.#limits),
		};
		this.#lines.set(place, line);
		return line;
	}
}

function linkTo(address: LineAddress): LineLink {
	switch (address.kind) {
		case 'tcp':
			return new TcpLineLink(address.host, address.port);
		case 'port':
			return new PortLink(address.path, async () => address.path, address.settings);
		case 'usb':
			return new PortLink(placeOf(address), () => ttyOf(address.usb), address.settings);
		default:
			return address satisfies never;
	}
}

function after(before: Promise<void>, link: LineLink): LineLink {
	return {
		place: link.place,
		travelMs: (bytes) => link.travelMs(bytes),
		open: async () => {
			await before;
			await link.open();
		},
		write: (bytes) => link.write(bytes),
		close: () => link.close(),
		onBytes: (listener) => link.onBytes(listener),
		onLost: (listener) => link.onLost(listener),
	};
}
