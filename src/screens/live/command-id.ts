// A command's own id, made by its sender.
import type { CommandId } from '#domain/ids';

/**
 * A UUID of version 7 (RFC 9562): the time and 74 random bits, so that ids made one after another stand side by side in the
 * hub's index and an append touches few of its pages. Also over plain http on a local network, where browsers do not
 * offer `crypto.randomUUID`.
 */
export function newCommandId(): CommandId {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	const hex = Array.from(bytes, (byte, at) => {
		const marked = at === 6 ? (byte & 0x0f) | 0x70 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
		return marked.toString(16).padStart(2, '0');
	}).join('');
	const time = Date.now().toString(16).padStart(12, '0');
	return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as CommandId;
}
