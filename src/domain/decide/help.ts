// Help: asked at a kiosk or a counter, answered by whoever goes there.
import type { Asked, CommandOf } from '../commands.ts';
import { happened, isRefused, personOf } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { HelpId } from '../ids.ts';
import { counterOf, deviceOf } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';

export function requestHelp(lobby: Lobby, { place }: CommandOf<'RequestHelp'>, asked: Asked): Decision {
	if (place.kind === 'kiosk' && deviceOf(lobby, place.id)?.kind !== 'kiosk') {
		return refuse('unknown-help', { place: place.id });
	}
	if (place.kind === 'counter' && counterOf(lobby, place.id) === null) {
		return refuse('unknown-counter', { counter: place.id });
	}
	const open = [...lobby.helps.values()].some(
		(help) => help.place.id === place.id && help.answeredBy === null,
	);
	// Asked again while somebody is on the way: one request is enough.
	return open ? happened() : happened({ type: 'HelpRequested', help: `${asked.id}.h` as HelpId, place });
}

export function answerHelp(lobby: Lobby, command: CommandOf<'AnswerHelp'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const help = lobby.helps.get(command.help);
	if (help === undefined) return refuse('unknown-help', { help: command.help });
	if (help.answeredBy !== null) return refuse('help-answered', { staff: help.answeredBy });
	return happened({ type: 'HelpAnswered', help: help.id, staff: staff.id });
}
