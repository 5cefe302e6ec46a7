// The conversation with a print queue: it says how it is when it is looked at, and that a paper is done when it thinks so.
import type { Trouble } from '#protocol/device-schema';
import { NotReached } from './links/printer-link.ts';
import { PrinterLost } from './printer-talk.ts';
import type { Talk, TellTroubles } from './printer-talk.ts';
import type { QueueLink } from './links/queue-link.ts';

const LOOK_EVERY_MS = 2000;
const CANNOT_CONFIRM =
	'A print queue says that a paper is done when its driver has passed it on: whether it is on paper, and whether there is any, only the printer knows';

export class QueueTalk implements Talk {
	readonly confirms = false;
	readonly isLine = false;
	readonly #link: QueueLink;
	readonly #tell: TellTroubles;
	#open = false;
	#timer: NodeJS.Timeout | null = null;
	#sending: ((lost: PrinterLost) => void) | null = null;

	constructor(link: QueueLink, tell: TellTroubles) {
		this.#link = link;
		this.#tell = tell;
	}

	get isOpen(): boolean {
		return this.#open;
	}

	async open(): Promise<void> {
		await this.#lost(this.#link.open());
		this.#open = true;
		this.#timer = setInterval(() => void this.askHow().catch(() => undefined), LOOK_EVERY_MS);
		await this.askHow();
	}

	close(why: string): void {
		this.#link.close();
		this.#lose(new PrinterLost('unreachable', why));
	}

	async askHow(): Promise<void> {
		if (!this.#open) throw new PrinterLost('unreachable', 'not connected');
		const { troubles, note } = await this.#lost(this.#link.look());
		if (!this.#open) return;
		const said: readonly Trouble[] = [...troubles, 'cannot-confirm'];
		this.#tell(said, note ?? CANNOT_CONFIRM);
	}

	async send(bytes: Uint8Array): Promise<void> {
		if (!this.#open) throw new PrinterLost('unreachable', 'not connected');
		this.#link.write(bytes);
		const given = new Promise<never>((_, reject) => (this.#sending = reject));
		try {
			await Promise.race([this.#lost(this.#link.taken()), given]);
		} finally {
			this.#sending = null;
		}
	}

	/** What the link rejects with is the end of this conversation. */
	async #lost<Result>(asked: Promise<Result>): Promise<Result> {
		try {
			return await asked;
		} catch (error) {
			if (!(error instanceof NotReached)) throw error;
			const lost = new PrinterLost(error.trouble, error.message);
			this.#link.close();
			this.#lose(lost);
			throw lost;
		}
	}

	#lose(lost: PrinterLost): void {
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
		if (!this.#open) return;
		this.#open = false;
		this.#tell([lost.trouble], lost.message);
		this.#sending?.(lost);
	}
}
