// One simulated process: what it has set going stops the moment it dies, wherever it stands.

export class Program {
	readonly name: string;
	/** How far the clock of its machine is off, ms. */
	readonly skew: number;
	#alive = true;
	/** Port calls until it dies by itself; null: it does not. */
	#fuse: number | null = null;
	readonly #atEnd: (() => void)[] = [];

	constructor(name: string, skew = 0) {
		this.name = name;
		this.skew = skew;
	}

	get alive(): boolean {
		return this.#alive;
	}

	/** Dies in the middle of what it does, after so many more words to the outside. */
	light(fuse: number): void {
		this.#fuse = fuse;
	}

	/** Asked before each word to the outside, to the disk or to the line: false when it died before saying it. */
	speaks(): boolean {
		if (this.#alive && this.#fuse !== null) {
			this.#fuse -= 1;
			if (this.#fuse < 0) this.die();
		}
		return this.#alive;
	}

	/** As kill -9 does. */
	die(): void {
		if (!this.#alive) return;
		this.#alive = false;
		for (const end of this.#atEnd.splice(0)) end();
	}

	whenDead(end: () => void): void {
		this.#atEnd.push(end);
	}
}
