// Who a token stands for now, and how the hub says so.
import type { OfficeId, StaffId, DeviceId } from '#domain/ids';
import { deviceOf, staffOf } from '#domain/lobby';
import type { Refused } from '#protocol/answers';
import type { You } from '#protocol/session-schema';
import type { AccessStore } from '#store/access-store';
import type { Offices } from '../office/offices.ts';
import { refused } from '../refused.ts';
import type { Sessions } from './sessions.ts';
import type { Caller } from '../socket-types.ts';
import { kindOf, tokenHash } from './tokens.ts';

/** The caller behind a token, or why it is refused. Staff and devices that setup has removed are refused too. */
export async function callerOf(
	token: string,
	address: string,
	{ access, sessions, offices }: { access: AccessStore; sessions: Sessions; offices: Offices },
): Promise<Caller | Refused> {
	const hash = tokenHash(token);
	if (kindOf(token) === 's') {
		const session = await sessions.find(hash);
		if (session !== null && offices.get(session.office) === null) return notHere(session.office);
		if (session === null || youAreStaff(offices, session.office, session.staff) === null) {
			return refused('session-ended');
		}
		return { kind: 'staff', address, office: session.office, id: session.staff, tokenHash: hash };
	}
	const paired = await access.device(hash);
	if (paired !== null && offices.get(paired.office) === null) return notHere(paired.office);
	const you = paired === null ? null : youAreDevice(offices, paired.office, paired.device);
	if (you === null) return refused('token-revoked');
	return { kind: 'device', address, office: you.office, id: you.id, device: you.device, tokenHash: hash };
}

/** Its file may be wrong today, or another hub has just added it: no reason to take anybody's token away. */
function notHere(office: OfficeId): Refused {
	return refused('unknown-office', { office });
}

/** Null for a guest, and for somebody whom setup has just removed. */
export function youOf(offices: Offices, caller: Caller): You | null {
	switch (caller.kind) {
		case 'guest':
			return null;
		case 'staff':
			return youAreStaff(offices, caller.office, caller.id);
		case 'device':
			return youAreDevice(offices, caller.office, caller.id);
		default:
			return caller satisfies never;
	}
}

export function youAreStaff(offices: Offices, office: OfficeId, id: StaffId): You | null {
	const running = offices.get(office);
	const staff = running === null ? null : staffOf(running.writer.lobby, id);
	return staff === null ? null : { kind: 'staff', id, name: staff.name, office, roles: staff.roles };
}

export function youAreDevice(
	offices: Offices,
	office: OfficeId,
	id: DeviceId,
): Extract<You, { kind: 'device' }> | null {
	const running = offices.get(office);
	const device = running === null ? null : deviceOf(running.writer.lobby, id);
	if (device === null || device.kind === 'printer') return null;
	return { kind: 'device', id, device: device.kind, office };
}
