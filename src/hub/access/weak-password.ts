// Why a password is refused for a person of an office: it is too short, too common, or made of their names.
import type { OfficeId } from '#domain/ids';
import type { Staff } from '#domain/office';
import type { Refused } from '#protocol/answers';
import type { Offices } from '../office/offices.ts';
import { SHORTEST_PASSWORD, weaknessOf } from './password-rules.ts';
import { refused } from '../refused.ts';

/** Null when it will do. */
export function weakPassword(
	offices: Offices,
	office: OfficeId,
	staff: Staff,
	password: string,
): Refused | null {
	const names = Object.values(offices.get(office)?.writer.lobby.office.name ?? {});
	const why = weaknessOf(password, [staff.id, staff.name, office, 'rotunda', ...names]);
	return why === null ? null : refused('password-too-weak', { why, shortest: SHORTEST_PASSWORD });
}
