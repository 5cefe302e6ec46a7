// Whether the screens have to be built: there is no build, or a source is newer than it.
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const SOURCES = [
	'src/routes',
	'src/screens',
	'src/words',
	'src/projections',
	'src/protocol',
	'src/domain',
	'src/paper',
	'src/app.html',
	'src/hooks.server.ts',
	'src/params.ts',
	'static',
	'vite.config.ts',
	'package-lock.json',
];

export function needsBuild(root: string): boolean {
	const built = changedAt(path.join(root, 'build', 'handler.js'));
	return built === 0 || SOURCES.some((source) => newestIn(path.join(root, source)) > built);
}

function newestIn(place: string): number {
	const stat = statSync(place, { throwIfNoEntry: false });
	if (stat === undefined) return 0;
	if (!stat.isDirectory()) return stat.mtimeMs;
	const files = readdirSync(place, { recursive: true, encoding: 'utf8' });
	return Math.max(stat.mtimeMs, ...files.map((file) => changedAt(path.join(place, file))));
}

/** 0 when there is no such file. */
function changedAt(file: string): number {
	return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
