// What was asked and what was heard in answer, kept outside hub and store: the ledger that the record is held against.
import type { Actor } from '#domain/commands';
import type { CommandId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';
import type { CommandEnvelope, WireCommand } from '#protocol/command-schema';

export interface Deed {
	readonly id: CommandId;
	readonly command: WireCommand;
	readonly by: Actor;
	/** Times it went out on a line. */
	sent: number;
	/** Answers that its sender heard, in order. */
	readonly heard: CommandAnswer[];
	/** What its sender goes by in the end; null while it waits. */
	final: CommandAnswer | null;
}

/** After these nobody knows whether it was done. */
const UNKNOWN: readonly string[] = ['no-answer', 'fault', 'hub-stopping'];

export class Deeds {
	readonly all = new Map<CommandId, Deed>();

	/** Somebody means to do it. */
	meant(id: CommandId, command: WireCommand, by: Actor): Deed {
		const known = this.all.get(id);
		if (known !== undefined) return known;
		const deed: Deed = { id, command, by, sent: 0, heard: [], final: null };
		this.all.set(id, deed);
		return deed;
	}

	/** It leaves for the hub. */
	sent({ id, command }: CommandEnvelope, by: Actor): void {
		this.meant(id, command, by).sent += 1;
	}

	heard(id: CommandId, answer: CommandAnswer): void {
		this.all.get(id)?.heard.push(answer);
	}

	/** Acknowledged to whoever asked. */
	get done(): readonly Deed[] {
		return [...this.all.values()].filter((deed) => deed.heard.some((answer) => answer.ok));
	}

	/** Refused by a rule or at the door, and its sender left it at that. */
	get refused(): readonly Deed[] {
		return [...this.all.values()].filter((deed) => {
			const last = deed.heard.at(-1);
			return (
				last !== undefined && !last.ok && !UNKNOWN.includes(last.code) && !deed.heard.some(({ ok }) => ok)
			);
		});
	}
}
