// Papers are drawn one after another, and what was drawn leaves before the next is: twenty kiosks do not wait for the twentieth.
import { setImmediate } from 'node:timers/promises';

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Runs `draw` in its turn. Rejects as it does. */
export async function inTurn<Drawn>(draw: () => Promise<Drawn>): Promise<Drawn> {
	const before = last;
	const isFirst = waiting === 0;
	waiting += 1;
	const turn = (async () => {
		await before.catch(() => undefined);
		// Lets the lines speak; who waits for nobody has nothing to let pass.
		if (!isFirst) await setImmediate();
		return draw();
	})();
	last = turn;
	try {
		return await turn;
	} finally {
		waiting -= 1;
	}
}
