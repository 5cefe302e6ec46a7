// The news port: hints between the hubs of one record. Quick, and never relied upon: whoever hears nothing looks for itself.

export interface Ear {
	/** What another hub has told. */
	readonly hear: (text: string) => void;
	/** The line was broken, and something may have been missed. */
	readonly unsure: () => void;
}

export interface News {
	/** True where other hubs may be on the same record. */
	readonly shared: boolean;
	/** To every other hub; resolves when it is on its way, or lost because the line is broken. At most 7,000 bytes. Never rejects. */
	tell(text: string): Promise<void>;
	/** From now on; one ear. */
	listen(ear: Ear): void;
	close(): Promise<void>;
}

/** The news of a hub that is alone. */
export const NO_NEWS: News = {
	shared: false,
	tell: async () => undefined,
	listen: () => undefined,
	close: async () => undefined,
};
