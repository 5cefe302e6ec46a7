// What the hubs of one record say to each other so that it goes quickly; whatever is lost is found by looking.
import { z } from 'zod';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import { idSchema } from '#protocol/command-schema';
import { LONGEST_CODE } from '#protocol/desk-schema';
import { healthSchema } from '#protocol/device-schema';
import type { News } from '#store/news';

const office = idSchema<OfficeId>();
const deviceHealth = z.strictObject({
	...healthSchema.shape,
	connected: z.boolean(),
	heard: z.number(),
});

const messageSchema = z.discriminatedUnion('say', [
	/** Positions up to which offices' records have grown. */
	z.strictObject({ say: z.literal('reached'), heads: z.record(z.string(), z.number()) }),
	z.strictObject({
		say: z.literal('ended'),
		hashes: z.array(z.string()),
		code: z.enum(['session-ended', 'token-revoked']),
	}),
	/** An office is new; whoever added it lets its first person in. */
	z.strictObject({
		say: z.literal('added'),
		office,
		by: z.strictObject({ office, id: idSchema<StaffId>() }),
	}),
	/** A scanner has read this: the kiosk or the station that is to show it may be at another hub than its agent. */
	z.strictObject({
		say: z.literal('scanned'),
		office,
		agent: idSchema<DeviceId>(),
		scanner: idSchema<DeviceId>(),
		text: z.string().max(LONGEST_CODE),
	}),
	/** An agent is about to work at one hub: whoever has it at work already says so. */
	z.strictObject({ say: z.literal('claim'), office, agent: idSchema<DeviceId>(), id: z.uuid() }),
	z.strictObject({ say: z.literal('held'), id: z.uuid() }),
	/** How the devices are that speak to one hub. */
	z.strictObject({ say: z.literal('devices'), hub: z.string(), office, devices: z.array(deviceHealth) }),
	z.strictObject({
		say: z.literal('try'),
		of: z.enum(['name', 'address', 'code']),
		act: z.enum(['tried', 'succeeded', 'takenBack']),
		key: z.string(),
	}),
	z.strictObject({ say: z.literal('enrolled') }),
	/** A hub that has just come asks the others for what they know of devices. */
	z.strictObject({ say: z.literal('here') }),
]);
export type HubMessage = z.infer<typeof messageSchema>;
export type Say = HubMessage['say'];
export type MessageOf<Name extends Say> = Extract<HubMessage, { readonly say: Name }>;
export type ToldDevice = z.infer<typeof deviceHealth> & { readonly device: DeviceId };

export class HubTalk {
	readonly #news: News;
	readonly #ears = new Map<Say, (word: HubMessage) => void>();
	/** Told together as soon as the word before is out. */
	#heads = new Map<OfficeId, number>();
	#telling = false;

	constructor(news: News) {
		this.#news = news;
	}

	/** False where this hub is the only one. */
	get shared(): boolean {
		return this.#news.shared;
	}

	on<Name extends Say>(say: Name, hear: (word: MessageOf<Name>) => void): void {
		this.#ears.set(say, (word) => hear(word as MessageOf<Name>));
	}

	/** Call it when every `on` is set. `unsure`: words may have been lost. */
	listen(unsure: () => void): void {
		this.#news.listen({ hear: (text) => this.#hear(text), unsure });
	}

	publish(message: HubMessage): void {
		if (this.shared) void this.#news.tell(JSON.stringify(message));
	}

	/** This hub has appended up to that position. */
	reached(id: OfficeId, position: number): void {
		if (!this.shared) return;
		this.#heads.set(id, position);
		if (!this.#telling) void this.#tellHeads();
	}

	async #tellHeads(): Promise<void> {
		this.#telling = true;
		while (this.#heads.size > 0) {
			// A message holds about a hundred.
			const some = [...this.#heads].slice(0, 60);
			for (const [id] of some) this.#heads.delete(id);
			await this.#news.tell(JSON.stringify({ say: 'reached', heads: Object.fromEntries(some) }));
		}
		this.#telling = false;
	}

	/** Anybody with a right to the database may send to its channel: what cannot be read is left alone. */
	#hear(text: string): void {
		const parsed = messageSchema.safeParse(jsonOf(text));
		if (parsed.success) this.#ears.get(parsed.data.say)?.(parsed.data);
	}
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
