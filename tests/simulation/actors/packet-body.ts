// The first argument of an event on its way, read and replaced.
import type { Packet } from '../machine/network.ts';

type Event = Extract<Packet, { kind: 'event' }>;

export function firstOf<Value>(packet: Event): Value {
	const [first] = JSON.parse(packet.body) as [Value];
	return first;
}

export function anotherBody(packet: Event, first: object): Packet {
	return { ...packet, body: JSON.stringify([first]) };
}
