// AttemptLimits at passwords and codes, counted by name and by address at all hubs together: whoever guesses has to wait.
import type { Clock } from '../clock.ts';
import type { HubTalk, MessageOf } from '../hub-talk.ts';
import { Throttle } from './throttle.ts';

const FREE_BY_NAME = 5;
/** A whole office signs in from one address, and mistypes. */
const FREE_BY_ADDRESS = 100;
/** A lobby's devices are paired from one address, several at once. */
const FREE_CODES = 10;

export class AttemptLimits {
	readonly byName: Throttle;
	readonly byAddress: Throttle;
	readonly codes: Throttle;

	constructor(clock: Clock, talk: HubTalk) {
		const throttle = (of: MessageOf<'try'>['of'], free: number) =>
			new Throttle(clock, free, (act, key) => talk.publish({ say: 'try', of, act, key }));
		this.byName = throttle('name', FREE_BY_NAME);
		this.byAddress = throttle('address', FREE_BY_ADDRESS);
		this.codes = throttle('code', FREE_CODES);
		const throttles = { name: this.byName, address: this.byAddress, code: this.codes };
		talk.on('try', ({ of, act, key }) => throttles[of].receive(act, key));
	}
}
