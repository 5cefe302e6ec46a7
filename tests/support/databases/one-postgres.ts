// Vitest's global set-up: one PostgreSQL for the whole run, started when the first suite asks for a database and not before.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { PostgresServer } from './postgres-server.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** Where a suite asks for a database of its own. */
		readonly postgres: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	let server: Promise<PostgresServer> | null = null;
	const door = createServer((_request, response) => {
		server ??= PostgresServer.start();
		server
			.then((postgres) => postgres.database())
			.then(
				(url) => response.end(url),
				(error: unknown) => response.writeHead(500).end(String(error)),
			);
	});
	await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
	project.provide('postgres', `http://127.0.0.1:${(door.address() as AddressInfo).port}`);
	return async () => {
		door.close();
		await (await server?.catch(() => null))?.end();
	};
}
