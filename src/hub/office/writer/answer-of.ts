// What a command made, told from its events alone: asked again after a restart, it is answered alike.
import type { LobbyEvent, StoredEvent } from '#domain/events';
import type { CommandAnswer, Made } from '#protocol/answers';

/** `position`: where the stream stands when the command made no events. */
export function answerOf(events: readonly StoredEvent[], position: number): CommandAnswer {
	const made: Made = Object.assign({}, ...events.map((stored) => madeBy(stored.event)));
	return { ok: true, position: events.at(-1)?.position ?? position, made };
}

function madeBy(event: LobbyEvent): Made {
	switch (event.type) {
		case 'TicketIssued': {
			const { ticket, visit, number, ahead, estimate } = event;
			return { ticket, visit, number, ahead, estimate };
		}
		case 'TicketCalled':
			return { ticket: event.ticket };
		case 'VisitReceived':
			return { visit: event.visit };
		case 'VisitReferred':
			return { visit: event.visit, referral: event.referral };
		case 'EscortStarted':
			return { visit: event.visit, escort: event.escort };
		case 'HelpRequested':
			return { help: event.help };
		case 'JobOwed':
			return { job: event.job };
		default:
			return {};
	}
}
