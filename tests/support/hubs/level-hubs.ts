// Hubs of one record tell each other in a word and find by looking: whoever compares them waits until all have read all of it.
import { setTimeout as wait } from 'node:timers/promises';

/** More than two looks. */
const PATIENCE = 8_000;

/** `position`: of the record's last event, of all offices together. @throws when a hub is not there in time. */
export async function untilLevel(urls: readonly string[], position: number): Promise<void> {
	const until = performance.now() + PATIENCE;
	for (;;) {
		const each = await Promise.all(urls.map(positionOf));
		if (each.every((one) => one === position)) return;
		if (performance.now() > until)
			throw new Error(`the record ends at ${position}, the hubs stand at ${each.join(', ')}`);
		await wait(50);
	}
}

async function positionOf(url: string): Promise<number> {
	const health = (await (await fetch(`${url}/healthz`)).json()) as { readonly position: number };
	return health.position;
}
