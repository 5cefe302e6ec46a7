// How far an escort has come, and what can happen next.
import type { EscortRow } from '#projections/rows/lobby-rows';

export type EscortStage = 'walking' | 'asking' | 'waiting' | 'accepted' | 'declined';

export function stageOf({ arrivedAt, handOff }: Pick<EscortRow, 'arrivedAt' | 'handOff'>): EscortStage {
	if (arrivedAt === null) return 'walking';
	if (handOff === null) return 'asking';
	return handOff.answer === 'wait' ? 'waiting' : handOff.answer;
}

/** Still something to do: somebody is on the way, or the department has not said its last word. */
export function isUnderWay(escort: EscortRow): boolean {
	return escort.returnedAt === null || stageOf(escort) === 'waiting';
}

export type EscortMove = 'arrive' | 'accepted' | 'wait' | 'declined' | 'return';

/** What can happen next, the likeliest first. */
export function movesOf(escort: EscortRow): readonly EscortMove[] {
	const back: EscortMove[] = escort.returnedAt === null ? ['return'] : [];
	switch (stageOf(escort)) {
		case 'walking':
			return ['arrive', ...back];
		case 'asking':
			return ['accepted', 'wait', 'declined'];
		case 'waiting':
			return ['accepted', 'declined', ...back];
		case 'accepted':
		case 'declined':
			return back;
		default:
			return [];
	}
}
