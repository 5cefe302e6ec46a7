// What can wait until somebody sees something: done when a frame is drawn and the browser has nothing better to do.

/** By then it is done even if the browser never rests, in ms after the frame. */
const LATEST_MS = 1_500;
/** For browsers that do not say when they rest. */
const MOMENT_MS = 300;

/** Not before the next frame is on the glass; a page that nobody sees has none, and waits. */
export function whenAtRest(then: () => void): void {
	requestAnimationFrame(() => {
		requestAnimationFrame(() => {
			if (typeof requestIdleCallback === 'undefined') setTimeout(then, MOMENT_MS);
			else requestIdleCallback(then, { timeout: LATEST_MS });
		});
	});
}
