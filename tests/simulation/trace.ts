// What happened, as text for whoever looks on and as a digest that is the same for the same run.
import { hash } from './machine/chance.ts';
import type { Packet } from './machine/network.ts';
import type { VirtualTime } from './machine/virtual-time.ts';

export class Trace {
	readonly #time: VirtualTime;
	readonly #look: ((text: string) => void) | null;
	#digest = 0;

	constructor(time: VirtualTime, look: ((text: string) => void) | null) {
		this.#time = time;
		this.#look = look;
	}

	get digest(): string {
		return this.#digest.toString(16).padStart(8, '0');
	}

	say(text: string): void {
		this.#mix(text);
		this.#show(text);
	}

	/** Most of a run is this: only who looks on gets all of it as text. */
	packet(way: string, packet: Packet): void {
		const body = 'body' in packet ? packet.body : '';
		this.#mix(`${way} ${packet.kind} ${body.length} ${body.slice(0, 60)} ${body.slice(-60)}`);
		if (this.#look !== null) this.#show(`   ${way} ${JSON.stringify(packet)}`);
	}

	#mix(text: string): void {
		this.#digest = hash(text, this.#digest ^ Math.floor(this.#time.now));
	}

	#show(text: string): void {
		this.#look?.(`${(this.#time.now / 1000).toFixed(3).padStart(9)}  ${text}`);
	}
}
