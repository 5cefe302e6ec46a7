// How a ticket stands, in one sentence for whoever holds it: on a phone, or scanned at a kiosk.
import type { TicketLook } from '#protocol/note-schema';
import type { Words } from '#words/words';

export type Standing =
	/** It is their turn: where to go. */
	| { readonly kind: 'go'; readonly says: string }
	/** Still in line. */
	| { readonly kind: 'waiting'; readonly ahead: string; readonly wait: string | null }
	| { readonly kind: 'said'; readonly says: string };

export function standingOf(look: TicketLook, { phone, waits }: Words): Standing {
	switch (look.status) {
		case 'called':
			return look.counter === null
				? { kind: 'said', says: phone.calledNow }
				: { kind: 'go', says: phone.goTo(look.counter) };
		case 'waiting': {
			const { ahead, estimate } = look;
			const wait = estimate === null ? null : waits.about(estimate.from, estimate.to);
			return { kind: 'waiting', ahead: waits.ahead(ahead ?? 0), wait };
		}
		case 'serving':
			return {
				kind: 'said',
				says: look.counter === null ? phone.calledNow : phone.serving(look.counter),
			};
		case 'held':
			return { kind: 'said', says: phone.held };
		case 'escorted':
			return { kind: 'said', says: phone.escorted };
		case 'finished':
			return { kind: 'said', says: phone.finished };
		case 'no-show':
			return { kind: 'said', says: phone.noShow };
		case 'cancelled':
			return { kind: 'said', says: phone.cancelled };
		default:
			return look.status satisfies never;
	}
}
