// Leaves out of a story whatever it does not need to fail: halves first, then ever smaller pieces.

/** @param runs how often `fails` may be asked; the shortest list found by then is the answer */
export async function shorten<Step>(
	steps: readonly Step[],
	runs: number,
	fails: (fewer: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
	let shortest = steps;
	let left = runs;
	for (let size = Math.ceil(steps.length / 2); size >= 1 && left > 0;) {
		let isShorter = false;
		for (let at = 0; at < shortest.length && left > 0;) {
			const fewer = [...shortest.slice(0, at), ...shortest.slice(at + size)];
			left -= 1;
			if (await fails(fewer)) {
				shortest = fewer;
				isShorter = true;
			} else at += size;
		}
		// Once more with the same size when it helped: what a step needed may be gone by now.
		if (!isShorter || size > 1) {
			if (size === 1) break;
			size = Math.ceil(size / 2);
		}
	}
	return shortest;
}
