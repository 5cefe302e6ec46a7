// Lists in pages that fit the screen.

/** The part of a list on one page. Pages start at 0; a page past the end is the last one. */
export function pageOf<Item>(
	items: readonly Item[],
	page: number,
	size: number,
): { items: readonly Item[]; page: number; of: number } {
	const of = Math.max(1, Math.ceil(items.length / size));
	const at = Math.min(Math.max(0, page), of - 1);
	return { items: items.slice(at * size, at * size + size), page: at, of };
}
