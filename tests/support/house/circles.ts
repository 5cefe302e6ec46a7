// Finds circles in a graph of imports: Tarjan's strongly connected components, told as a walk that comes back.

/** Each circle once, as the files on it in order, the first one repeated at the end. */
export function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[][] {
	const numbers = new Map<string, number>();
	const lowest = new Map<string, number>();
	const stack: string[] = [];
	const onStack = new Set<string>();
	const circles: string[][] = [];

	function visit(node: string): void {
		numbers.set(node, numbers.size);
		lowest.set(node, numbers.get(node) ?? 0);
		stack.push(node);
		onStack.add(node);
		for (const next of edges.get(node) ?? []) {
			if (!numbers.has(next)) {
				visit(next);
				lower(node, lowest.get(next));
			} else if (onStack.has(next)) lower(node, numbers.get(next));
		}
		if (lowest.get(node) === numbers.get(node)) close(node);
	}

	function lower(node: string, to: number | undefined): void {
		lowest.set(node, Math.min(lowest.get(node) ?? Infinity, to ?? Infinity));
	}

	function close(root: string): void {
		const members = new Set<string>();
		for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
			onStack.delete(node);
			members.add(node);
			if (node === root) break;
		}
		const itself = members.size === 1 && (edges.get(root) ?? []).includes(root);
		if (members.size > 1 || itself) circles.push(walk(root, members));
	}

	/** The shortest way from the root back to it within its component. */
	function walk(root: string, members: ReadonlySet<string>): string[] {
		const from = new Map<string, string>();
		const queue = [root];
		for (const node of queue) {
			for (const next of edges.get(node) ?? []) {
				if (next === root) {
					const way = [root];
					for (let at = node; at !== root; at = from.get(at) ?? root) way.unshift(at);
					return [root, ...way];
				}
				if (!members.has(next) || from.has(next)) continue;
				from.set(next, node);
				queue.push(next);
			}
		}
		return [...members, root];
	}

	for (const node of edges.keys()) if (!numbers.has(node)) visit(node);
	return circles;
}
