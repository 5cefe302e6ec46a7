// The hub's clock as this agent knows it: how late a job is, is told by that clock alone.

export class HubTime {
	#at: { readonly hub: number; readonly here: number } | null = null;

	/** @param hub ms since 1970, as just heard */
	set(hub: number): void {
		this.#at = { hub, here: performance.now() };
	}

	/** Null before the hub was heard. A clock of this machine that is set meanwhile changes nothing. */
	now(): number | null {
		return this.#at === null ? null : this.#at.hub + performance.now() - this.#at.here;
	}
}
