// The raw limit, a process of its own: bare Socket.IO over bare node:sqlite in the hub's mode, with no rule between.
// A message is appended as the bytes the hub would append, shares its commit with what arrives in the same turn, and is
// acknowledged with the bytes the hub would answer; or is broadcast as it is.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';

export interface RawTold {
	readonly port: number;
}

export interface RawTemplate {
	/** As long as one row of the hub's events, all columns together. */
	readonly row: string;
	readonly answer: unknown;
	readonly update: unknown;
}

const [, , file = '', text = '{}'] = process.argv;
const template = JSON.parse(text) as RawTemplate;

const database = new DatabaseSync(file);
database.exec(
	'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE events (position INTEGER PRIMARY KEY, body TEXT) STRICT',
);
const insert = database.prepare('INSERT INTO events (body) VALUES (?)');

let waiting: ((answer: unknown) => void)[] = [];

function flush(): void {
	const batch = waiting;
	waiting = [];
	database.exec('BEGIN IMMEDIATE');
	for (const _one of batch) insert.run(template.row);
	database.exec('COMMIT');
	for (const answer of batch) answer(template.answer);
	// Whoever watches is told of all that was stored together in one message, as the hub does.
	if (template.update === null) return;
	io.to('displays').emit(
		'update',
		batch.map(() => template.update),
	);
}

const http = createServer();
const io = new Server(http, { serveClient: false, transports: ['websocket'] });
io.on('connection', (socket) => {
	socket.on('command', (_body: unknown, answer: (answer: unknown) => void) => {
		if (waiting.push(answer) === 1) setImmediate(flush);
	});
	socket.on('watch', (_body: unknown, answer: (answer: unknown) => void) => {
		void socket.join('displays');
		answer({ ok: true });
	});
	socket.on('broadcast', (_body: unknown, answer: (answer: unknown) => void) => {
		io.to('displays').emit('update', template.update);
		answer({ ok: true });
	});
});
http.listen(0, '127.0.0.1', () => {
	process.send?.({ port: (http.address() as AddressInfo).port } satisfies RawTold);
});
process.on('SIGTERM', () => {
	database.close();
	process.exit(0);
});
