// What a counter sign shows of what is known: the number and an arrow while somebody is called, dark when nobody is.
import type { DeskSign } from '#protocol/desk-schema';
import type { SignLook } from '../serial/desk-messages.ts';

/** `row` null: the hub is not heard, and any number may be wrong by now. `flashing`: called or recalled a moment ago. */
export function signLook(row: DeskSign | null, flashing: boolean, brightness: number): SignLook {
	const nothing = { arrow: 'none', letter: '', digits: '', call: 0, brightness } as const;
	if (row === null) return { ...nothing, mode: 'dashes' };
	const { present } = row;
	if (present === null) return { ...nothing, mode: 'dark' };
	const { letter, digits, status, sequence } = present;
	return {
		mode: status === 'called' && flashing ? 'flash' : 'steady',
		// Down, to the counter under it: whoever is there already needs no arrow.
		arrow: status === 'called' ? 'down' : 'none',
		letter,
		digits,
		call: sequence % 256,
		brightness,
	};
}
