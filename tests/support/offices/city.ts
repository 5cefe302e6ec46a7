// A city's offices, and more: every kind of clock, language, week and holiday, and when each of them opens, reckoned apart from the rules.
import type { OfficeId } from '#domain/ids';
import type { Office, WeekHours } from '#domain/office';
import { hubOffice } from '#support/offices/hub-office';

/** Whole hours, half and quarter hours, both sides of the date line, and clocks that turn on different nights or by half an hour. */
const ZONES = [
	'America/Los_Angeles',
	'Europe/Warsaw',
	'Asia/Kolkata',
	'Pacific/Kiritimati',
	'Pacific/Pago_Pago',
	'Asia/Kathmandu',
	'Australia/Lord_Howe',
	'America/St_Johns',
	'Pacific/Chatham',
	'Africa/Casablanca',
	'Asia/Tehran',
	'America/Phoenix',
	'Europe/London',
	'Asia/Beirut',
	'America/Havana',
	'Asia/Tokyo',
	'America/Sao_Paulo',
	'Australia/Adelaide',
	'Pacific/Auckland',
	'Atlantic/Azores',
	'UTC',
];
const LANGUAGES = [['en', 'es'], ['pl', 'en'], ['hi', 'ta', 'en'], ['ar'], ['zh-Hant', 'vi', 'en']];
const OPENINGS = [8 * 60, 9 * 60 + 30, 7 * 60 + 15, 0, 12 * 60];

/** The office at that place of the list: the same every time. */
export function cityOffice(at: number, closedDays: readonly string[]): Office {
	const like = hubOffice(`office-${String(at).padStart(3, '0')}`);
	const languages = LANGUAGES[at % LANGUAGES.length] ?? ['en'];
	const [first = 'en'] = languages;
	const timeZone = ZONES[at % ZONES.length] ?? 'UTC';
	const worded = JSON.parse(JSON.stringify(like).replaceAll('"en":', `"${first}":`)) as Office;
	return {
		...worded,
		languages,
		timeZone,
		hours: weekOf(at),
		closedDays: at % 7 === 0 ? closedDays : [],
		name: { [first]: `Office ${at}` },
		staff: worded.staff.map((one) => ({ ...one, languages: [] })),
	};
}

/** Eight hours from some quarter of an hour on; some keep Saturday, some are shut on a weekday, some open twice a day. */
function weekOf(at: number): WeekHours {
	const opens = OPENINGS[at % OPENINGS.length] ?? 0;
	const span = at % 3 === 0 ? twice(opens) : [{ opens, closes: opens + 480 }];
	return Array.from({ length: 7 }, (_, day) => {
		const isShut = day === 6 || (day === 5 && at % 2 === 0) || (day === 2 && at % 4 === 1);
		return isShut ? [] : span;
	});
}

const twice = (opens: number) => [
	{ opens, closes: opens + 180 },
	{ opens: opens + 240, closes: opens + 480 },
];

/** The business day that should be open at that instant on the office's own clock, or null before it has opened. */
export function dayThatIsOpen(office: Office, instant: number): string | null {
	const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(office.timeZone);
	const today = local.toPlainDate().toString();
	const [first] = office.hours[local.dayOfWeek - 1] ?? [];
	if (first === undefined || office.closedDays.includes(today)) return null;
	return local.hour * 60 + local.minute >= first.opens ? today : null;
}

export function city(count: number, closedDays: readonly string[] = []): readonly Office[] {
	return Array.from({ length: count }, (_, at) => cityOffice(at, closedDays));
}

export const idOf = (at: number) => `office-${String(at).padStart(3, '0')}` as OfficeId;
