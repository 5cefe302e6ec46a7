// A line to a printer that tells when the first byte of a paper comes through; questions of how it is do not count.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';

/** `DLE EOT n`: asked all the time. */
const QUESTION = [0x10, 0x04] as const;

export class TappedLine {
	port = 0;
	/** Bytes of papers that went through. */
	bytes = 0;
	#server: Server | null = null;
	#told: ((at: number) => void) | null = null;

	/** @param to port of the printer on this machine */
	static async to(to: number): Promise<TappedLine> {
		const line = new TappedLine();
		const server = createServer({ noDelay: true }, (near) => {
			const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
			near.on('data', (chunk: Buffer) => line.#hear(chunk));
			near.pipe(far).pipe(near);
			near.on('error', () => far.destroy());
			far.on('error', () => near.destroy());
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		line.port = (server.address() as AddressInfo).port;
		line.#server = server;
		return line;
	}

	/** When the next paper's first byte comes, by `performance.now()`. */
	firstByte(): Promise<number> {
		return new Promise((resolve) => (this.#told = resolve));
	}

	stop(): void {
		this.#server?.close();
	}

	#hear(chunk: Buffer): void {
		if (isQuestions(chunk)) return;
		const at = performance.now();
		this.bytes += chunk.length;
		this.#told?.(at);
		this.#told = null;
	}
}

function isQuestions(chunk: Buffer): boolean {
	for (let at = 0; at < chunk.length; at += 3) {
		if (chunk[at] !== QUESTION[0] || chunk[at + 1] !== QUESTION[1]) return false;
	}
	return true;
}
