// Readers of updates that cost little: thousands of screens share one process here, and are machines of their own in a lobby.
import type { Socket } from 'socket.io-client';

/** How a Socket.IO packet of an update begins. */
const UPDATE = '2["update",';

/** The part of Socket.IO's client that takes packets apart. */
interface Decoder {
	add(packet: unknown): void;
}

/** Whoever listens gets each update as the text that came; nothing is parsed. Everything else goes its usual way. */
export function readLeanly(socket: object, hear: (text: string) => void): void {
	const { decoder } = (socket as { readonly io: { readonly decoder: Decoder } }).io;
	const add = decoder.add.bind(decoder);
	decoder.add = (packet) => {
		if (typeof packet === 'string' && packet.startsWith(UPDATE)) hear(packet);
		else add(packet);
	};
}

/** From which position to which an update leads. */
export function stepOf(text: string): { readonly after: number; readonly position: number } {
	const found = /"after":(\d+),"position":(\d+)/.exec(text);
	if (found === null) throw new Error(`an update without a position: ${text.slice(0, 80)}`);
	return { after: Number(found[1]), position: Number(found[2]) };
}

/** What the update says, without Socket.IO's wrapping. */
export function bodyOf(text: string): unknown {
	return (JSON.parse(text.slice(1)) as [string, unknown])[1];
}

/** Many screens at once: who of them has heard, and when the last one had. */
export class Crowd {
	#size = 0;
	#heard = 0;
	#sign = '';
	#left = 0;
	#all: (at: number) => void = () => undefined;

	get size(): number {
		return this.#size;
	}

	join(socket: Pick<Socket, 'on'>): void {
		this.#size += 1;
		readLeanly(socket, (text) => {
			this.#heard += 1;
			if (this.#left === 0 || !text.includes(this.#sign)) return;
			this.#left -= 1;
			if (this.#left === 0) this.#all(performance.now());
		});
	}

	/** By `performance.now()`: when everyone had one more update that holds these words. */
	everyoneHears(sign: string): Promise<number> {
		this.#sign = sign;
		this.#left = this.#size;
		return new Promise((resolve) => (this.#all = resolve));
	}

	/** Lets what is not measured arrive, which would otherwise be paid for by what is. */
	async quiet(): Promise<void> {
		for (let before = -1; before !== this.#heard;) {
			before = this.#heard;
			await new Promise((next) => setTimeout(next, 4));
		}
	}
}
