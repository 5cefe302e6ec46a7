// Opening hours as screens ask them: open now, until when, and when next.
export { businessDayOf, officeOpening, serviceOpening } from '#domain/policy/opening-hours';
export type { Opening } from '#domain/policy/opening-hours';
