// A display beside hubs that die: what it shows, and whether it may call that live by the screens' own rule.
import { STALE_MS } from '#protocol/beat';
import { HubClient } from '#support/hubs/hub-client';
import { untilLevel } from '#support/hubs/level-hubs';
import { WatchedView } from '../replay/watched-view.ts';

export class HonestDisplay {
	readonly #client: HubClient;
	readonly #token: string;
	readonly #view: WatchedView;
	#heardAt = performance.now();

	private constructor(client: HubClient, token: string) {
		this.#client = client;
		this.#token = token;
		this.#view = new WatchedView(
			client,
			'display',
			() => undefined,
			() => false,
		);
		for (const word of ['update', 'beat'] as const)
			client.socket.on(word, () => {
				this.#heardAt = performance.now();
			});
	}

	static async watching(url: string, token: string): Promise<HonestDisplay> {
		const display = new HonestDisplay(await HubClient.connect(url, token), token);
		await display.#view.start();
		return display;
	}

	/** As `src/screens/live` tells it. */
	get isLive(): boolean {
		return performance.now() - this.#heardAt <= STALE_MS;
	}

	/** Rows that are not as the hub at that address shows them, while nothing happens; none for a display that is right. */
	async wrongAgainst(url: string): Promise<readonly string[]> {
		const fresh = await HubClient.connect(url, this.#token);
		try {
			return (await this.#view.account(fresh)).differences;
		} finally {
			fresh.close();
		}
	}

	close(): void {
		this.#client.close();
	}
}

/** What displays show that one of the hubs does not, a line each, once all have read the record to that position. */
export async function wrongOn(
	displays: readonly HonestDisplay[],
	hubs: readonly { readonly url: string }[],
	position: number,
): Promise<string[]> {
	const wrong: string[] = [];
	const urls = hubs.map(({ url }) => url);
	await untilLevel(urls, position).catch((error: unknown) => wrong.push(String(error)));
	for (const url of urls)
		for (const [at, display] of displays.entries())
			for (const row of await display.wrongAgainst(url)) wrong.push(`display ${at} shows ${row} wrong`);
	return wrong;
}
