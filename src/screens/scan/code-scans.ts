// Codes that come to this screen: from a scanner that its agent drives, or from one that types like a keyboard here.
import { isTyping } from '#screens/ui/typing.ts';
import type { Connection } from '#screens/live/connection.svelte.ts';
import type { SeenCode } from '#protocol/desk-schema';
import { WedgeReader } from './wedge-reader.ts';

/** The hub takes no longer code. */
const LONGEST = 300;
/** Keys that were given back: told from those that a person presses now. */
const given = new WeakSet<Event>();

/**
 * Listens until the answer is called. `seen`: what the code is, as the hub says it to whoever this screen
 * belongs to. `holding`: a key was pressed, and for a moment nobody knows whether a person or a scanner did it.
 */
export function onCode(
	connection: Connection,
	seen: (code: SeenCode) => void,
	holding: (held: boolean) => void = () => undefined,
): () => void {
	const reader = new WedgeReader({
		scanned: (text) => void look(connection, text, seen),
		released: (keys) => keys.forEach(giveBack),
		holding,
	});

	function pressed(event: KeyboardEvent) {
		if (given.has(event) || event.repeat || isTyping(event)) return;
		if (reader.key(event.key, event.timeStamp) === 'passed') return;
		event.preventDefault();
		event.stopImmediatePropagation();
	}

	// Before anybody else: half a code must not press a step of the station.
	addEventListener('keydown', pressed, { capture: true });
	const off = connection.onScanned(({ code }) => seen(code));
	return () => {
		removeEventListener('keydown', pressed, { capture: true });
		reader.release();
		off();
	};
}

async function look(connection: Connection, text: string, seen: (code: SeenCode) => void): Promise<void> {
	const answer = await connection.ask('lookAtCode', { text: text.slice(0, LONGEST) });
	seen(answer.ok ? answer.code : { kind: 'unknown' });
}

function giveBack(key: string): void {
	const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
	given.add(event);
	(document.activeElement ?? document.body).dispatchEvent(event);
}
