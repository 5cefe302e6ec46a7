// Whether a visit is one that may still be read and written about.
import type { OfficeId, VisitId } from '#domain/ids';
import type { Offices } from '../../office/offices.ts';

/** Only visits that the lobby still knows: notes of former days are not for browsing. */
export function isKnownVisit(offices: Offices, office: OfficeId, visit: VisitId): boolean {
	return offices.get(office)?.writer.lobby.visits.has(visit) ?? false;
}
