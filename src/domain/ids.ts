// Branded ids: a counter's id can never be passed where a service's is meant.
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type OfficeId = Id<'office'>;
export type VisitId = Id<'visit'>;
export type TicketId = Id<'ticket'>;
export type CounterId = Id<'counter'>;
export type ServiceId = Id<'service'>;
export type GroupId = Id<'group'>;
export type DepartmentId = Id<'department'>;
export type StaffId = Id<'staff'>;
export type DeviceId = Id<'device'>;
export type ReferralId = Id<'referral'>;
export type EscortId = Id<'escort'>;
export type HelpId = Id<'help'>;
export type JobId = Id<'job'>;
/** Made by the sender of a command (a UUID): the same id is done once. */
export type CommandId = Id<'command'>;

/** Milliseconds since 1970-01-01T00:00Z, always read from the hub's clock. */
export type Instant = number;
/** A calendar day of the office's own time zone, `YYYY-MM-DD`; stored with the event, never recomputed. */
export type BusinessDay = string;
/** A BCP 47 tag as listed by the office, such as `en`, `es` or `zh-Hant`. */
export type Language = string;
/** One text in several languages; the office's first language is always there. */
export type Wording = Readonly<Record<Language, string>>;
