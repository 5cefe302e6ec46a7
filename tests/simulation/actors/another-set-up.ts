// What an administrator changes in the office while people wait.
import type { Office } from '#domain/office';

export function anotherSetUp(office: Office, pick: number): Office {
	switch (pick % 4) {
		case 0:
			return { ...office, name: { ...office.name, en: `City Hall ${pick % 100}` } };
		case 1: {
			const services = office.services.map((one) => ({ ...one, weight: one.weight === 1 ? 3 : 1 }));
			return { ...office, services };
		}
		case 2: {
			const [tax] = office.services.slice(-1);
			const some = tax === undefined ? [] : [tax.id];
			const counters = office.counters.map((one, at) =>
				at === 2 ? { ...one, services: one.services.length > 0 ? [] : some } : one,
			);
			return { ...office, counters };
		}
		default:
			return { ...office, languages: office.languages.length === 2 ? ['en'] : ['en', 'es'] };
	}
}
