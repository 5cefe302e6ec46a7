// The office that the first start makes, so that a newcomer can try everything at once. It and its people are made up.
import type { Office } from '#domain/office';
import { DEMO_DEPARTMENTS } from './demo-departments.ts';
import { DEMO_GROUPS, DEMO_SERVICES } from './demo-services.ts';
import { parseOffice } from '../office-files/office-schema.ts';

/** Where the virtual devices listen unless the launcher says otherwise: signs and keypads share a line. */
export const DEMO_PRINTER = 'tcp://127.0.0.1:9100';
export const DEMO_LINE = 'tcp://127.0.0.1:9101';
export const DEMO_SCANNER = 'tcp://127.0.0.1:9102';

/** `printer`: how the demo's agent reaches its printer, such as `DEMO_PRINTER`. @throws Error when the address is none. */
export function demoOffice(printer: string): Office {
	const { office, mistakes } = parseOffice({ ...DEMO, devices: devices(printer) });
	if (office === null) throw new Error(`The demo office is wrong: ${JSON.stringify(mistakes)}`);
	return office;
}

const ALWAYS = ['00:00-24:00'];

const DEMO = {
	id: 'harborview',
	name: {
		en: 'Harborview City Services',
		es: 'Servicios Municipales de Harborview',
		'zh-Hant': 'Harborview 市政服務中心',
		vi: 'Dịch vụ Thành phố Harborview',
		ar: 'خدمات مدينة هاربورفيو',
	},
	timeZone: 'America/Los_Angeles',
	languages: ['en', 'es', 'zh-Hant', 'vi', 'ar'],
	hours: { mon: ALWAYS, tue: ALWAYS, wed: ALWAYS, thu: ALWAYS, fri: ALWAYS, sat: ALWAYS, sun: ALWAYS },
	closedDays: [],
	groups: DEMO_GROUPS,
	services: DEMO_SERVICES,
	counters: [
		{ id: 'counter-1', label: '1', services: [], printer: 'printer-1' },
		{ id: 'counter-2', label: '2', services: [], printer: 'printer-1' },
		{ id: 'counter-3', label: '3', services: [], printer: 'printer-1' },
		{ id: 'counter-4', label: '4', services: ['pay-bill', 'property-tax'], printer: 'printer-1' },
		{
			id: 'counter-5',
			label: '5',
			services: ['information', 'report-problem', 'complaint'],
			printer: 'printer-1',
		},
	],
	departments: DEMO_DEPARTMENTS,
	staff: [
		{ id: 'rosa', name: 'Rosa Delgado', roles: ['representative'], languages: ['en', 'es'] },
		{ id: 'wei', name: 'Wei-Lin Chen', roles: ['representative'], languages: ['en', 'zh-Hant'] },
		{
			id: 'marcus',
			name: 'Marcus Hill',
			roles: ['representative'],
			services: ['pay-bill', 'property-tax', 'parking-permit', 'business-registration'],
			languages: ['en'],
		},
		{
			id: 'amina',
			name: 'Amina Yusuf',
			roles: ['trainee'],
			services: ['information', 'report-problem', 'pay-bill'],
			languages: ['en', 'ar'],
		},
		{ id: 'tomas', name: 'Tomás Rivera', roles: ['floor'], languages: ['en', 'es'] },
		{ id: 'grace', name: 'Grace Okafor', roles: ['supervisor', 'representative'], languages: ['en'] },
		{ id: 'ines', name: 'Inés Duarte', roles: ['administrator'], languages: ['en', 'es'] },
	],
	demo: true,
};

/** A sign above the counter and a call keypad on it; both on the one line, each with its number. */
function desk(label: string) {
	const at = { agent: 'agent-1', address: DEMO_LINE, counter: `counter-${label}` };
	const unit = 2 * Number(label) - 1;
	return [
		{
			id: `sign-${label}`,
			kind: 'sign',
			name: `Sign above counter ${label}`,
			frames: { format: 'rotunda', unit },
			...at,
		},
		{
			id: `keypad-${label}`,
			kind: 'keypad',
			name: `Call keypad at counter ${label}`,
			frames: { format: 'rotunda', unit: unit + 1 },
			...at,
		},
	];
}

function devices(address: string) {
	return [
		{ id: 'kiosk-1', kind: 'kiosk', name: 'Kiosk by the door', printer: 'printer-1' },
		{ id: 'display-1', kind: 'display', name: 'Display above the counters' },
		{ id: 'agent-1', kind: 'agent', name: 'Device agent in the kiosk' },
		{
			id: 'printer-1',
			kind: 'printer',
			name: 'Ticket printer in the kiosk',
			agent: 'agent-1',
			address,
			paperWidth: 80,
		},
		...['1', '2'].flatMap((label) => desk(label)),
		{
			id: 'scanner-1',
			kind: 'scanner',
			name: 'Code scanner in the kiosk',
			agent: 'agent-1',
			address: DEMO_SCANNER,
			kiosk: 'kiosk-1',
		},
	];
}
