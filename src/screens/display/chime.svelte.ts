// Two soft notes for a call, and the plain truth on whether this browser lets them sound.

const NOTES = [
	{ frequency: 659.26, at: 0 },
	{ frequency: 523.25, at: 0.42 },
] as const;
const LENGTH_S = 1.5;
const LOUDNESS = 0.32;

export class Chime {
	#context: AudioContext | null = null;
	#blocked = $state.raw(true);

	constructor() {
		if (typeof AudioContext === 'undefined') return;
		this.#context = new AudioContext();
		this.#context.addEventListener('statechange', () => this.#look());
		this.#look();
	}

	/** True while nothing could be heard: browsers want one touch of the screen before a page may sound. */
	get blocked(): boolean {
		return this.#blocked;
	}

	/** Call it from a touch or a key. */
	async unblock(): Promise<void> {
		await this.#context?.resume();
		this.#look();
	}

	ring(): void {
		const context = this.#context;
		if (context === null || context.state !== 'running') return;
		for (const note of NOTES) {
			sound(context, note.frequency, context.currentTime + note.at);
			// A quiet octave above gives the tone of a bell rather than of a machine.
			sound(context, note.frequency * 2, context.currentTime + note.at, 0.18);
		}
	}

	close(): void {
		void this.#context?.close();
	}

	#look(): void {
		this.#blocked = this.#context?.state !== 'running';
	}
}

function sound(context: AudioContext, frequency: number, at: number, share = 1): void {
	const tone = context.createOscillator();
	const loudness = context.createGain();
	tone.type = 'sine';
	tone.frequency.value = frequency;
	loudness.gain.setValueAtTime(0, at);
	loudness.gain.linearRampToValueAtTime(LOUDNESS * share, at + 0.02);
	loudness.gain.exponentialRampToValueAtTime(0.0001, at + LENGTH_S);
	tone.connect(loudness).connect(context.destination);
	tone.start(at);
	tone.stop(at + LENGTH_S);
}
