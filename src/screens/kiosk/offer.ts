// What a kiosk offers now: services by group, each with its line and, when it is closed, when it opens.
import { serviceOpening } from '#projections/opening';
import type { Opening } from '#projections/opening';
import type { KioskView } from '#projections/kiosk';
import type { GroupRow, OfficeRow } from '#projections/rows/office-rows';
import type { ServiceRow } from '#projections/rows/service-rows';

export interface OfferedService {
	readonly service: ServiceRow;
	readonly opening: Opening;
}

export interface OfferedGroup {
	readonly group: GroupRow;
	readonly services: readonly OfferedService[];
}

/** More services than this are asked for in two steps: the group first. */
export const ONE_STEP = 5;

export function officeOf(view: { readonly office: KioskView['office'] }): OfficeRow | null {
	return Object.values(view.office)[0] ?? null;
}

/** Groups with at least one service on the kiosk, in the office's order. `now`: hub time. */
export function offerOf(view: KioskView, now: number): readonly OfferedGroup[] {
	const office = officeOf(view);
	if (office === null) return [];
	const services = Object.values(view.services)
		.filter((service) => service.onKiosk)
		.map((service) => ({ service, opening: serviceOpening(office, service, now) }));
	return Object.values(view.groups)
		.map((group) => ({ group, services: services.filter((one) => one.service.group === group.id) }))
		.filter((one) => one.services.length > 0);
}

/** Asking for the group first helps only when there are groups to tell apart and more services than one look takes in. */
export function asksGroup(offer: readonly OfferedGroup[]): boolean {
	const services = offer.reduce((sum, one) => sum + one.services.length, 0);
	return offer.length > 1 && services > ONE_STEP && offer.some((one) => one.services.length > 1);
}
