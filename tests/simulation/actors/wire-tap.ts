// Hears every line: notes what was asked and answered, lets a planted bug change it, and counts what the weather took.
import type { Actor } from '#domain/commands';
import type { CommandId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';
import type { CommandEnvelope } from '#protocol/command-schema';
import type { Coverage } from '../coverage.ts';
import type { Deeds } from '../laws/deeds.ts';
import type { Line, Packet, Side, Tap } from '../machine/network.ts';
import { firstOf } from './packet-body.ts';
import type { Plant } from '../plants.ts';
import { STAFF } from '../scenario.ts';
import type { Trace } from '../trace.ts';

export class WireTap implements Tap {
	readonly #deeds: Deeds;
	readonly #coverage: Coverage;
	readonly #plant: Plant | null;
	readonly #trace: Trace;
	readonly #asked = new Map<Line, Map<number, CommandId>>();

	constructor(deeds: Deeds, coverage: Coverage, plant: Plant | null, trace: Trace) {
		this.#deeds = deeds;
		this.#coverage = coverage;
		this.#plant = plant;
		this.#trace = trace;
	}

	hearing(line: Line, to: Side, packet: Packet): Packet | null {
		if (packet.kind === 'event' && packet.name === 'command' && to === 'server')
			this.#noteAsked(line, packet);
		const wire = this.#plant?.wire;
		const heard = wire === undefined ? packet : wire(line, to, packet);
		if (heard === null) return null;
		this.#trace.packet(to === 'server' ? `${line.client} -> hub` : `hub -> ${line.client}`, heard);
		if (heard.kind === 'ack' && to === 'client') this.#noteHeard(line, heard);
		return heard;
	}

	lost(line: Line, to: Side, packet: Packet): void {
		this.#missed('lost', line, to, packet);
	}

	doubled(line: Line, to: Side, packet: Packet): void {
		this.#missed('doubled', line, to, packet);
	}

	#missed(how: 'lost' | 'doubled', line: Line, to: Side, packet: Packet): void {
		this.#coverage.add(`packets ${how}`, 1);
		this.#trace.packet(`${how} on the way from ${to === 'server' ? line.client : 'hub'}`, packet);
	}

	#noteAsked(line: Line, packet: Extract<Packet, { kind: 'event' }>): void {
		const envelope = firstOf<CommandEnvelope>(packet);
		const kind = (STAFF as readonly string[]).includes(line.client) ? 'staff' : 'device';
		this.#deeds.sent(envelope, { kind, id: line.client } as Actor);
		const asked = this.#asked.get(line) ?? new Map<number, CommandId>();
		if (packet.ack !== null) this.#asked.set(line, asked.set(packet.ack, envelope.id));
	}

	#noteHeard(line: Line, packet: Extract<Packet, { kind: 'ack' }>): void {
		const id = this.#asked.get(line)?.get(packet.ack);
		if (id === undefined) return;
		const answer = JSON.parse(packet.body) as CommandAnswer;
		this.#deeds.heard(id, answer);
		this.#coverage.add(answer.ok ? 'commands done' : `refused ${answer.code}`, 1);
	}
}
