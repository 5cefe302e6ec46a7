// The languages of the office at one screen: those it spoke last time are fetched before the hub has said a word.
import type { Language } from '#domain/ids';
import { whenAtRest } from '#screens/loading/at-rest.ts';
import { fetchLetters, loadSpokenLanguages } from './spoken-languages.ts';
import type { SpokenLanguage } from './spoken-languages.ts';

const KEPT = 'rotunda.languages';

export class OfficeLanguages {
	#tags = '';
	#current = $state.raw<readonly SpokenLanguage[]>([]);

	constructor() {
		const kept = read();
		if (kept !== '') void this.speak(kept.split(' '));
	}

	/** In the office's order; empty until the first words are here. */
	get current(): readonly SpokenLanguage[] {
		return this.#current;
	}

	/** The office's list as it is now; its words come as soon as they are fetched. */
	async speak(tags: readonly Language[]): Promise<void> {
		const wanted = tags.join(' ');
		if (wanted === this.#tags) return;
		this.#tags = wanted;
		const loaded = await loadSpokenLanguages(tags);
		if (wanted !== this.#tags) return;
		this.#current = loaded;
		// Words are read sooner in the machine's own letters than not at all.
		whenAtRest(() => void fetchLetters(loaded));
		keep(wanted);
	}
}

/** Storage may be switched off or full; then nothing is known beforehand. */
function read(): string {
	try {
		return localStorage.getItem(KEPT) ?? '';
	} catch {
		return '';
	}
}

function keep(tags: string): void {
	try {
		localStorage.setItem(KEPT, tags);
	} catch {
		return;
	}
}
