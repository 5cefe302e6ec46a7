// The request `lookAtCode`: what a code is that was typed at a screen, or read by a scanner that types.
import { lookAtCodeSchema } from '#protocol/desk-schema';
import { LOBBY } from '../../access/permissions.ts';
import type { Clock } from '../../clock.ts';
import type { Offices } from '../../office/offices.ts';
import { officeOf } from '../office-of.ts';
import { fromInsiders } from '../request.ts';
import { codeForStaff, codeOnKiosk, readCode } from './scanned-code.ts';

interface Needs {
	readonly offices: Offices;
	readonly clock: Clock;
}

export const lookAtCode = fromInsiders(
	'lookAtCode',
	{ roles: LOBBY, devices: ['kiosk'] },
	{
		schema: lookAtCodeSchema,
		handler:
			({ offices, clock }: Needs) =>
			({ text }, caller) =>
				officeOf(offices, caller).writer.whenSettled((lobby) => {
					const code = readCode(lobby, text);
					const isKiosk = caller.kind === 'device';
					return { ok: true, code: isKiosk ? codeOnKiosk(lobby, code, clock.now()) : codeForStaff(code) };
				}),
	},
);
