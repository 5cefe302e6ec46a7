// The contacts for tests and rehearsals: nothing outlives the process.
import type { Instant, OfficeId, VisitId } from '#domain/ids';
import type { ContactNote, Contacts } from '../contacts.ts';

interface Kept {
	readonly office: OfficeId;
	readonly visit: VisitId;
	readonly note: ContactNote;
}

export class MemoryContacts implements Contacts {
	#kept: Kept[] = [];

	async addNote(office: OfficeId, visit: VisitId, note: ContactNote): Promise<void> {
		const again = this.#kept.some((one) => isOf(one, office, visit) && one.note.id === note.id);
		if (!again) this.#kept.push({ office, visit, note: { ...note } });
	}

	async notes(office: OfficeId, visit: VisitId): Promise<readonly ContactNote[]> {
		return this.#kept
			.filter((one) => isOf(one, office, visit))
			.map((one) => one.note)
			.sort((one, other) => one.at - other.at);
	}

	async erase(office: OfficeId, visit: VisitId): Promise<void> {
		this.#kept = this.#kept.filter((one) => !isOf(one, office, visit));
	}

	async eraseBefore(office: OfficeId, before: Instant): Promise<number> {
		const stays = this.#kept.filter((one) => one.office !== office || one.note.at >= before);
		const gone = this.#kept.length - stays.length;
		this.#kept = stays;
		return gone;
	}

	async close(): Promise<void> {}
}

function isOf(one: Kept, office: OfficeId, visit: VisitId): boolean {
	return one.office === office && one.visit === visit;
}
