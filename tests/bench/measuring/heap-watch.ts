// Asks another Node process, started with `--inspect`, what its heap holds once all that is garbage is gone.
type Answer = {
	readonly id: number;
	readonly result?: unknown;
	readonly error?: { readonly message: string };
};

export class HeapWatch {
	readonly #socket: WebSocket;
	readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
	#asked = 0;

	private constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.addEventListener('message', ({ data }) => {
			const { id, result, error } = JSON.parse(String(data)) as Answer;
			if (error === undefined) this.#waiting.get(id)?.resolve(result);
			else this.#waiting.get(id)?.reject(new Error(error.message));
			this.#waiting.delete(id);
		});
	}

	/** `port`: what the process was given as `--inspect=127.0.0.1:PORT`. */
	static async open(port: number): Promise<HeapWatch> {
		const targets = await (await fetch(`http://127.0.0.1:${String(port)}/json`)).json();
		const [target] = targets as readonly { readonly webSocketDebuggerUrl: string }[];
		if (target === undefined) throw new Error(`nothing can be inspected at port ${String(port)}`);
		const socket = new WebSocket(target.webSocketDebuggerUrl);
		await new Promise((opened, failed) => {
			socket.addEventListener('open', opened, { once: true });
			socket.addEventListener('error', failed, { once: true });
		});
		return new HeapWatch(socket);
	}

	/** Bytes: the least of a few collections, because what has just ended is sometimes held until the next turn. */
	async held(): Promise<number> {
		let least = Infinity;
		for (let time = 0; time < 3; time += 1) {
			await this.#ask('HeapProfiler.collectGarbage');
			const { usedSize } = (await this.#ask('Runtime.getHeapUsage')) as { readonly usedSize: number };
			least = Math.min(least, usedSize);
		}
		return least;
	}

	close(): void {
		this.#socket.close();
	}

	#ask(method: string): Promise<unknown> {
		const answer = Promise.withResolvers<unknown>();
		this.#asked += 1;
		this.#waiting.set(this.#asked, answer);
		this.#socket.send(JSON.stringify({ id: this.#asked, method }));
		return answer.promise;
	}
}
