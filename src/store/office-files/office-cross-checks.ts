// Mistakes that show only when the parts of an office file are seen together. Runs on a file that may be wrong elsewhere too.
import type { Mistake } from '../office-file.ts';
import { deviceRules } from './office-device-rules.ts';
import { isRecord, mistake, written } from './office-mistakes.ts';
import type { Entry, Loose } from './office-mistakes.ts';
import { paperRules } from './office-paper-rules.ts';

export function crossChecks(input: unknown): Mistake[] {
	if (!isRecord(input)) return [];
	return [
		...repeats(input),
		...references(input),
		...deviceRules(entries(input, 'devices')),
		...paperRules(input),
		...wordings(input),
	];
}

/** The entries of a list that can be read at all; what cannot is the schema's to report. */
function entries(office: Loose, list: string): Entry[] {
	const values = office[list];
	if (!Array.isArray(values)) return [];
	return values.flatMap((value: unknown, index) => (isRecord(value) ? [{ path: [list, index], value }] : []));
}

function strings(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

const WITH_IDS = ['groups', 'services', 'counters', 'departments', 'staff', 'devices'];

function repeats(office: Loose): Mistake[] {
	return [
		...WITH_IDS.flatMap((list) => repeated(office, list, 'id')),
		...repeated(office, 'groups', 'letter'),
		...repeated(office, 'counters', 'label'),
		...repeatedIn(office, ['languages']),
		...repeatedIn(office, ['closedDays']),
		...entries(office, 'counters').flatMap((one) => repeatedIn(one.value, ['services'], one.path)),
		...entries(office, 'staff').flatMap((one) =>
			repeatedIn(one.value, ['services', 'languages', 'roles'], one.path),
		),
	];
}

function repeated(office: Loose, list: string, key: string): Mistake[] {
	const first = new Map<string, readonly (string | number)[]>();
	return entries(office, list).flatMap(({ path, value }) => {
		const found = value[key];
		if (typeof found !== 'string') return [];
		const before = first.get(found.trim());
		if (before === undefined) {
			first.set(found.trim(), path);
			return [];
		}
		return [mistake([...path, key], `"${found}" is taken by ${written(before)}`, 'Give each its own')];
	});
}

function repeatedIn(part: Loose, keys: readonly string[], path: readonly PropertyKey[] = []): Mistake[] {
	return keys.flatMap((key) => {
		const list: readonly unknown[] = Array.isArray(part[key]) ? part[key] : [];
		return list.flatMap((value, index) =>
			typeof value === 'string' && list.indexOf(value) < index
				? [mistake([...path, key, index], `"${value}" is listed twice`, 'Remove one')]
				: [],
		);
	});
}

/** What may be pointed at, by the word for it; null while its list cannot be read. */
type Known = (id: string) => boolean;

function knownIn(office: Loose, list: string, kind: string | null): Known {
	const found = entries(office, list).filter(({ value }) => kind === null || value['kind'] === kind);
	const ids = new Set(found.map(({ value }) => value['id']));
	const readable = Array.isArray(office[list]) || office[list] === undefined;
	return (id) => !readable || ids.has(id);
}

function references(office: Loose): Mistake[] {
	const group = knownIn(office, 'groups', null);
	const service = knownIn(office, 'services', null);
	const printer = knownIn(office, 'devices', 'printer');
	const agent = knownIn(office, 'devices', 'agent');
	const kiosk = knownIn(office, 'devices', 'kiosk');
	const counter = knownIn(office, 'counters', null);
	const listed = office['languages'];
	const language = (tag: string) => !Array.isArray(listed) || listed.includes(tag);
	return [
		...entries(office, 'services').flatMap((one) => pointer(one, 'group', group, 'a group')),
		...entries(office, 'counters').flatMap((one) => [
			...pointers(one, 'services', service, 'a service'),
			...pointer(one, 'printer', printer, 'a device of kind printer'),
		]),
		...entries(office, 'staff').flatMap((one) => [
			...pointers(one, 'services', service, 'a service'),
			...pointers(one, 'languages', language, 'one of the languages'),
		]),
		...entries(office, 'devices').flatMap((one) => [
			...pointer(one, 'agent', agent, 'a device of kind agent'),
			...pointer(one, 'printer', printer, 'a device of kind printer'),
			...pointer(one, 'sparePrinter', printer, 'a device of kind printer'),
			...pointer(one, 'counter', counter, 'a counter'),
			...pointer(one, 'kiosk', kiosk, 'a device of kind kiosk'),
		]),
	];
}

function pointer({ path, value }: Entry, key: string, known: Known, what: string): Mistake[] {
	const id = value[key];
	return typeof id !== 'string' || known(id) ? [] : [unknown([...path, key], id, what)];
}

function pointers({ path, value }: Entry, key: string, known: Known, what: string): Mistake[] {
	const ids: readonly unknown[] = Array.isArray(value[key]) ? value[key] : [];
	return ids.flatMap((id, index) =>
		typeof id !== 'string' || known(id) ? [] : [unknown([...path, key, index], id, what)],
	);
}

function unknown(path: readonly PropertyKey[], id: string, what: string): Mistake {
	return mistake(path, `"${id}" is not ${what} of this office`, 'Correct it, or add what it names');
}

function wordings(office: Loose): Mistake[] {
	const languages = strings(office['languages']);
	const [first] = languages;
	if (first === undefined) return [];
	const check = (path: readonly PropertyKey[], value: unknown): Mistake[] => {
		if (!isRecord(value)) return [];
		const strays = Object.keys(value).filter((key) => !languages.includes(key));
		return [
			...(Object.hasOwn(value, first)
				? []
				: [mistake([...path, first], 'is missing', 'Add it: everything is worded in the first language')]),
			...strays.map((key) =>
				mistake(
					[...path, key],
					`"${key}" is not one of the languages`,
					`Write one of ${languages.join(', ')}, or list it`,
				),
			),
		];
	};
	const lines = ({ path, value }: Entry, key: string) => {
		const list: readonly unknown[] = Array.isArray(value[key]) ? value[key] : [];
		return list.flatMap((line, index) => check([...path, key, index], line));
	};
	const papers = isRecord(office['papers']) ? Object.entries(office['papers']) : [];
	return [
		...check(['name'], office['name']),
		...papers.flatMap(([kind, paper]) =>
			isRecord(paper) ? check(['papers', kind, 'note'], paper['note']) : [],
		),
		...['groups', 'services', 'departments'].flatMap((list) =>
			entries(office, list).flatMap((one) => [
				...check([...one.path, 'name'], one.value['name']),
				...check([...one.path, 'place'], one.value['place']),
				...lines(one, 'bring'),
				...lines(one, 'papers'),
			]),
		),
	];
}
