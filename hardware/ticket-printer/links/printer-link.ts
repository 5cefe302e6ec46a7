// Carries bytes to a printer and back: the port of every way to reach one, and what is said when there is none.
import type { Trouble } from '#protocol/device-schema';

/** Why a printer is not reached; the message is for the technician: what was seen, and what cures it. */
export class NotReached extends Error {
	readonly trouble: Trouble;

	constructor(trouble: Trouble, message: string) {
		super(message);
		this.trouble = trouble;
	}
}

/** Bytes both ways. One owner; after `lost` it may be opened again, and nothing written before comes out of it then. */
export interface PrinterLink {
	/** Rejects with NotReached when the printer cannot be reached within the link's time limit. */
	open(): Promise<void>;
	/** Bytes keep their order. What was not taken when the link is lost is gone: only the printer's answer is a receipt. */
	write(bytes: Uint8Array): void;
	/**
	 * Resolves when whatever stands at the other end has taken all that was written: as near to a receipt as a printer
	 * comes that answers nothing. Rejects with NotReached when the link is lost or let go of before, or nothing is taken.
	 */
	taken(): Promise<void>;
	/** Bytes written that were not taken yet: while they become fewer, a slow printer is at work. */
	readonly untaken: number;
	/** Lets go at once. `onLost` is not called. */
	close(): void;
	onBytes(listener: (bytes: Uint8Array) => void): void;
	onLost(listener: (why: NotReached) => void): void;
}

/** A printer without paper takes nothing for a while; one that takes nothing for so long, ms, is not printing. */
export const TAKEN_MS = 60_000;

/** Those who wait until everything was taken, and the limit on their patience. */
export class Takers {
	#waiting: { readonly resolve: () => void; readonly reject: (why: NotReached) => void }[] = [];

	/** @param where how messages name the printer */
	wait(where: string, isTaken: () => boolean): Promise<void> {
		if (isTaken()) return Promise.resolve();
		const limit = setTimeout(
			() => this.fail(new NotReached('offline', `${where} takes no bytes: look whether it has paper`)),
			TAKEN_MS,
		);
		const settled = new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }));
		return settled.finally(() => clearTimeout(limit));
	}

	allTaken(): void {
		for (const { resolve } of this.#waiting.splice(0)) resolve();
	}

	fail(why: NotReached): void {
		for (const { reject } of this.#waiting.splice(0)) reject(why);
	}
}

/** What the operating system says when a file or a port cannot be opened, for whoever stands before the machine. */
export function cannotOpen(path: string, code: string): NotReached {
	switch (code) {
		case 'EACCES':
		case 'EPERM':
			return new NotReached(
				'no-rights',
				`No rights to open ${path}: add the user that runs the agent to the group that owns it (ls -l ${path}), then start the agent anew`,
			);
		case 'EBUSY':
		case 'EAGAIN':
			return new NotReached(
				'taken',
				`Another program has ${path} open: stop it, such as a print queue on the same printer`,
			);
		case 'ENOENT':
		case 'ENODEV':
		case 'ENXIO':
		case 'EIO':
			return new NotReached(
				'unreachable',
				`${path} is not there: switch the printer on, check its cable, then its address in setup`,
			);
		default:
			return new NotReached('unreachable', `${path} cannot be opened (${code})`);
	}
}
