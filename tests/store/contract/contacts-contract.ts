// What every keeper of personal data keeps and forgets: one suite for all of them.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { OfficeId, StaffId, VisitId } from '#domain/ids';
import type { ContactNote, Contacts } from '#store/contacts';

const office = 'harborview' as OfficeId;
const elsewhere = 'northside' as OfficeId;
const visit = 'visit-1' as VisitId;
const other = 'visit-2' as VisitId;

function note(id: string, at: number): ContactNote {
	return { id, text: `Note ${id}: 帳單`, by: 'rosa' as StaffId, at };
}

export function contactsContract(name: string, make: () => Contacts | Promise<Contacts>): void {
	const open = async () => {
		const contacts = await make();
		onTestFinished(() => contacts.close());
		return contacts;
	};

	describe(`${name} keeps the contract of the contacts`, () => {
		test('Notes of a visit are read oldest first, those of one moment in the order they were written', async () => {
			const contacts = await open();
			for (const one of [note('c', 30), note('b', 20), note('a', 20)])
				await contacts.addNote(office, visit, one);
			expect(await contacts.notes(office, visit)).toEqual([note('b', 20), note('a', 20), note('c', 30)]);
			expect(await contacts.notes(office, other)).toEqual([]);
			expect(await contacts.notes(elsewhere, visit)).toEqual([]);
		});

		test('A note that is sent twice is kept once', async () => {
			const contacts = await open();
			await contacts.addNote(office, visit, note('a', 10));
			await contacts.addNote(office, visit, note('a', 10));
			expect(await contacts.notes(office, visit)).toEqual([note('a', 10)]);
		});

		test('Erasing a visit erases its notes and nobody else’s', async () => {
			const contacts = await open();
			await contacts.addNote(office, visit, note('a', 10));
			await contacts.addNote(office, other, note('b', 10));
			await contacts.addNote(elsewhere, visit, note('c', 10));
			await contacts.erase(office, visit);
			expect(await contacts.notes(office, visit)).toEqual([]);
			expect(await contacts.notes(office, other)).toHaveLength(1);
			expect(await contacts.notes(elsewhere, visit)).toHaveLength(1);
			await contacts.erase(office, visit);
		});

		test('Erasing by age takes what is older than the moment, of that office only, and counts it', async () => {
			const contacts = await open();
			for (const at of [10, 20, 30]) await contacts.addNote(office, visit, note(`n${at}`, at));
			await contacts.addNote(elsewhere, visit, note('x', 10));
			expect(await contacts.eraseBefore(office, 30)).toBe(2);
			expect(await contacts.notes(office, visit)).toEqual([note('n30', 30)]);
			expect(await contacts.notes(elsewhere, visit)).toHaveLength(1);
			expect(await contacts.eraseBefore(office, 30)).toBe(0);
		});
	});
}
