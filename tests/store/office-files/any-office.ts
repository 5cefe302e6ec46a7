// Any office that the schema takes, for tests that hold for all of them.
import { ESCORT_PARTS, REFERRAL_PARTS, TICKET_PARTS } from '#paper/parts';
import fc from 'fast-check';
import type { Wording } from '#domain/ids';
import type { Office, OpeningSpan, WeekHours } from '#domain/office';

const LANGUAGES = ['en', 'es', 'zh-Hant', 'ar', 'tl', 'vi-VN'];
const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ'];

const line = (longest: number) =>
	fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: longest })
		.filter((text) => text.length <= longest && text.trim() !== '' && !/\p{Cc}/u.test(text));

/** A wording in the first language and some of the others. */
function wording(languages: readonly string[], longest: number): fc.Arbitrary<Wording> {
	const [first = 'en', ...others] = languages;
	return fc
		.tuple(
			line(longest),
			fc.dictionary(others.length === 0 ? fc.constant(first) : fc.constantFrom(...others), line(longest)),
		)
		.map(([text, rest]) => ({ ...rest, [first]: text }));
}

/** Up to three spans a day; a day that runs past midnight leaves the next morning free. */
const day: fc.Arbitrary<OpeningSpan[]> = fc
	.uniqueArray(fc.integer({ min: 240, max: 1_440 }), { maxLength: 6 })
	.chain((times) =>
		fc.boolean().map((late) =>
			spans(
				times.toSorted((a, b) => a - b),
				late,
			),
		),
	);

function spans(times: readonly number[], late: boolean): OpeningSpan[] {
	const pairs = times.flatMap((opens, index) => {
		const closes = times[index + 1];
		return index % 2 === 0 && closes !== undefined ? [{ opens, closes }] : [];
	});
	return pairs.map((span, index) =>
		late && index === pairs.length - 1 ? { ...span, closes: span.closes + 240 } : span,
	);
}

export const weekHours: fc.Arbitrary<WeekHours> = fc.array(day, { minLength: 7, maxLength: 7 });

const ids = (most: number) =>
	fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.:-]{0,11}$/), { minLength: 1, maxLength: most });

const unset = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });

export const anyOffice: fc.Arbitrary<Office> = fc
	.tuple(
		fc.uniqueArray(fc.constantFrom(...LANGUAGES), { minLength: 1 }),
		fc.tuple(ids(4), ids(6), ids(5), ids(4), ids(5), ids(6)),
		fc.shuffledSubarray(LETTERS, { minLength: 4 }),
	)
	.chain(([languages, [groups, services, counters, departments, people, devices], letters]) => {
		const wordingOf = (longest: number) => wording(languages, longest);
		const [printer = 'p', agent = 'a', ...others] = [...devices, `${devices[0] ?? ''}.agent`];
		const device = (id: string) => ({ id: fc.constant(id), name: line(80) });
		const nothing = fc.constant(null);
		const unplaced = { sparePrinter: nothing, counter: nothing, kiosk: nothing, frames: nothing };
		const none = { ...unplaced, agent: nothing, address: nothing, paperWidth: nothing, printing: nothing };
		return fc.record({
			id: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/),
			name: wordingOf(80),
			timeZone: fc.constantFrom('America/Los_Angeles', 'Europe/Warsaw', 'Asia/Taipei', 'UTC'),
			languages: fc.constant(languages),
			hours: weekHours,
			closedDays: fc.uniqueArray(fc.constantFrom('2026-12-25', '2027-01-01', '2028-02-29')),
			groups: fc.tuple(
				...groups.map((id, index) =>
					fc.record({
						id: fc.constant(id),
						letter: fc.constant(letters[index] ?? ''),
						name: wordingOf(60),
						colour: unset(fc.nat(7)),
					}),
				),
			),
			services: fc.tuple(
				...services.map((id) =>
					fc.record({
						id: fc.constant(id),
						group: fc.constantFrom(...groups),
						name: wordingOf(120),
						bring: fc.array(wordingOf(200), { maxLength: 2 }),
						lastTicketMinutes: fc.nat(720),
						hours: unset(weekHours),
						weight: fc.double({ min: 0.01, max: 100, noNaN: true }),
						onKiosk: fc.boolean(),
					}),
				),
			),
			counters: fc.tuple(
				...counters.map((id, index) =>
					fc.record({
						id: fc.constant(id),
						label: fc.constant(String(index + 1)),
						services: fc.subarray(services),
						printer: unset(fc.constant(printer)),
					}),
				),
			),
			departments: fc.tuple(
				...departments.map((id) =>
					fc.record({
						id: fc.constant(id),
						name: wordingOf(120),
						inBuilding: fc.boolean(),
						outside: fc.boolean(),
						place: wordingOf(300),
						phone: unset(line(60)),
						contact: unset(line(120)),
						hours: unset(weekHours),
						papers: fc.array(wordingOf(200), { maxLength: 2 }),
					}),
				),
			),
			staff: fc.tuple(
				...people.map((id) =>
					fc.record({
						id: fc.constant(id),
						name: line(80),
						roles: fc.subarray(['representative', 'trainee', 'floor', 'supervisor', 'administrator'], {
							minLength: 1,
						}),
						services: fc.subarray(services),
						languages: fc.subarray(languages),
					}),
				),
			),
			devices: fc.tuple(
				fc.record({
					...device(printer),
					kind: fc.constant('printer'),
					agent: fc.constant(agent),
					address: fc.constantFrom('tcp://127.0.0.1:9100', 'tcp://[::1]:9100', 'serial:/dev/ttyUSB0'),
					printer: fc.constant(null),
					paperWidth: fc.constantFrom(80, 58),
					...unplaced,
					printing: fc.record({
						make: fc.constantFrom('epson', 'star', 'citizen', 'generic'),
						cutter: fc.boolean(),
						codePage: fc.constantFrom('PC858_EURO', null),
						ink: fc.constantFrom('auto', 'drawn', 'typed'),
					}),
				}),
				fc.record({ ...device(agent), ...none, kind: fc.constant('agent'), printer: fc.constant(null) }),
				...others.map((id) =>
					fc.record({
						...device(id),
						...none,
						kind: fc.constant('kiosk'),
						printer: unset(fc.constant(printer)),
					}),
				),
			),
			papers: fc.record({
				ticket: paper(TICKET_PARTS, wordingOf(300)),
				referral: paper(REFERRAL_PARTS, wordingOf(300)),
				escort: paper(ESCORT_PARTS, wordingOf(300)),
			}),
			demo: fc.boolean(),
		});
	}) as unknown as fc.Arbitrary<Office>;

function paper(parts: readonly string[], note: fc.Arbitrary<unknown>) {
	return fc.record({
		parts: fc.shuffledSubarray([...parts], { minLength: parts.length }),
		note: unset(note),
		noteSize: fc.constantFrom('body', 'large'),
	});
}
