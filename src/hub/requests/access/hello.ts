// The request `hello`, the greeting: who the caller is, and what the demo offers.
import type { Hello } from '#protocol/session-schema';
import { PROTOCOL_VERSION } from '#protocol/version';
import { demoOffer } from '../../access/demo-access.ts';
import type { Enrolment } from '../../access/enrolment.ts';
import { youOf } from '../../access/identity.ts';
import type { Pairing } from '../../access/pairing.ts';
import type { Clock } from '../../clock.ts';
import type { Offices } from '../../office/offices.ts';
import type { Caller } from '../../socket-types.ts';
import { officeOf } from '../office-of.ts';
import { fromAnyone, nothing } from '../request.ts';

interface Needs {
	readonly version: string;
	readonly clock: Clock;
	readonly offices: Offices;
	readonly enrolment: Enrolment;
	readonly pairing: Pairing;
}

export const hello = fromAnyone('hello', {
	schema: nothing,
	handler: (needs: Needs) => (_ask, caller, socket) => {
		if (caller.kind === 'staff') officeOf(needs.offices, caller).devices.sendTo(socket);
		return { ok: true, ...greeting(caller, needs) };
	},
});

function greeting(caller: Caller, { version, clock, offices, enrolment, pairing }: Needs): Hello {
	const named = offices.all().map(({ writer }) => writer.lobby.office);
	return {
		protocol: PROTOCOL_VERSION,
		version,
		at: clock.now(),
		enrolling: enrolment.isOpen,
		// Whoever is known needs no offer: a display is not told who works here, nor one office who works in another.
		demo: caller.kind === 'guest' ? demoOffer(named, pairing) : null,
		you: youOf(offices, caller),
	};
}
