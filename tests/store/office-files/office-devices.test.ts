// The mistakes of devices and papers in an office file: each found at its place, with its cure.
import { describe, expect, test } from 'vitest';
import { ESCORT_PARTS, REFERRAL_PARTS, TICKET_PARTS } from '#paper/parts';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { parseOffice, toFile } from '#store/office-files/office-schema';
import { draft, mistakesIn, set } from '#support/offices/office-draft';
import type { Draft } from '#support/offices/office-draft';

/** The demo's devices, then one of each kind that it does not have: a spare printer, a sign, a keypad, two scanners. */
function furnished(file: Draft): void {
	const agent = 'agent-1';
	const line = 'serial:/dev/ttyUSB0?baud=9600';
	file.devices.splice(
		0,
		Infinity,
		{ id: 'kiosk-1', kind: 'kiosk', name: 'Kiosk', printer: 'printer-1', sparePrinter: 'printer-2' },
		{ id: 'agent-1', kind: 'agent', name: 'Agent' },
		{
			id: 'printer-1',
			kind: 'printer',
			name: 'Printer',
			agent,
			address: 'tcp://192.168.1.50:9100',
			paperWidth: 80,
			printing: { make: 'star', cutter: false, codePage: null, ink: 'drawn' },
		},
		{ id: 'printer-2', kind: 'printer', name: 'Spare', agent, address: 'queue:tickets', paperWidth: 58 },
		{ id: 'sign-1', kind: 'sign', name: 'Sign', agent, address: line, counter: 'counter-1' },
		{
			id: 'keypad-1',
			kind: 'keypad',
			name: 'Keypad',
			agent,
			address: line,
			counter: 'counter-1',
			frames: { format: 'ascii', unit: 2 },
		},
		{
			id: 'scanner-1',
			kind: 'scanner',
			name: 'Scanner',
			agent,
			address: 'serial:usb:067b:2303?baud=9600',
			kiosk: 'kiosk-1',
		},
		{
			id: 'scanner-2',
			kind: 'scanner',
			name: 'Scanner',
			agent,
			address: 'serial:usb:067b:2303:A7?parity=even&flow=rtscts',
			counter: 'counter-2',
		},
	);
}

const mistakesWith = (path: string, value: unknown) =>
	mistakesIn((file) => {
		furnished(file);
		set(path, value)(file);
	});

test('An office with a device of every kind has no mistakes, and each gets what its kind usually has', () => {
	const file = draft();
	furnished(file);
	const { office, mistakes } = parseOffice(file);
	expect(mistakes).toBeNull();
	expect(office?.devices.map(({ printing, frames }) => [printing?.make ?? null, frames])).toEqual([
		[null, null],
		[null, null],
		['star', null],
		['epson', null],
		[null, { format: 'rotunda', unit: 1 }],
		[null, { format: 'ascii', unit: 2 }],
		[null, null],
		[null, null],
	]);
	expect(parseOffice(toFile(office ?? demoOffice(DEMO_PRINTER))).office).toEqual(office);
});

describe('a device', () => {
	test.each([
		// What a kind needs
		['devices.2.agent', undefined, 'devices[2].agent', 'is missing: a printer needs it'],
		['devices.2.address', null, 'devices[2].address', 'is missing: a printer needs it'],
		['devices.2.paperWidth', undefined, 'devices[2].paperWidth', 'is missing: a printer needs it'],
		['devices.4.agent', undefined, 'devices[4].agent', 'is missing: a sign needs it'],
		['devices.4.address', undefined, 'devices[4].address', 'is missing: a sign needs it'],
		['devices.4.counter', undefined, 'devices[4].counter', 'is missing: a sign needs it'],
		['devices.5.counter', null, 'devices[5].counter', 'is missing: a keypad needs it'],
		['devices.6.agent', undefined, 'devices[6].agent', 'is missing: a scanner needs it'],
		['devices.6.address', undefined, 'devices[6].address', 'is missing: a scanner needs it'],
		// What a kind has not
		['devices.0.agent', 'agent-1', 'devices[0].agent', 'is not for a device of kind kiosk'],
		['devices.0.counter', 'counter-1', 'devices[0].counter', 'is not for a device of kind kiosk'],
		['devices.1.kiosk', 'kiosk-1', 'devices[1].kiosk', 'is not for a device of kind agent'],
		['devices.1.sparePrinter', 'printer-1', 'devices[1].sparePrinter', 'is not for a device of kind agent'],
		['devices.2.frames', { unit: 1 }, 'devices[2].frames', 'is not for a device of kind printer'],
		['devices.4.paperWidth', 80, 'devices[4].paperWidth', 'is not for a device of kind sign'],
		['devices.5.printing', { make: 'epson' }, 'devices[5].printing', 'is not for a device of kind keypad'],
		['devices.4.kiosk', 'kiosk-1', 'devices[4].kiosk', 'is not for a device of kind sign'],
		// What it points at
		['devices.4.counter', 'counter-9', 'devices[4].counter', '"counter-9" is not a counter of this office'],
		['devices.6.kiosk', 'printer-1', 'devices[6].kiosk', '"printer-1" is not a device of kind kiosk'],
		['devices.0.sparePrinter', 'sign-1', 'devices[0].sparePrinter', 'is not a device of kind printer'],
		['devices.5.agent', 'kiosk-1', 'devices[5].agent', 'is not a device of kind agent'],
		// Where it stands
		['devices.6.kiosk', undefined, 'devices[6].counter', 'stands nowhere'],
		['devices.6.counter', 'counter-1', 'devices[6].counter', 'stands at a counter and in a kiosk'],
		['devices.0.sparePrinter', 'printer-1', 'devices[0].sparePrinter', 'is the printer it should stand in'],
		// How it is spoken to
		['devices.2.printing.make', 'canon', 'devices[2].printing.make', 'is not known here'],
		['devices.2.printing.ink', 'blue', 'devices[2].printing.ink', 'is not known here'],
		['devices.2.printing.codePage', ' ', 'devices[2].printing.codePage', 'is blank'],
		['devices.2.printing.cuter', true, 'devices[2].printing.cuter', 'is not a known setting'],
		['devices.5.frames.unit', 0, 'devices[5].frames.unit', 'is too small'],
		['devices.5.frames.unit', 251, 'devices[5].frames.unit', 'is too large'],
		['devices.5.frames.format', '', 'devices[5].frames.format', 'is blank'],
	])('With %s as %j, it is wrong at that place', (path, value, at, problem) => {
		const mistakes = mistakesWith(path, value);
		expect(mistakes.filter((one) => one.path === at)).toEqual([
			{ path: at, problem: expect.stringContaining(problem), cure: expect.stringMatching(/^[A-Z].{5,}/) },
		]);
		expect(mistakes).toHaveLength(1);
	});
});

describe('an address', () => {
	test.each([
		'tcp://printer.lan:9100',
		'tcp://[fe80::1]:9100',
		'serial:/dev/ttyUSB0',
		'serial:/dev/serial/by-id/usb-Prolific_2303-if00-port0?baud=115200&flow=none&parity=none',
		'serial:COM3?baud=9600&flow=xonxoff&parity=odd',
		'serial:usb:067B:2303',
		'usb:/dev/usb/lp0',
		'usb:04b8:0e15',
		'queue:Front_Desk-2',
	])('%s is one', (address) => {
		expect(mistakesWith('devices.2.address', address)).toEqual([]);
	});

	test.each([
		['192.168.1.50', 'is not an address'],
		['tcp://192.168.1.50', 'is not an address'],
		['tcp://:9100', 'is not an address'],
		['tcp://printer:0', 'is not an address'],
		['tcp://printer:99999', 'is not an address'],
		['http://printer:9100', 'is not an address'],
		['serial:', 'is not an address'],
		['serial:ttyUSB0', 'is not an address'],
		['serial:usb:67b:2303', 'is not an address'],
		['serial:/dev/ttyUSB0?baud=fast', 'has no speed in baud'],
		['serial:/dev/ttyUSB0?baud=0', 'has no speed in baud'],
		['serial:/dev/ttyUSB0?flow=yes', 'has an unknown flow control'],
		['serial:/dev/ttyUSB0?parity=mark', 'has an unknown parity'],
		['serial:/dev/ttyUSB0?speed=9600', 'has a setting "speed" that no serial line has'],
		['usb:lp0', 'is not an address'],
		['usb:04b8', 'is not an address'],
		['queue:', 'is not an address'],
		['queue:tickets; rm -r x', 'holds a space or a control character'],
		['queue:a/b', 'is not an address'],
		['tcp://printer:9100\u001b@', 'holds a space or a control character'],
	])('%j is none: it %s', (address, problem) => {
		const [mistake, ...more] = mistakesWith('devices.2.address', address);
		expect(mistake?.path).toBe('devices[2].address');
		expect(mistake?.problem).toContain(problem);
		expect(mistake?.cure).toMatch(/^(Write|Known)/);
		expect(more).toEqual([]);
	});
});

describe('a paper', () => {
	const without = (parts: readonly string[], ...gone: string[]) => parts.filter((one) => !gone.includes(one));

	test.each([
		...(['number', 'service', 'issued', 'privacy'] as const).map(
			(part) => ['ticket', without(TICKET_PARTS, part), part] as const,
		),
		...(['department', 'place', 'issued'] as const).map(
			(part) => ['referral', without(REFERRAL_PARTS, part), part] as const,
		),
		...(['number', 'department', 'place', 'issued'] as const).map(
			(part) => ['escort', without(ESCORT_PARTS, part), part] as const,
		),
	])('A %s of %j lacks what it is no use without', (kind, parts, part) => {
		expect(mistakesIn(set('papers', { [kind]: { parts } }))).toEqual([
			{
				path: `papers.${kind}.parts`,
				problem: `lack "${part}"`,
				cure: 'Add it: the paper is no use without',
			},
		]);
	});

	test.each([
		[{ ticket: { parts: [...TICKET_PARTS, 'qr'] } }, 'papers.ticket.parts[13]', '"qr" is listed twice'],
		[{ ticket: { parts: [...TICKET_PARTS, 'logo'] } }, 'papers.ticket.parts[13]', 'is not known here'],
		[{ ticket: { parts: [...TICKET_PARTS, 'title'] } }, 'papers.ticket.parts[13]', 'is not known here'],
		[
			{ referral: { parts: without(REFERRAL_PARTS, 'note'), note: { en: 'Ask at the desk.' } } },
			'papers.referral.parts',
			'lack "note"',
		],
		[{ ticket: { note: { es: 'Gracias' } } }, 'papers.ticket.note.en', 'is missing'],
		[{ ticket: { note: { en: 'Hello', fr: 'Bonjour' } } }, 'papers.ticket.note.fr', 'is not one of'],
		[{ ticket: { note: { en: 'x'.repeat(4000) } } }, 'papers.ticket.note.en', 'is too long'],
		[{ escort: { note: { en: 'Stop\u001bp\u0000' } } }, 'papers.escort.note.en', 'control character'],
		[{ escort: { note: { en: '  ' } } }, 'papers.escort.note.en', 'is blank'],
		[{ escort: { noteSize: 'huge' } }, 'papers.escort.noteSize', 'is not known here'],
		[{ day: {} }, 'papers.day', 'is not a known setting'],
		[{ ticket: { parts: 'all' } }, 'papers.ticket.parts', 'is text, not a list'],
	])('With %j, it is wrong at that place and only there', (papers, at, problem) => {
		expect(mistakesIn(set('papers', papers))).toEqual([
			{ path: at, problem: expect.stringContaining(problem), cure: expect.stringMatching(/^[A-Z].{5,}/) },
		]);
	});

	test('Parts may stand in any order, and what is not needed may be left out', () => {
		const parts = ['privacy', 'issued', 'service', 'note', 'number'];
		const note = { en: 'Lockers are behind you.', es: 'Hay casilleros detrás de usted.' };
		expect(mistakesIn(set('papers', { ticket: { parts, note, noteSize: 'large' } }))).toEqual([]);
	});
});
