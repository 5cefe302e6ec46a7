// Checks a house, its files given as texts by path, against the law of the house; answers every breach in words.
import { posix } from 'node:path';
import { circlesIn } from './circles.ts';
import {
	FORBIDDEN_NAMES,
	FRAMEWORK_FILES,
	FULLEST_FOLDER,
	LISTS,
	LONGEST_FILE,
	LONGEST_README,
	ROOMS,
	ROOTS,
	RULES,
} from './house-rules.ts';
import type { Room } from './house-rules.ts';
import { importsOf } from './imports.ts';
import type { Import } from './imports.ts';

export interface House {
	/** Path from the project's root, with slashes -> the file's text. */
	readonly files: ReadonlyMap<string, string>;
	/** `imports` of package.json. */
	readonly aliases: Readonly<Record<string, string>>;
}

export function breachesOf(house: House): string[] {
	const breaches: string[] = [];
	const edges = new Map<string, string[]>();
	for (const [path, text] of house.files) {
		breaches.push(...habitsOf(path, text));
		if (!isSource(path)) continue;
		const reached: string[] = [];
		for (const one of importsOf(path, text)) {
			const target = resolve(house, path, one.from);
			if (target !== null && house.files.has(target)) reached.push(target);
			breaches.push(...importBreach(house, path, one, target));
		}
		edges.set(path, reached);
	}
	for (const circle of circlesIn(edges)) breaches.push(`circle: ${circle.join(' -> ')}`);
	breaches.push(...folderCircles(edges), ...fullFolders(house.files.keys()));
	return breaches;
}

/**
 * Seen from a folder, each folder in it is one box, its own files are boxes too, and no arrows between them may form a
 * circle: so whoever reads a folder knows what stands above what.
 */
function folderCircles(edges: ReadonlyMap<string, readonly string[]>): string[] {
	const boxes = new Map<string, Map<string, Set<string>>>();
	for (const [from, targets] of edges) {
		for (const target of targets) {
			const folder = sharedFolder(from, target);
			// What stands at the top of the project are rooms, and they have a table of their own.
			if (!folder.includes('/') && folder !== 'hardware') continue;
			const [a, b] = [boxIn(folder, from), boxIn(folder, target)];
			if (a === b) continue;
			const inside = boxes.get(folder) ?? new Map<string, Set<string>>();
			boxes.set(folder, inside);
			inside.set(a, (inside.get(a) ?? new Set()).add(b));
			if (!inside.has(b)) inside.set(b, new Set());
		}
	}
	return [...boxes].flatMap(([folder, inside]) => {
		const arrows = new Map([...inside].map(([box, to]) => [box, [...to]]));
		return circlesIn(arrows)
			.filter((circle) => circle.some((box) => !box.includes('.')))
			.map((circle) => `folders of ${folder} in a circle: ${circle.join(' -> ')}`);
	});
}

/** The deepest folder that both files are in. */
function sharedFolder(one: string, other: string): string {
	const a = posix.dirname(one).split('/');
	const b = posix.dirname(other).split('/');
	const differs = a.findIndex((part, at) => part !== b[at]);
	return (differs === -1 ? a : a.slice(0, differs)).join('/');
}

/** The file, or the folder it is in, as it is seen from a folder above. */
function boxIn(folder: string, path: string): string {
	return path.slice(folder.length + 1).split('/')[0] ?? path;
}

function fullFolders(paths: Iterable<string>): string[] {
	const counts = new Map<string, number>();
	for (const path of paths) {
		const folder = posix.dirname(path);
		if (posix.basename(path) !== 'README.md') counts.set(folder, (counts.get(folder) ?? 0) + 1);
	}
	return [...counts]
		.filter(([folder, count]) => count > FULLEST_FOLDER && !LISTS.some((list) => list.test(folder)))
		.map(
			([folder, count]) =>
				`${folder} has ${String(count)} files: at most ${String(FULLEST_FOLDER)}, the others in folders of it`,
		);
}

function isSource(path: string): boolean {
	return /^(src|hardware)\/.*\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts');
}

export function roomOf(path: string): Room | null {
	if (ROOTS.includes(path)) return null;
	if (path.startsWith('hardware/')) return 'hardware';
	const room = /^src\/([^/]+)\//.exec(path)?.[1];
	return ROOMS.find((one) => one === room) ?? null;
}

/** Where an import leads within the house, or null for a package. */
function resolve(house: House, path: string, from: string): string | null {
	if (from.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), from));
	for (const [alias, target] of Object.entries(house.aliases)) {
		const start = alias.replace(/\*$/, '');
		if (from.startsWith(start)) return posix.normalize(target.replace('*', from.slice(start.length)));
	}
	return null;
}

function importBreach(house: House, path: string, one: Import, target: string | null): string[] {
	const where = `${path}:${String(one.line)} imports ${one.from}`;
	if (target === null) return packageBreach(path, one, where);
	// SvelteKit writes `./$types` for each route.
	if (posix.basename(target) === '$types') return [];
	if (!house.files.has(target) && /\.(ts|svelte)$/.test(target)) return [`${where}: there is no ${target}`];
	if (ROOTS.includes(target)) return [`${where}: a program is imported by nobody`];
	const to = roomOf(target);
	const from = roomOf(path);
	if (to === 'start' && from !== 'start') return [`${where}: a program is imported by nobody`];
	if (to === null)
		return target.startsWith('tests/') ? [`${where}: nothing outside tests imports tests`] : [];
	if (from === null || from === to) return [];
	const rule = RULES[from];
	if (rule.rooms.includes(to)) return [];
	if (!rule.types.includes(to)) return [`${where}: ${from} never imports ${to}`];
	return one.typeOnly ? [] : [`${where}: ${from} may only \`import type\` from ${to}`];
}

function packageBreach(path: string, one: Import, where: string): string[] {
	const room = roomOf(path);
	if (room === null) return [];
	const { packages, never } = RULES[room];
	if (never.some((name) => fits(one.from, name))) return [`${where}: not in ${room}`];
	if (packages === null || packages.some((name) => fits(one.from, name))) return [];
	const allowed = packages.length === 0 ? 'no package' : `only ${packages.join(', ')}`;
	return [`${where}: ${room} uses ${allowed}`];
}

function fits(from: string, name: string): boolean {
	if (name.endsWith('*')) return from.startsWith(name.slice(0, -1));
	return from === name || from.startsWith(`${name}/`);
}

function habitsOf(path: string, text: string): string[] {
	const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
	const name = posix.basename(path);
	if (name === 'README.md') {
		if (path === 'README.md' || lines <= LONGEST_README) return [];
		return [`${path} has ${String(lines)} lines: a room's README has at most ${String(LONGEST_README)}`];
	}
	const breaches: string[] = [];
	if (/^(src|hardware)\//.test(path) && roomOf(path) === null && !ROOTS.includes(path)) {
		if (isSource(path) && !FRAMEWORK_FILES.some((file) => file.test(path))) {
			breaches.push(`${path} stands in no room`);
		}
	}
	if (FORBIDDEN_NAMES.test(name))
		breaches.push(`${path}: no file is called ${name}: name it after what it holds`);
	if (lines > LONGEST_FILE) {
		breaches.push(`${path} has ${String(lines)} lines: stop at ${String(LONGEST_FILE)}`);
	}
	if (path.endsWith('.ts') && !isSentence(text)) {
		breaches.push(`${path}: the first line is not a comment that says in a sentence what the file is for`);
	}
	return breaches;
}

function isSentence(text: string): boolean {
	const [first = '', second = ''] = text.split('\n');
	const words = /^\/\/ (\S+ ){2,}\S+$/.test(first);
	return words && (/[.:?!)`]$/.test(first) || second.startsWith('// '));
}
