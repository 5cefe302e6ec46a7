// Refusals said with the names and numbers that belong to them, where the hub tells enough to do so.

interface Facts {
	readonly number: string | null;
	readonly counter: string | null;
	readonly staff: string | null;
	readonly count: number | null;
	/** When something opens, as a person says it. */
	readonly next: string | null;
}

/** Null: the general sentence has to do. */
export const exactRefusals: Readonly<Record<string, (facts: Facts) => string | null>> = {
	'day-has-open-tickets': ({ count }) =>
		count === null
			? null
			: `${count === 1 ? '1 ticket is' : `${count} tickets are`} still open. Finish them, or close the day with them.`,
	'service-closed': ({ next }) => (next === null ? null : `This service is closed now. It opens ${next}.`),
	'ticket-not-waiting': ({ number }) =>
		number === null ? null : `${number} is no longer waiting. Somebody else has it; choose another ticket.`,
	'ticket-not-called': ({ number }) =>
		number === null ? null : `${number} is not called any more. Look at the line.`,
	'ticket-ended': ({ number }) =>
		number === null ? null : `${number} has ended. Nothing more can be done with it.`,
	'not-your-ticket': ({ number }) =>
		number === null ? null : `${number} is with another representative. Ask them, or a supervisor.`,
	'counter-busy': ({ number }) =>
		number === null ? null : `${number} is still at your counter. Finish, hold or hand on first.`,
	'counter-taken': ({ counter, staff }) =>
		counter === null || staff === null ? null : `${staff} is signed in at counter ${counter}.`,
	'staff-elsewhere': ({ counter }) =>
		counter === null ? null : `You are signed in at counter ${counter}. Leave it first.`,
	'help-answered': ({ staff }) => (staff === null ? null : `${staff} is already on the way.`),
	'visit-escorted': ({ number }) =>
		number === null ? null : `${number} is being escorted. Wait until the escort has ended.`,
};
