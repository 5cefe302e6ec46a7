// What the virtual devices' door answers about signs, keypads and the scanner: how they look, a finger on a key, a code to scan.
import { KEYS } from '../../serial/desk-messages.ts';
import type { VirtualDesk } from './virtual-desk.ts';
import { UNIT_FAULTS } from './virtual-unit.ts';

/** Null: not a path of the desk's. `body` is read only when it is asked for. */
export async function answerDesk(
	desk: VirtualDesk,
	method: string,
	url: URL,
	body: () => Promise<string>,
): Promise<{ readonly status: number; readonly body: object } | null> {
	switch (`${method} ${url.pathname}`) {
		case 'GET /desk.json': {
			// A page that shows it lively waits here until there is something to show.
			const seen = Number(url.searchParams.get('after') ?? NaN);
			if (Number.isInteger(seen)) await desk.changedSince(seen);
			return { status: 200, body: desk.report() };
		}
		case 'POST /desk/key': {
			const { unit, key } = objectIn(await body());
			const known = KEYS.find((one) => one === key);
			if (typeof unit !== 'number' || known === undefined || !desk.press(unit, known))
				return wrong(`unit must be a keypad's, key one of ${KEYS.join(', ')}`);
			return DONE;
		}
		case 'POST /desk/scan': {
			const { text } = objectIn(await body());
			if (typeof text !== 'string' || text.trim() === '') return wrong('text must be the code to scan');
			desk.scan(text.trim());
			return DONE;
		}
		case 'POST /desk/fault': {
			const { unit, fault } = objectIn(await body());
			const known = fault === null ? null : UNIT_FAULTS.find((one) => one === fault);
			if (typeof unit !== 'number' || known === undefined || !desk.fail(unit, known))
				return wrong(`unit must be one on the line, fault null or one of ${UNIT_FAULTS.join(', ')}`);
			return DONE;
		}
		default:
			return null;
	}
}

const DONE = { status: 200, body: { ok: true } };

function wrong(error: string) {
	return { status: 400, body: { error } };
}

function objectIn(body: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	} catch {
		return {};
	}
}
