// One press of a key, asked until the hub answers: always under the same id, so that it is done once.
import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '#protocol/answers';
import type { Press, PressKey } from '#protocol/desk-schema';
import type { DeviceId } from '../device.ts';

/** Whoever pressed stands there and looks: after two tries it is better to say that nobody knows. */
const TRIES = 2;

/** @param ask never rejects; `no-answer` at once when there is no line to the hub */
export async function pressUntilAnswered(
	ask: (press: Press) => Promise<CommandAnswer>,
	device: DeviceId,
	key: PressKey,
	number: string | null,
): Promise<CommandAnswer> {
	const id = randomUUID() as string as Press['id'];
	const press: Press = key === 'next' ? { id, device, key, number } : { id, device, key, number: null };
	let answer = await ask(press);
	for (let tried = 1; tried < TRIES && !answer.ok && answer.code === 'no-answer'; tried += 1)
		answer = await ask(press);
	return answer;
}
