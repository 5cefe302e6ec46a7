// How much script a screen needs before anybody can use it, in the screens as they were built: a budget each.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { BuiltFiles } from '#screens/loading/screen-tags.ts';

const root = join(import.meta.dirname, '../..');
const client = join(root, '.svelte-kit/output/client');
const manifestFile = join(client, '.vite/manifest.json');

/** Bytes by gzip, which is the most that a screen gets: browsers take the smaller brotli over HTTPS alone. */
const BUDGET = 70_000;
const NAMED = /href="\.\/([^"]+\.js)" rel="modulepreload"/g;
/** What the demo offers beside English, whose words every public screen has. */
const SPOKEN = ['es', 'zh-Hant', 'vi', 'ar'];

function filesOf(page: string): readonly string[] {
	const html = readFileSync(join(root, 'build/prerendered', `${page}.html`), 'utf8');
	return [...html.matchAll(NAMED)].map(([, file]) => file ?? '');
}

function wordsOf(language: string): string {
	const built = JSON.parse(readFileSync(manifestFile, 'utf8')) as BuiltFiles;
	const file = built[`src/words/languages/${language}.ts`]?.file;
	if (file === undefined) throw new Error(`the words of ${language} were not built`);
	return file;
}

describe.skipIf(!existsSync(manifestFile))('The script of a screen', () => {
	test.each([
		{ page: 'kiosk', languages: SPOKEN },
		{ page: 'display', languages: SPOKEN },
		{ page: 'station', languages: [] },
	])('A $page is usable after at most 70 KB of it', ({ page, languages }) => {
		const files = [...filesOf(page), ...languages.map(wordsOf)];
		// One for the frame, one for the screen, and what it shares with some others.
		expect(files.length).toBeGreaterThan(3);
		const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(client, file))).length, 0);
		expect(bytes).toBeLessThanOrEqual(BUDGET);
	});

	test('No screen brings the router along, nor a way round WebSocket that it may never need', () => {
		for (const page of ['kiosk', 'display', 'station', 'floor', 'supervisor', 'setup']) {
			const script = filesOf(page)
				.map((file) => readFileSync(join(client, file), 'utf8'))
				.join('');
			expect(script, page).not.toMatch(/XMLHttpRequest|sveltekit:/);
		}
	});
});
