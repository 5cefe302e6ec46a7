// Ticket numbers: a letter and three digits, unique per business day.
import type { Lobby } from '../lobby.ts';

/** Letters that a group may have: I, O and Q are read as 1 and 0. */
export const NUMBER_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** The next number of a letter. After 999 it grows a fourth digit: a longer number is safe, a repeated one is not. */
export function nextNumber(lobby: Lobby, letter: string): string {
	return writtenNumber([letter, (lobby.numbers.get(letter) ?? 0) + 1]);
}

/** Letter and count as they are printed, such as `A042`. */
export function writtenNumber([letter, count]: readonly [letter: string, count: number]): string {
	return `${letter}${String(count).padStart(3, '0')}`;
}

/** Letter and count of a printed number, such as `A042` -> `['A', 42]`. */
export function partsOf(number: string): readonly [letter: string, count: number] {
	return [number.slice(0, 1), Number(number.slice(1))];
}
