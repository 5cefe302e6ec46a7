// Four ways to reach a printer, each over its real transport: a socket, device files, a serial line and a print system.
import { join } from 'node:path';
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { afterAll, beforeAll, onTestFinished, test } from 'vitest';
import type { PrinterLink } from '#hardware/ticket-printer/links/printer-link';
import { QueueLink } from '#hardware/ticket-printer/links/queue-link';
import { SerialLink } from '#hardware/ticket-printer/links/serial-link';
import { TcpLink } from '#hardware/ticket-printer/links/tcp-link';
import { UsbLink } from '#hardware/ticket-printer/links/usb-link';
import { hasCups, PrintSystem } from '#support/tools/cups';
import { hasSocat, SerialLine } from '#support/tools/socat';
import { linkContract } from './printer-link.contract.ts';
import type { LinkOnBench } from './printer-link.contract.ts';
import { temporaryFolder, until } from '../rig.ts';

/** Takes bytes as a printer's interface does, and keeps them. */
class Sink {
	received = Buffer.alloc(0);
	port = 0;
	#server: Server | null = null;
	#socket: Socket | null = null;
	readonly #sockets = new Set<Socket>();
	#held = false;

	get isReached(): boolean {
		return this.#sockets.size > 0;
	}

	async start(): Promise<void> {
		const server = createServer((socket) => {
			this.#socket = socket;
			this.#sockets.add(socket);
			socket.on('close', () => this.#sockets.delete(socket));
			socket.on('error', () => socket.destroy());
			socket.on('data', (bytes: Buffer) => (this.received = Buffer.concat([this.received, bytes])));
			if (this.#held) socket.pause();
		});
		await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
		this.#server = server;
		this.port = (server.address() as AddressInfo).port;
	}

	say(bytes: Uint8Array): void {
		this.#socket?.write(bytes);
	}

	hold(): void {
		this.#held = true;
		this.#socket?.pause();
	}

	async stop(): Promise<void> {
		for (const socket of this.#sockets) socket.destroy();
		await new Promise((resolve) => this.#server?.close(resolve));
	}
}

async function sink(): Promise<Sink> {
	const made = new Sink();
	await made.start();
	onTestFinished(() => made.stop());
	return made;
}

async function overTcp(): Promise<LinkOnBench> {
	const far = await sink();
	const link = new TcpLink('127.0.0.1', far.port);
	onTestFinished(() => link.close());
	return {
		link,
		nowhere: new TcpLink('127.0.0.1', 9),
		received: () => far.received,
		say: (bytes) => far.say(bytes),
		hold: () => far.hold(),
		flood: 30_000_000,
		cut: () => far.stop(),
		mend: () => far.start(),
		feelsLoss: true,
	};
}

async function overTerminal(linkTo: (path: string) => PrinterLink): Promise<LinkOnBench> {
	const far = await sink();
	const line = new SerialLine(join(temporaryFolder(), 'tty'), far.port);
	onTestFinished(() => line.stop());
	await until('plugged in', () => line.isThere && far.isReached);
	const link = linkTo(line.path);
	onTestFinished(() => link.close());
	return {
		link,
		nowhere: linkTo('/dev/rotunda-no-such-device'),
		received: () => far.received,
		say: (bytes) => far.say(bytes),
		hold: () => far.hold(),
		flood: 30_000_000,
		cut: async () => line.pullOut(),
		mend: async () => line.plugIn(),
		feelsLoss: true,
	};
}

const system = hasCups() ? new PrintSystem() : null;
let queues = 0;

async function overQueue(print: PrintSystem): Promise<LinkOnBench> {
	const far = await sink();
	const name = `tickets-${String((queues += 1))}`;
	print.addQueue(name, far.port);
	const link = new QueueLink(name);
	onTestFinished(() => link.close());
	return {
		link,
		nowhere: new QueueLink('no-such-queue'),
		received: () => far.received,
		say: null,
		hold: () => void print.run('cupsdisable', name),
		flood: 1000,
		cut: () => print.stop(),
		mend: () => print.start(),
		feelsLoss: false,
	};
}

linkContract('A printer on the network', overTcp);
if (hasSocat()) {
	linkContract("A USB printer's device file", () => overTerminal((path) => new UsbLink(path)));
	const settings = { baud: 115_200, flow: 'none', parity: 'none' } as const;
	linkContract('A printer on a serial line', () =>
		overTerminal((port) => new SerialLink({ port, ...settings })),
	);
} else test.skip('Printers by USB and serial line (skipped: no socat here to make the lines)');

if (system !== null) {
	beforeAll(async () => {
		process.env['CUPS_SERVER'] = system.server;
		await system.start();
	});
	afterAll(() => system.end());
	linkContract('A print queue', () => overQueue(system));
} else test.skip('A print queue (skipped: no CUPS here, or no right to run one)');
