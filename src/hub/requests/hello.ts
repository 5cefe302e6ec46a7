// The greeting: who the caller is, and what the demo offers.
import { PROTOCOL_VERSION } from '#protocol/version';
import type { Hello } from '#protocol/session-schema';
import type { Clock } from '../clock.ts';
import { demoOffer } from '../access/demo-access.ts';
import type { Enrolment } from '../access/enrolment.ts';
import type { Offices } from '../office/offices.ts';
import type { Pairing } from '../access/pairing.ts';
import type { Caller } from '../socket-types.ts';
import { youOf } from '../access/identity.ts';

export interface HelloParts {
	readonly version: string;
	readonly clock: Clock;
	readonly offices: Offices;
	readonly enrolment: Enrolment;
	readonly pairing: Pairing;
}

export function helloTo(caller: Caller, parts: HelloParts): Hello {
	const offices = parts.offices.all().map(({ writer }) => writer.lobby.office);
	return {
		protocol: PROTOCOL_VERSION,
		version: parts.version,
		at: parts.clock.now(),
		enrolling: parts.enrolment.isOpen,
		// Whoever is known needs no offer: a display is not told who works here, nor one office who works in another.
		demo: caller.kind === 'guest' ? demoOffer(offices, parts.pairing) : null,
		you: youOf(parts.offices, caller),
	};
}
