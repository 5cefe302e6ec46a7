// A line to the hub that can go half-open: it stays connected at both ends and swallows every byte, as a network with a dead cable does.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export class SwallowingLine {
	url = '';
	#blocked = false;
	readonly #open = new Set<readonly [Socket, Socket]>();

	/** To a hub's address. Ends with the test. */
	static async to(hub: string): Promise<SwallowingLine> {
		const line = new SwallowingLine();
		const server = createServer((near) => {
			if (line.#blocked) return void near.pause();
			const far = connect(Number(new URL(hub).port), '127.0.0.1');
			near.pipe(far).pipe(near);
			near.on('error', () => far.destroy());
			far.on('error', () => near.destroy());
			line.#open.add([near, far]);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		line.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
		onTestFinished(() => {
			server.close();
			for (const pair of line.#open) for (const socket of pair) socket.destroy();
		});
		return line;
	}

	/** From now on nothing comes through what is open; `also` new lines open and say nothing either. */
	swallow({ alsoNew }: { readonly alsoNew: boolean }): void {
		this.#blocked = alsoNew;
		for (const [near, far] of this.#open) {
			for (const [one, other] of [
				[near, far],
				[far, near],
			] as const) {
				one.unpipe(other);
				// Read and thrown away: the sender's kernel sees nothing amiss.
				one.resume();
				one.on('end', () => undefined);
			}
		}
	}

	/** New lines come through again. */
	heal(): void {
		this.#blocked = false;
	}
}
