// What a call keypad shows: who is at the counter, how many wait, what is being typed, and which keys would be obeyed.
import type { DeskKeypad } from '#protocol/desk-schema';
import { keypadWords as words } from '#words/staff/keypad';
import { LINE_LENGTH, plainText } from '../serial/desk-messages.ts';
import type { KeypadFace, Led } from '../serial/desk-messages.ts';

export interface FaceFacts {
	/** Null: the hub is not heard. */
	readonly row: DeskKeypad | null;
	readonly digits: string;
	/** An answer that is still to be read, such as a refusal. */
	readonly message: readonly [string, string] | null;
	/** A key is on its way to the hub. */
	readonly waiting: boolean;
}

export function keypadFace({ row, digits, message, waiting }: FaceFacts): KeypadFace {
	// Nothing on it may look as if it still held.
	if (row === null) return face(words.away, ['away']);
	const leds = waiting ? [] : ledsOf(row);
	if (message !== null) return face(message, leds);
	if (digits !== '') return face([words.typing(digits), words.typed], leds);
	return face([presentLine(row), countLine(row)], leds);
}

/** The function keys that the hub would obey now. */
export function ledsOf({ signedIn, status, present, waiting }: DeskKeypad): Led[] {
	if (!signedIn || status !== 'open') return [];
	if (present === null) return waiting > 0 ? ['next'] : [];
	return present.status === 'called' ? ['recall', 'no-show', 'hold', 'serve'] : ['hold', 'serve'];
}

function presentLine({ counter, status, present, signedIn }: DeskKeypad): string {
	if (!signedIn) return words.closed(counter);
	if (present !== null) return aligned(words[present.status], present.number);
	if (status === 'paused') return words.paused(counter);
	return status === 'escorting' ? words.escorting : words.free(counter);
}

function countLine({ signedIn, waiting, held }: DeskKeypad): string {
	if (!signedIn) return words.signIn;
	const counts = held === 0 ? '' : words.held(held);
	const whole = [words.waiting(waiting), words.wait(waiting)].map((text) => aligned(text, counts));
	// On a very long day how many are held gives way.
	return whole.find((line) => line.length <= LINE_LENGTH) ?? words.waiting(waiting);
}

/** With a blank between at least, and so perhaps too long. */
function aligned(left: string, right: string): string {
	return right === '' ? left : `${left.padEnd(LINE_LENGTH - right.length - 1)} ${right}`;
}

function face([first, second]: readonly [string, string], leds: readonly Led[]): KeypadFace {
	const line = (text: string) => plainText(text).slice(0, LINE_LENGTH).trimEnd();
	return { lines: [line(first), line(second)], leds };
}
