// The line over which hubs hear of each other, to a server that lets everybody in and drops them before they can listen.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { postgresAddress } from '#store/postgres/postgres-address';
import { PostgresNews } from '#store/postgres/postgres-news';
import { postgresDatabase } from '#support/databases/postgres-database';

/** What a client sends until it is let in: its name, and both halves of its password. */
const GREETING = 3;

test('While a server drops whoever has just come in, a hub asks again at longer and longer intervals, and then listens once', async () => {
	const url = new URL(await postgresDatabase());
	const port = Number(url.port);
	const open = new Set<Socket>();
	let isDropping = false;
	let dropped = 0;
	const door = createServer((near) => {
		open.add(near);
		const far = connect(port, '127.0.0.1');
		let said = 0;
		near.on('data', (bytes) => {
			said += 1;
			if (!isDropping || said <= GREETING) return void far.write(bytes);
			dropped += 1;
			near.destroy();
		});
		far.pipe(near);
		for (const end of [near, far]) end.on('error', () => undefined);
		near.on('close', () => {
			open.delete(near);
			far.destroy();
		});
	});
	await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void door.close());
	url.port = String((door.address() as AddressInfo).port);
	const news = await PostgresNews.open(postgresAddress(url.href));
	onTestFinished(() => news.close());
	const back = new Promise<void>((unsure) => news.listen({ hear: () => undefined, unsure }));
	isDropping = true;
	for (const one of open) one.destroy();
	await delay(1_500);
	// After a tenth of a second, a fifth, and so on, each give or take a half.
	expect(dropped).toBeGreaterThan(1);
	expect(dropped).toBeLessThan(7);
	isDropping = false;
	await back;
	await delay(500);
	expect(open.size).toBe(1);
});
