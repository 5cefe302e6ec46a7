// When a key is a shortcut and when it is somebody typing.

/** True while the focus is somewhere that takes text, or a modifier makes the key somebody else's. */
export function isTyping(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
	const target = event.target;
	if (!(target instanceof HTMLElement)) return false;
	if (
		target.isContentEditable ||
		target instanceof HTMLTextAreaElement ||
		target instanceof HTMLSelectElement
	) {
		return true;
	}
	return (
		target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
	);
}
