// The contacts' port: personal data, apart from events, reached by visit and erasable for good.
import type { Instant, OfficeId, StaffId, VisitId } from '#domain/ids';

/** Free text about a person's visit. */
export interface ContactNote {
	readonly id: string;
	readonly text: string;
	readonly by: StaffId;
	readonly at: Instant;
}

export interface Contacts {
	addNote(office: OfficeId, visit: VisitId, note: ContactNote): Promise<void>;
	/** Oldest first. */
	notes(office: OfficeId, visit: VisitId): Promise<readonly ContactNote[]>;
	/** Erases everything about one visit, from the file too. */
	erase(office: OfficeId, visit: VisitId): Promise<void>;
	/** Erases what was written before that instant; answers how many notes went. */
	eraseBefore(office: OfficeId, before: Instant): Promise<number>;
	close(): Promise<void>;
}
