// The demo office: whole in every language, and with everything a newcomer wants to try.
import { expect, test } from 'vitest';
import type { Wording } from '#domain/ids';
import { ROLES } from '#domain/office';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';

const office = demoOffice(DEMO_PRINTER);
const wordings: Wording[] = [
	office.name,
	...office.groups.map((one) => one.name),
	...office.services.flatMap((one) => [one.name, ...one.bring]),
	...office.departments.flatMap((one) => [one.name, one.place, ...one.papers]),
];

test('Every word of the demo is there in every language, in that language’s own script', () => {
	expect(office.languages).toEqual(['en', 'es', 'zh-Hant', 'vi', 'ar']);
	for (const wording of wordings) {
		expect(Object.keys(wording)).toEqual(office.languages);
		expect(wording['zh-Hant']).toMatch(/\p{Script=Han}/u);
		expect(wording['ar']).toMatch(/\p{Script=Arabic}/u);
		expect(wording['vi']).toMatch(/[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]/i);
		expect(new Set(Object.values(wording)).size).toBe(office.languages.length);
	}
});

test('The demo is open at every hour, so that a newcomer can always take a ticket', () => {
	expect(office.hours).toEqual(Array.from({ length: 7 }, () => [{ opens: 0, closes: 1_440 }]));
	expect(office.closedDays).toEqual([]);
	expect(office.services.filter((one) => one.hours !== null || one.lastTicketMinutes > 0)).toEqual([]);
});

test('Every role has somebody, and every service somebody who gives it at some counter', () => {
	for (const role of ROLES) expect(office.staff.some((one) => one.roles.includes(role))).toBe(true);
	const trainee = office.staff.find((one) => one.roles.includes('trainee'));
	expect(trainee?.services.length).toBeGreaterThan(0);
	const gives = (list: readonly { readonly services: readonly string[] }[], service: string) =>
		list.some((one) => one.services.length === 0 || one.services.includes(service));
	const representatives = office.staff.filter((one) => one.roles.includes('representative'));
	for (const { id } of office.services) {
		expect(gives(representatives, id)).toBe(true);
		expect(gives(office.counters, id)).toBe(true);
	}
});

test('Every group has a service on the kiosk, and the staff have one that the kiosk does not offer', () => {
	for (const { id } of office.groups)
		expect(office.services.some((one) => one.group === id && one.onKiosk)).toBe(true);
	expect(office.services.some((one) => !one.onKiosk)).toBe(true);
});

test('There is a department to be escorted to at any hour, one across town and one of somebody else', () => {
	expect(office.departments).toHaveLength(6);
	expect(office.departments.filter((one) => one.inBuilding)).toHaveLength(4);
	expect(office.departments.some((one) => one.inBuilding && one.hours === null)).toBe(true);
	expect(office.departments.filter((one) => one.outside)).toHaveLength(1);
});

test('The printer is where the launcher says, and a place that is none is refused', () => {
	const printer = demoOffice('tcp://127.0.0.1:19100').devices.find((one) => one.kind === 'printer');
	expect(printer).toMatchObject({ agent: 'agent-1', address: 'tcp://127.0.0.1:19100', paperWidth: 80 });
	expect(() => demoOffice('nowhere')).toThrow('is not an address');
});
