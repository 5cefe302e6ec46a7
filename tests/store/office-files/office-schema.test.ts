// The office file's mistakes: every one found, all at once, each with its place and its cure.
import { expect, test } from 'vitest';
import { parseOffice, toFile } from '#store/office-files/office-schema';
import { draft, mistakesIn, set } from '#support/offices/office-draft';

test('The demo office has no mistakes', () => {
	expect(mistakesIn(() => undefined)).toEqual([]);
});

const deep = { en: 'x'.repeat(121) };
test.each([
	// The office itself
	['id', 'city hall', 'id', 'cannot be the name of a file'],
	['id', undefined, 'id', 'is missing'],
	['timeZone', 'Mars/Base', 'timeZone', 'is not a time zone'],
	['timeZone', '+02:00', 'timeZone', 'is not a time zone'],
	['closedDays', ['2026-02-29'], 'closedDays[0]', 'is not a day of the calendar'],
	['closedDays', ['2026-12-25', '2026-12-25'], 'closedDays[1]', 'is listed twice'],
	['closedDays', ['25.12.2026'], 'closedDays[0]', 'is not a day of the calendar'],
	['demo', 'yes', 'demo', 'is text, not true or false'],
	['opening', {}, 'opening', 'is not a known setting'],
	// Words
	['services.2.name', { es: 'Permiso' }, 'services[2].name.en', 'is missing'],
	['services.2.name.fr', 'Permis', 'services[2].name.fr', '"fr" is not one of the languages'],
	['services.0.bring.1', { es: 'Pago' }, 'services[0].bring[1].en', 'is missing'],
	['departments.1.place', { es: 'Sala' }, 'departments[1].place.en', 'is missing'],
	['departments.0.papers.0.en', ' ', 'departments[0].papers[0].en', 'is blank'],
	['departments.0.phone', '555\u001b@', 'departments[0].phone', 'holds a control character'],
	['services.1.name.es', 'Impuesto\nsobre', 'services[1].name.es', 'holds a control character'],
	['services.1.name.es', 'Impuesto \ud83d', 'services[1].name.es', 'holds half a character'],
	['services.1.name', deep, 'services[1].name.en', 'is too long'],
	['services.1.name', 'Property tax', 'services[1].name', 'is text, not a wording such as { "en": "..." }'],
	['name', null, 'name', 'is null, not a wording such as { "en": "..." }'],
	// Groups and services
	['groups.0.letter', 'I', 'groups[0].letter', 'is not a ticket letter'],
	['groups.0.letter', 'O', 'groups[0].letter', 'is not a ticket letter'],
	['groups.0.letter', 'Q', 'groups[0].letter', 'is not a ticket letter'],
	['groups.0.letter', 'a', 'groups[0].letter', 'is not a ticket letter'],
	['groups.1.letter', 'A', 'groups[1].letter', '"A" is taken by groups[0]'],
	['groups.1.id', 'payments', 'groups[1].id', '"payments" is taken by groups[0]'],
	['groups.0.colour', 8, 'groups[0].colour', 'is too large'],
	['services.0.group', 'paymnts', 'services[0].group', 'is not a group of this office'],
	['services.0.weight', 0, 'services[0].weight', 'is too small'],
	['services.0.lastTicketMinutes', 7.5, 'services[0].lastTicketMinutes', 'not a whole number'],
	['services.0.onKisk', true, 'services[0].onKisk', 'is not a known setting'],
	['services.0.id', '<b>', 'services[0].id', 'is not an id'],
	['services.3.id', 'pay-bill', 'services[3].id', '"pay-bill" is taken by services[0]'],
	// Counters and staff
	['counters.1.label', '1', 'counters[1].label', '"1" is taken by counters[0]'],
	['counters.3.services.1', 'tax', 'counters[3].services[1]', 'is not a service of this office'],
	['counters.0.printer', 'kiosk-1', 'counters[0].printer', 'is not a device of kind printer'],
	['counters.0.printer', 'printer-9', 'counters[0].printer', 'is not a device of kind printer'],
	['staff.0.roles', [], 'staff[0].roles', 'is too short'],
	['staff.0.roles', ['boss'], 'staff[0].roles[0]', 'is not known here'],
	['staff.0.roles', ['floor', 'floor'], 'staff[0].roles[1]', 'is listed twice'],
	['staff.0.languages', ['fr'], 'staff[0].languages[0]', 'is not one of the languages'],
	['staff.3.services', ['nothing'], 'staff[3].services[0]', 'is not a service of this office'],
	['staff.1.id', 'rosa', 'staff[1].id', '"rosa" is taken by staff[0]'],
	['departments.1.id', 'treasurer', 'departments[1].id', '"treasurer" is taken by departments[0]'],
	['departments.0.inBuilding', undefined, 'departments[0].inBuilding', 'is missing'],
	// Devices
	['devices.0.printer', 'display-1', 'devices[0].printer', 'is not a device of kind printer'],
	['devices.3.agent', undefined, 'devices[3].agent', 'is missing: a printer needs it'],
	['devices.3.address', null, 'devices[3].address', 'is missing: a printer needs it'],
	['devices.3.paperWidth', null, 'devices[3].paperWidth', 'is missing: a printer needs it'],
	['devices.3.paperWidth', 70, 'devices[3].paperWidth', 'is not known here'],
	['devices.3.agent', 'kiosk-1', 'devices[3].agent', 'is not a device of kind agent'],
	['devices.3.address', '192.168.1.50', 'devices[3].address', 'is not an address'],
	['devices.3.address', 'tcp://printer', 'devices[3].address', 'is not an address'],
	['devices.1.address', 'tcp://a:1', 'devices[1].address', 'is not for a device of kind display'],
	['devices.1.printer', 'printer-1', 'devices[1].printer', 'is not for a device of kind display'],
	['devices.1.kind', 'tv', 'devices[1].kind', 'is not known here'],
	// Hours
	['hours', undefined, 'hours', 'is missing'],
	['hours', 'always', 'hours', 'are not opening hours'],
	['hours', [[], []], 'hours', 'is a list without one entry for each day of the week'],
	['hours.monday', ['09:00-17:00'], 'hours.monday', 'is not a day of the week'],
	['hours.mon', '09:00-17:00', 'hours.mon', 'is not a list'],
	['hours.mon', ['9-5'], 'hours.mon[0]', 'is not a time span'],
	['hours.mon', ['09:00-17:60'], 'hours.mon[0]', 'is not a time span'],
	['hours.mon', [{ opens: 1, closes: 2 }], 'hours.mon[0]', 'is not a time span'],
	['hours.mon', ['17:00-09:00'], 'hours.mon[0]', 'closes before it opens'],
	['hours.mon', ['09:00-09:00'], 'hours.mon[0]', 'closes before it opens'],
	['hours.mon', ['24:00-25:00'], 'hours.mon[0]', 'opens after midnight'],
	['hours.mon', ['09:00-34:00'], 'hours.mon[0]', 'is longer than 24 hours'],
	['services.0.hours', { tue: ['09:00-12:00', '11:59-13:00'] }, 'services[0].hours.tue[1]', 'overlaps'],
	['services.0.hours', { tue: ['13:00-14:00', '09:00-12:00'] }, 'services[0].hours.tue[1]', 'overlaps'],
	[
		'services.0.hours',
		{ tue: ['20:00-28:00'], wed: ['03:59-12:00'] },
		'services[0].hours.wed[0]',
		'overlaps',
	],
	[
		'services.0.hours',
		{ sun: ['20:00-28:00'], mon: ['03:59-12:00'] },
		'services[0].hours.mon[0]',
		'overlaps',
	],
])('With %s as %j, the file is wrong at that place and only there', (path, value, at, problem) => {
	const mistakes = mistakesIn(set(path, value));
	expect(mistakes.filter((one) => one.path === at)).toEqual([
		{ path: at, problem: expect.stringContaining(problem), cure: expect.stringMatching(/^[A-Z].{5,}/) },
	]);
	// Others may follow from it, such as a reference to an id that has gone, but nothing unrelated.
	expect(mistakes.length).toBeLessThanOrEqual(8);
});

test('A night office closes after midnight and its spans may touch', () => {
	const hours = {
		fri: ['18:00-24:00'],
		sat: ['00:00-02:00', '02:00-04:00', '20:00-28:00'],
		sun: ['04:00-05:00'],
	};
	const file = draft();
	file['hours'] = hours;
	const { office } = parseOffice(file);
	expect(office?.hours[5]).toEqual([
		{ opens: 0, closes: 120 },
		{ opens: 120, closes: 240 },
		{ opens: 1_200, closes: 1_680 },
	]);
	expect(office === null ? null : toFile(office).hours).toEqual(hours);
});

test('"24h" is a whole day', () => {
	const file = draft();
	file['hours'] = { wed: ['24h'] };
	expect(parseOffice(file).office?.hours).toEqual([[], [], [{ opens: 0, closes: 1_440 }], [], [], [], []]);
});

test('Languages are written as the standard writes them, at least one and none twice', () => {
	const languages = (value: unknown) =>
		mistakesIn(set('languages', value)).filter((one) => one.path.startsWith('languages'));
	expect(languages(['en', 'es', 'zh-hant'])).toEqual([
		{ path: 'languages[2]', problem: '"zh-hant" is not written as language tags are', cure: 'Write zh-Hant' },
	]);
	expect(languages(['en', 'español'])[0]?.problem).toBe('"español" is not a language tag');
	expect(languages([])[0]?.problem).toBe('is too short');
	expect(languages(['en', 'es', 'zh-Hant', 'en'])[0]?.problem).toBe('"en" is listed twice');
});

test('The cure of a typo is the word that was meant', () => {
	expect(mistakesIn(set('services.0.onKisk', true))[0]?.cure).toBe('Did you mean "onKiosk"?');
	expect(mistakesIn(set('Languages', []))[0]?.cure).toBe('Did you mean "languages"?');
	expect(mistakesIn(set('counters.0.xyz', 1))[0]?.cure).toBe(
		'Remove it; known here: id, label, services, printer',
	);
});

test('All mistakes of a file are listed at once, those of its parts and those between them', () => {
	const edits = [
		set('timeZone', 'Mars/Base'),
		set('hours.tue', ['17:00-09:00']),
		set('groups.2.letter', 'Q'),
		set('services.2.name', { es: 'Permiso' }),
		set('services.4.weight', 'heavy'),
		set('services.5.group', 'nowhere'),
		set('counters.1.label', '1'),
		set('staff.0.name', undefined),
		set('staff.2.services', ['nothing']),
		set('devices.3.agent', 'kiosk-1'),
		set('typo', 1),
	];
	const mistakes = mistakesIn((file) => edits.forEach((edit) => edit(file)));
	expect(mistakes.map((one) => one.path).sort()).toEqual([
		'counters[1].label',
		'devices[3].agent',
		'groups[2].letter',
		'hours.tue[0]',
		'services[2].name.en',
		'services[4].weight',
		'services[5].group',
		'staff[0].name',
		'staff[2].services[0]',
		'timeZone',
		'typo',
	]);
});

test('A list that cannot be read is one mistake, not one for each reference to it', () => {
	expect(mistakesIn(set('services', 'none')).map((one) => one.path)).toEqual(['services']);
	expect(mistakesIn(set('groups', { a: 1 })).map((one) => one.path)).toEqual(['groups']);
	expect(mistakesIn(set('languages', 'en, es')).map((one) => one.path)).toEqual(['languages']);
});

test.each([null, 7, 'office', [], true, undefined])(
	'%j is no office and does not break the reader',
	(input) => {
		expect(parseOffice(input).mistakes?.[0]?.path).toBe('(file)');
	},
);

test('A file may leave out what has a quiet default', () => {
	const { office } = parseOffice({
		id: 'small',
		name: { en: 'Small' },
		timeZone: 'UTC',
		languages: ['en'],
		hours: {},
		groups: [{ id: 'g', letter: 'A', name: { en: 'G' } }],
		services: [{ id: 's', group: 'g', name: { en: 'S' } }],
		counters: [{ id: 'c', label: '1' }],
		staff: [{ id: 'p', name: 'P', roles: ['floor'] }],
	});
	expect(office).toMatchObject({ closedDays: [], departments: [], devices: [], demo: false });
	expect(office?.services[0]).toMatchObject({
		bring: [],
		lastTicketMinutes: 0,
		hours: null,
		weight: 1,
		onKiosk: true,
	});
});
