// A balancer as a city would put before its hubs: each new connection goes to the next hub that answers.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Balancer {
	readonly url: string;
	close(): void;
}

/** Its address. `hubs`: theirs; one that is gone is passed over. Ends with the test. */
export async function balancer(hubs: readonly string[]): Promise<string> {
	const { url, close } = await openBalancer(() => hubs);
	onTestFinished(close);
	return url;
}

/** `hubs`: the addresses by now. */
export async function openBalancer(hubs: () => readonly string[]): Promise<Balancer> {
	const open = new Set<Socket>();
	let turn = 0;

	function join(client: Socket, tries: number): void {
		turn += 1;
		const ports = hubs().map((url) => Number(new URL(url).port));
		const hub = connect(ports[turn % ports.length] ?? 0, '127.0.0.1');
		hub.once('connect', () => client.pipe(hub).pipe(client));
		hub.on('error', () => {
			if (hub.connecting || tries >= ports.length) client.destroy();
			else if (hub.bytesRead === 0 && hub.bytesWritten === 0) join(client, tries + 1);
			else client.destroy();
		});
		hub.on('close', () => {
			if (hub.bytesRead > 0 || hub.bytesWritten > 0) client.destroy();
		});
		client.on('close', () => hub.destroy());
	}

	const server = createServer((client) => {
		open.add(client);
		client.on('close', () => open.delete(client));
		client.on('error', () => client.destroy());
		join(client, 1);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () => {
		for (const socket of open) socket.destroy();
		server.close();
	};
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { url, close };
}
