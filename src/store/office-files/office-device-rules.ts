// What a device of each kind needs, and what would be a mistake on it.
import type { DeviceKind } from '#domain/office';
import type { Mistake } from '../office-file.ts';
import { mistake } from './office-mistakes.ts';
import type { Entry } from './office-mistakes.ts';

const FIELDS = {
	agent: 'Name the agent that drives it, such as "agent-1"',
	address: 'Write how its agent reaches it, such as "tcp://192.168.1.50:9100"',
	printer: 'Name the printer its tickets come out of',
	sparePrinter: 'Name the printer that takes over',
	paperWidth: 'Write 80 or 58, the width of its paper in millimetres',
	printing: 'Write its make, such as { "make": "epson" }',
	counter: 'Name the counter it stands at, such as "counter-1"',
	kiosk: 'Name the kiosk it is built into',
	frames: 'Write its frame format and unit, such as { "format": "rotunda", "unit": 1 }',
} as const;
type Field = keyof typeof FIELDS;

interface Rule {
	readonly needs: readonly Field[];
	readonly may: readonly Field[];
}

const RULES: Readonly<Record<DeviceKind, Rule>> = {
	kiosk: { needs: [], may: ['printer', 'sparePrinter'] },
	display: { needs: [], may: [] },
	agent: { needs: [], may: [] },
	printer: { needs: ['agent', 'address', 'paperWidth'], may: ['printing'] },
	sign: { needs: ['agent', 'address', 'counter'], may: ['frames'] },
	keypad: { needs: ['agent', 'address', 'counter'], may: ['frames'] },
	scanner: { needs: ['agent', 'address'], may: ['counter', 'kiosk'] },
};

export function deviceRules(devices: readonly Entry[]): Mistake[] {
	return devices.flatMap((device) => {
		const kind = device.value['kind'];
		// Of an unknown kind, that is the mistake.
		if (typeof kind !== 'string' || !Object.hasOwn(RULES, kind)) return [];
		return [...fieldRules(device, kind as DeviceKind), ...placeRules(device, kind as DeviceKind)];
	});
}

function fieldRules({ path, value }: Entry, kind: DeviceKind): Mistake[] {
	const { needs, may } = RULES[kind];
	const has = (field: Field) => value[field] !== undefined && value[field] !== null;
	return (Object.keys(FIELDS) as Field[]).flatMap((field) => {
		if (needs.includes(field))
			return has(field) ? [] : [mistake([...path, field], `is missing: a ${kind} needs it`, FIELDS[field])];
		if (may.includes(field) || !has(field)) return [];
		const owners = (Object.keys(RULES) as DeviceKind[]).filter((one) =>
			[...RULES[one].needs, ...RULES[one].may].includes(field),
		);
		const cure = `Remove it: only a ${owners.join(' or ')} has one`;
		return [mistake([...path, field], `is not for a device of kind ${kind}`, cure)];
	});
}

function placeRules({ path, value }: Entry, kind: DeviceKind): Mistake[] {
	const says = (field: Field) => typeof value[field] === 'string';
	if (kind === 'scanner' && says('counter') === says('kiosk'))
		return [
			mistake(
				[...path, 'counter'],
				says('counter') ? 'stands at a counter and in a kiosk' : 'stands nowhere',
				'Name a counter or a kiosk, one of the two',
			),
		];
	if (kind === 'kiosk' && says('sparePrinter') && value['sparePrinter'] === value['printer'])
		return [
			mistake(
				[...path, 'sparePrinter'],
				'is the printer it should stand in for',
				'Name another printer, or none',
			),
		];
	return [];
}
