// A kiosk's screen is no browser to whoever stands before it: no menu, no zoom, nothing to drag, nothing to select.

const STOPPED = ['contextmenu', 'dragstart', 'selectstart', 'gesturestart'] as const;

/** Until the answer is called. Text fields stay as they are: there, selecting is how people correct themselves. */
export function noGestures(): () => void {
	const stop = (event: Event) => {
		if (!isField(event.target)) event.preventDefault();
	};
	/** Two fingers, or Ctrl with the wheel: zoom. */
	const pinch = (event: TouchEvent | WheelEvent) => {
		const zooms = event instanceof WheelEvent ? event.ctrlKey : event.touches.length > 1;
		if (zooms) event.preventDefault();
	};
	for (const name of STOPPED) addEventListener(name, stop);
	addEventListener('touchmove', pinch, { passive: false });
	addEventListener('wheel', pinch, { passive: false });
	return () => {
		for (const name of STOPPED) removeEventListener(name, stop);
		removeEventListener('touchmove', pinch);
		removeEventListener('wheel', pinch);
	};
}

function isField(target: EventTarget | null): boolean {
	return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
