// Runs the virtual devices and a small local HTTP door to look at them, use them and make them fail.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import pino from 'pino';
import { answerDesk } from './counter/desk-door.ts';
import { pngOf } from './printer/dot-picture.ts';
import { FAULTS } from './printer/printer-faults.ts';
import type { Fault } from './printer/printer-faults.ts';
import { VirtualDesk } from './counter/virtual-desk.ts';
import { MANNERS, VirtualPrinter } from './printer/virtual-printer.ts';
import type { MannerName } from './printer/virtual-printer.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)$/;

/** `9100` or `127.0.0.1:9100`; anything that is not this machine is refused. */
export function localAddress(name: string, text: string): { host: string; port: number } {
	const parts = /^(?:(?:http|tcp):\/\/)?(?:(\[[0-9a-f:]+\]|[^:/]+):)?(\d{1,5})\/?$/i.exec(text);
	const port = Number(parts?.[2] ?? NaN);
	if (parts === null || port > 65535)
		throw new Error(`${name}=${text} is not a port or host:port, such as 127.0.0.1:9100`);
	const host = parts[1] ?? '127.0.0.1';
	if (!LOOPBACK.test(host))
		throw new Error(`${name}=${text}: virtual devices are for this machine only; use 127.0.0.1`);
	return { host: host === 'localhost' ? '127.0.0.1' : host.replace(/[[\]]/g, ''), port };
}

/** The HTTP door of one virtual printer and the desk beside it. Answers this machine only, and no page of another origin. */
export function virtualDoor(printer: VirtualPrinter, desk: VirtualDesk | null = null): Server {
	return createServer((request, response) => {
		answer(printer, desk, request, response).catch(() => reply(response, 500, { error: 'fault' }));
	});
}

async function answer(
	printer: VirtualPrinter,
	desk: VirtualDesk | null,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	// A name that resolves to this machine (DNS rebinding) or a foreign page must not reach the door.
	const asked = (request.headers.host ?? '').replace(/:\d+$/, '');
	if (!LOOPBACK.test(asked) || request.headers.origin !== undefined)
		return reply(response, 403, { error: 'this machine only' });
	const path = (request.url ?? '/').split('?')[0] ?? '/';
	if (request.method === 'GET' && path === '/printer.json') {
		const papers = printer.papers.map(({ dots: _dots, ...paper }) => paper);
		return reply(response, 200, { width: printer.width, state: printer.state, papers });
	}
	const picture = /^\/papers\/(\d+)\.png$/.exec(path);
	if (request.method === 'GET' && picture !== null) {
		const paper = printer.papers.find((one) => one.id === picture[1]);
		if (paper === undefined) return reply(response, 404, { error: 'no such paper' });
		response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'no-store' });
		response.end(pngOf(paper.dots, paper.width, paper.height));
		return;
	}
	if (request.method === 'POST' && path === '/fault') {
		const asked = faultIn(await bodyOf(request));
		if (asked === null)
			return reply(response, 400, {
				error: `fault must be null or one of ${FAULTS.join(', ')}; after (bytes) and ms are whole numbers`,
			});
		await printer.fail(asked.fault, asked.after, asked.ms);
		response.writeHead(204).end();
		return;
	}
	if (request.method === 'POST' && path === '/tear') {
		printer.tearOff();
		response.writeHead(204).end();
		return;
	}
	const url = new URL(request.url ?? '/', 'http://localhost');
	const told =
		desk === null ? null : await answerDesk(desk, request.method ?? '', url, () => bodyOf(request));
	if (told !== null) return reply(response, told.status, told.body);
	reply(response, 404, { error: 'GET /printer.json, GET /papers/<id>.png, POST /fault or POST /tear' });
}

function reply(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	response.end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = '';
	for await (const chunk of request) {
		body += String(chunk);
		if (body.length > 1000) break;
	}
	return body;
}

interface AskedFault {
	readonly fault: Fault | null;
	readonly after: number | null;
	readonly ms: number | null;
}

function faultIn(body: string): AskedFault | null {
	try {
		const { fault, after, ms } = JSON.parse(body) as Record<string, unknown>;
		const known = fault === null ? null : FAULTS.find((one) => one === fault);
		const [bytes, time] = [countIn(after), countIn(ms)];
		if (known === undefined || bytes === undefined || time === undefined) return null;
		return { fault: known, after: bytes, ms: time };
	} catch {
		return null;
	}
}

/** Null when it is not said, undefined when it is none. */
function countIn(value: unknown): number | null | undefined {
	if (value === undefined || value === null) return null;
	return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function mannerIn(text: string): MannerName {
	const manner = MANNERS.find((one) => one === text);
	if (manner !== undefined) return manner;
	throw new Error(`ROTUNDA_VIRTUAL_MAKE=${text} is none of ${MANNERS.join(', ')}`);
}

async function main(): Promise<void> {
	const log = pino({ name: 'virtual-devices', level: process.env['LOG_LEVEL'] ?? 'info' });
	const at = localAddress(
		'ROTUNDA_VIRTUAL_PRINTER',
		process.env['ROTUNDA_VIRTUAL_PRINTER'] ?? '127.0.0.1:9100',
	);
	const door = localAddress('ROTUNDA_VIRTUAL', process.env['ROTUNDA_VIRTUAL'] ?? '127.0.0.1:9180');
	const width = process.env['ROTUNDA_VIRTUAL_PAPER'] === '58' ? 384 : 576;
	const manner = mannerIn(process.env['ROTUNDA_VIRTUAL_MAKE'] ?? 'epson');
	const cutter = process.env['ROTUNDA_VIRTUAL_CUTTER'] !== 'none';
	const printer = new VirtualPrinter({ ...at, width, rowsPerSecond: 1200, manner, cutter });
	printer.onPaper((paper) =>
		log.info({ paper: paper.id, end: paper.end, lines: paper.lines.slice(0, 3) }, 'paper'),
	);
	const place = (name: string, port: number) => localAddress(name, process.env[name] ?? `127.0.0.1:${port}`);
	const desk = new VirtualDesk(place('ROTUNDA_VIRTUAL_LINE', 9101), place('ROTUNDA_VIRTUAL_SCANNER', 9102));
	await printer.start();
	await desk.start();
	const server = virtualDoor(printer, desk);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(door.port, door.host, resolve);
	});
	log.info(
		{ printer: `${at.host}:${printer.port}`, door: `http://${door.host}:${door.port}` },
		'virtual devices are on',
	);
	const stop = (): void => {
		server.close();
		server.closeAllConnections();
		void printer.stop();
		void desk.stop();
	};
	process.once('SIGTERM', stop);
	process.once('SIGINT', stop);
}

if (import.meta.main) {
	main().catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = 1;
	});
}
