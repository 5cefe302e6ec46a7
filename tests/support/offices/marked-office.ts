// An office in which every id, name and number says whose it is, so that any trace of it is seen wherever it turns up.
import type { Office } from '#domain/office';
import { deskOffice } from '#support/offices/desk-office';

const WORDS = /^(City Hall|Papers|Money|Kiosk|Agent|Printer|Second floor)$/;

/** Ids, names and labels begin with `zep`, letters are Z and Y: no other office of the tests has such. */
export function markedOffice(): Office {
	const plain = deskOffice();
	const lists = [plain.groups, plain.services, plain.counters, plain.departments, plain.staff, plain.devices];
	const ids = new Set(lists.flatMap((list) => list.map((one) => one.id as string)));
	const mark = (key: string, value: unknown): unknown => {
		if (key === 'kind' || typeof value !== 'string') return value;
		if (key === 'letter') return value === 'A' ? 'Z' : 'Y';
		if (key === 'label') return `zep ${value}`;
		return ids.has(value) || WORDS.test(value) ? `zep-${value}` : value;
	};
	const marked = JSON.parse(JSON.stringify(plain, mark)) as Office;
	return { ...marked, id: 'zep-hall' as Office['id'], papers: plain.papers };
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What was heard, as text: everything that came over a line, answers and pushes alike. */
export class Heard {
	#text: string[] = [];

	hear(...values: readonly unknown[]): void {
		this.#text.push(JSON.stringify(values));
	}

	get text(): string {
		return this.#text.join('\n');
	}

	get count(): number {
		return this.#text.length;
	}

	ids(): ReadonlySet<string> {
		return new Set(this.text.match(UUID));
	}
}

/** Traces of the marked office in a text: its words, its numbers, and the ids that its own lines were told. */
export function tracesIn(text: string, ids: ReadonlySet<string>): readonly string[] {
	const words = text.match(/[^"\s]*zep[^"]*|\b[ZY]\d{3}\b/gi) ?? [];
	return [...words, ...(text.match(UUID) ?? []).filter((one) => ids.has(one))];
}
