// The request `lookAtTicket`: where a ticket stands, for whoever holds the paper.
import type { TicketId } from '#domain/ids';
import { ticketLookSchema } from '#protocol/note-schema';
import type { Clock } from '../../clock.ts';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import { officeOf } from '../office-of.ts';
import { fromAnyone } from '../request.ts';
import { ticketLook } from './ticket-look.ts';

interface Needs {
	readonly offices: Offices;
	readonly clock: Clock;
}

export const lookAtTicket = fromAnyone('lookAtTicket', {
	schema: ticketLookSchema,
	handler:
		({ offices, clock }: Needs) =>
		async ({ ticket }, caller) => {
			// Who works here has no business with a paper of another office.
			for (const { writer } of caller.kind === 'guest' ? offices.all() : [officeOf(offices, caller)]) {
				// There may be thousands of offices, and a ticket is of one.
				if (!writer.lobby.tickets.has(ticket as TicketId)) continue;
				const seen = await writer.whenSettled((lobby) => ticketLook(lobby, ticket, clock.now()));
				if (seen !== null) return { ok: true, ...seen };
			}
			return refused('unknown-ticket');
		},
});
