// A refusal at the hub's door or by a rule, as it goes back to the sender.
import type { Code, Refused } from '#protocol/answers';

export function refused(code: Code, facts: Refused['facts'] = {}): Refused {
	return { ok: false, code, facts };
}
