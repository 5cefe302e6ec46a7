// Messages between the hubs of one record: they make things quick. Whatever is lost is found by polling the record.
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
	readonly #handlers = new Map<Say, (message: HubMessage) => void>();
	/** Published together as soon as the message before is out. */
	#heads = new Map<OfficeId, number>();
	#isPublishing = false;

	constructor(news: News) {
		this.#news = news;
	}

	/** False where this hub is the only one. */
	get shared(): boolean {
		return this.#news.shared;
	}

	on<Name extends Say>(say: Name, handle: (message: MessageOf<Name>) => void): void {
		this.#handlers.set(say, (message) => handle(message as MessageOf<Name>));
	}

	/** To be called when every `on` is set. `unsure`: called when messages may have been lost. */
	listen(unsure: () => void): void {
		this.#news.listen({ hear: (text) => this.#receive(text), unsure });
	}

	publish(message: HubMessage): void {
		if (this.shared) void this.#news.tell(JSON.stringify(message));
	}

	/** This hub has appended up to that position. */
	reached(id: OfficeId, position: number): void {
		if (!this.shared) return;
		this.#heads.set(id, position);
		if (!this.#isPublishing) void this.#publishHeads();
	}

	async #publishHeads(): Promise<void> {
		this.#isPublishing = true;
		while (this.#heads.size > 0) {
			// A message holds about a hundred.
			const some = [...this.#heads].slice(0, 60);
			for (const [id] of some) this.#heads.delete(id);
			await this.#news.tell(JSON.stringify({ say: 'reached', heads: Object.fromEntries(some) }));
		}
		this.#isPublishing = false;
	}

	/** Anybody with a right to the database may send to its channel: what cannot be read is left alone. */
	#receive(text: string): void {
		const parsed = messageSchema.safeParse(jsonOf(text));
		if (parsed.success) this.#handlers.get(parsed.data.say)?.(parsed.data);
	}
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
