// A line to a server that may fall silent: nothing is refused and nothing breaks, only nothing comes through, as when a switch dies.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

export class MuteLine {
	readonly #server: Server;
	readonly #ends = new Set<Socket>();
	#isMute = false;

	private constructor(to: number) {
		this.#server = createServer((near) => {
			const far = connect(to, '127.0.0.1');
			for (const [end, other] of [
				[near, far],
				[far, near],
			] as const) {
				this.#ends.add(end);
				end.on('error', () => undefined);
				end.on('close', () => {
					this.#ends.delete(end);
					other.end();
				});
				end.on('data', (bytes) => other.write(bytes));
				if (this.#isMute) end.pause();
			}
		});
	}

	/** `to`: a port of this machine. */
	static async open(to: number): Promise<MuteLine> {
		const line = new MuteLine(to);
		await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
		return line;
	}

	get port(): number {
		return (this.#server.address() as AddressInfo).port;
	}

	mute(): void {
		this.#isMute = true;
		for (const end of this.#ends) end.pause();
	}

	/** What was sent meanwhile arrives now, however late. */
	speak(): void {
		this.#isMute = false;
		for (const end of this.#ends) end.resume();
	}

	close(): void {
		for (const end of this.#ends) end.destroy();
		this.#server.close();
	}
}
