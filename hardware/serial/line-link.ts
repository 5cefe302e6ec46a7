// The port of a line's two kinds of carrier, a serial port and a TCP gateway: bytes both ways, nothing kept for later.
import type { Trouble } from '#protocol/device-schema';

/** Bytes both ways. One owner; after it was lost it may be opened again. */
export interface LineLink {
	/** For people: the path or the gateway's address. */
	readonly place: string;
	/** How long so many bytes are under way, ms: an answer is not waited for before it can be there. */
	travelMs(bytes: number): number;
	/** @throws LineClosed when it cannot be opened within the link's own time limit. */
	open(): Promise<void>;
	/**
	 * Resolves when the bytes have been handed on. A line that does not take them in time is closed, so that nothing of
	 * them comes out later.
	 * @throws LineClosed
	 */
	write(bytes: Uint8Array): Promise<void>;
	/** Lets go at once; resolves when the place is free for others. `onLost` is not called. */
	close(): Promise<void>;
	onBytes(listener: (bytes: Uint8Array) => void): void;
	/** An open line is gone. */
	onLost(listener: (why: LineClosed) => void): void;
}

export type LineTrouble = Extract<Trouble, 'unreachable' | 'no-rights' | 'taken'>;

/** Why a line is not open; the message is for the technician. */
export class LineClosed extends Error {
	readonly trouble: LineTrouble;

	constructor(trouble: LineTrouble, message: string) {
		super(message);
		this.trouble = trouble;
	}
}

/** What the system's words mean, with the cure. */
export function lineClosed(place: string, error: unknown): LineClosed {
	const said = error instanceof Error ? error.message : String(error);
	if (/permission denied|EACCES|EPERM|access denied/i.test(said))
		return new LineClosed(
			'no-rights',
			`The agent may not open ${place}. Add its user to the group that owns it (on Debian: dialout), or install deploy's udev rules.`,
		);
	if (/lock|busy|EBUSY|temporarily unavailable|EAGAIN/i.test(said))
		return new LineClosed(
			'taken',
			`${place} is in use by another program or another device entry. Stop the other one: a line has one owner.`,
		);
	if (/no such file|ENOENT|cannot find|file not found/i.test(said))
		return new LineClosed(
			'unreachable',
			`${place} is not there. Plug the adapter in, or correct the address; by USB id it is found wherever it is plugged in.`,
		);
	if (/ECONNREFUSED/.test(said))
		return new LineClosed(
			'unreachable',
			`${place} refuses the connection. Is the gateway on, in raw TCP mode, and this its port?`,
		);
	return new LineClosed('unreachable', `${place} cannot be opened: ${said}`.slice(0, 400));
}
