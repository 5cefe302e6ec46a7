// The office of a caller, as this hub runs it.
import type { Offices } from '../office/offices.ts';
import type { RunningOffice } from '../office/running-office.ts';
import type { DeviceCaller, StaffCaller } from '../socket-types.ts';

/** The door has found it a moment ago. @throws when it is gone all the same. */
export function officeOf(offices: Offices, caller: StaffCaller | DeviceCaller): RunningOffice {
	const running = offices.get(caller.office);
	if (running === null) throw new Error(`the office ${caller.office} of a connected caller is gone`);
	return running;
}
