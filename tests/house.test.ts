// Holds the law of the house: who imports whom, no circles, and the habits that a machine can see.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breachesOf } from '#support/house/house';
import type { House } from '#support/house/house';

const ROOT = join(import.meta.dirname, '..');
const { imports: aliases } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
	imports: Record<string, string>;
};

function houseOnDisk(): House {
	const files = new Map<string, string>();
	for (const top of ['src', 'hardware', 'tests']) {
		for (const path of readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })) {
			const name = join(top, path).replaceAll('\\', '/');
			if (!/\.(ts|svelte)$|\/README\.md$/.test(name) || name.startsWith('tests/data/')) continue;
			files.set(name, readFileSync(join(ROOT, name), 'utf8'));
		}
	}
	return { files, aliases };
}

/** A house of these files only; a `.ts` file gets the first sentence that every file needs. */
function planted(files: Record<string, string>): string[] {
	const whole = Object.entries(files).map(([path, text]): [string, string] => [
		path,
		path.endsWith('.ts') && !text.startsWith('//') ? `// What this file is for.\n${text}` : text,
	]);
	return breachesOf({ files: new Map(whole), aliases });
}

const EMPTY = 'export const nothing = 0;\n';

test('The house stands as it was planned', () => {
	expect(breachesOf(houseOnDisk())).toEqual([]);
});

test('Every room says in a README what lives there', () => {
	const { files } = houseOnDisk();
	const rooms = ['src/domain', 'src/projections', 'src/protocol', 'src/words', 'src/store', 'src/hub'];
	const missing = [...rooms, 'src/screens', 'src/routes', 'src/start', 'hardware', 'tests'].filter(
		(room) => !files.has(`${room}/README.md`),
	);
	expect(missing).toEqual([]);
});

describe('The table of rooms can fail', () => {
	test.each([
		['src/domain/a.ts', '#hub/b', 'src/hub/b.ts', 'domain never imports hub'],
		['src/projections/a.ts', '#store/b', 'src/store/b.ts', 'projections never imports store'],
		['src/protocol/a.ts', '#hub/b', 'src/hub/b.ts', 'protocol never imports hub'],
		[
			'src/protocol/a.ts',
			'#projections/b',
			'src/projections/b.ts',
			'protocol may only `import type` from projections',
		],
		['src/store/a.ts', '#domain/b', 'src/domain/b.ts', 'store may only `import type` from domain'],
		['src/store/a.ts', '../hub/b.ts', 'src/hub/b.ts', 'store never imports hub'],
		['src/hub/a.ts', '#screens/b.ts', 'src/screens/b.ts', 'hub never imports screens'],
		['src/hub/a.ts', '#hardware/b', 'hardware/b.ts', 'hub never imports hardware'],
		['src/screens/a.svelte.ts', '#hub/b', 'src/hub/b.ts', 'screens never imports hub'],
		['src/screens/a.ts', '#domain/b', 'src/domain/b.ts', 'screens may only `import type` from domain'],
		['src/routes/a.ts', '#store/b', 'src/store/b.ts', 'routes never imports store'],
		['hardware/a.ts', '#domain/b', 'src/domain/b.ts', 'hardware never imports domain'],
		['src/words/a.ts', '#protocol/b', 'src/protocol/b.ts', 'words may only `import type` from protocol'],
		['src/words/a.ts', '#domain/b', 'src/domain/b.ts', 'words never imports domain'],
	])('%s may not import %s', (path, from, target, said) => {
		const breaches = planted({ [path]: `import { nothing } from '${from}';\n`, [target]: EMPTY });
		expect(breaches).toEqual([`${path}:2 imports ${from}: ${said}`]);
	});

	test('What the table allows passes', () => {
		expect(
			planted({
				'src/domain/a.ts': EMPTY,
				'src/words/w.ts': EMPTY,
				'src/protocol/p.ts': "import { a } from '#domain/a';\nimport { z } from 'zod';\n",
				'src/screens/l.ts': "import { w } from '#words/w';\nimport type { A } from '#domain/a';\n",
				'src/routes/+page.svelte': '<script lang="ts">\nimport { l } from \'#screens/l.ts\';\n</script>\n',
				'src/start/server.ts': "import { p } from '#protocol/p';\nimport { a } from '#domain/a';\n",
			}),
		).toEqual([]);
	});

	test('A forbidden import in a component is found, with its line', () => {
		const page = '<h1>Now serving</h1>\n<script lang="ts">\n\timport { hub } from \'#hub/hub\';\n</script>\n';
		expect(planted({ 'src/routes/+page.svelte': page, 'src/hub/hub.ts': EMPTY })).toEqual([
			'src/routes/+page.svelte:3 imports #hub/hub: routes never imports hub',
		]);
	});

	test('A type taken out of a forbidden room inside an expression is found too', () => {
		const said = planted({
			'hardware/a.ts': "export type A = import('#domain/b').B;\n",
			'src/domain/b.ts': EMPTY,
		});
		expect(said).toEqual(['hardware/a.ts:2 imports #domain/b: hardware never imports domain']);
	});

	test.each([
		['src/domain/a.ts', 'node:fs', 'domain uses no package'],
		['src/projections/a.ts', 'zod', 'projections uses no package'],
		['src/protocol/a.ts', 'socket.io', 'protocol uses only zod'],
		['src/hub/a.ts', 'svelte', 'hub uses only node:*, socket.io, pino, prom-client, zod'],
		['src/screens/a.ts', 'node:fs', 'not in screens'],
		['src/routes/a.ts', 'socket.io', 'not in routes'],
		['hardware/a.ts', 'svelte/store', 'not in hardware'],
	])('%s may not use the package %s', (path, from, said) => {
		expect(planted({ [path]: `import '${from}';\n` })).toEqual([`${path}:2 imports ${from}: ${said}`]);
	});

	test('A program is imported by nobody, and nothing outside tests imports tests', () => {
		const files = {
			'src/start/server.ts': EMPTY,
			'src/hub/a.ts': "import '#start/server';\nimport '#support/x';\n",
			'tests/support/x.ts': EMPTY,
		};
		expect(planted(files)).toEqual([
			'src/hub/a.ts:2 imports #start/server: a program is imported by nobody',
			'src/hub/a.ts:3 imports #support/x: nothing outside tests imports tests',
		]);
	});

	test('An import that leads nowhere is named', () => {
		expect(planted({ 'src/hub/a.ts': "import '#domain/gone';\n" })).toEqual([
			'src/hub/a.ts:2 imports #domain/gone: there is no src/domain/gone.ts',
		]);
	});
});

describe('Circles are found', () => {
	test('Over three files, one of them by a type only', () => {
		const files = {
			'src/domain/a.ts': "import './b.ts';\n",
			'src/domain/b.ts': "import type { C } from './c.ts';\n",
			'src/domain/c.ts': "export { nothing } from './a.ts';\n",
		};
		expect(planted(files)).toEqual([
			'circle: src/domain/a.ts -> src/domain/b.ts -> src/domain/c.ts -> src/domain/a.ts',
		]);
	});

	test('A file that imports itself', () => {
		expect(planted({ 'src/hub/a.ts': "import './a.ts';\n" })).toEqual([
			'circle: src/hub/a.ts -> src/hub/a.ts',
		]);
	});

	test('Over two folders, though no file is on one', () => {
		const files = {
			'src/hub/office/a.ts': "import '../access/b.ts';\n",
			'src/hub/access/b.ts': EMPTY,
			'src/hub/access/c.ts': "import '../office/d.ts';\n",
			'src/hub/office/d.ts': EMPTY,
		};
		expect(planted(files)).toEqual(['folders of src/hub in a circle: office -> access -> office']);
	});

	test('Over a folder and a file beside it; a file that puts folders together is none', () => {
		const files = {
			'src/hub/hub.ts': "import './office/a.ts';\nimport './clock.ts';\n",
			'src/hub/office/a.ts': "import '../clock.ts';\n",
			'src/hub/clock.ts': EMPTY,
		};
		expect(planted(files)).toEqual([]);
		expect(planted({ ...files, 'src/hub/office/b.ts': "import '../hub.ts';\n" })).toEqual([
			'folders of src/hub in a circle: hub.ts -> office -> hub.ts',
		]);
	});

	test('In components too', () => {
		const script = (from: string) => `<script lang="ts">\n\timport One from '${from}';\n</script>\n`;
		const files = {
			'src/screens/nouns/One.svelte': script('#screens/ui/Two.svelte'),
			'src/screens/ui/Two.svelte': script('#screens/nouns/Three.svelte'),
			'src/screens/nouns/Three.svelte': '<p>Hello</p>\n',
		};
		expect(planted(files)).toEqual(['folders of src/screens in a circle: nouns -> ui -> nouns']);
	});

	test('Two ways to one file are no circle', () => {
		const files = {
			'src/domain/a.ts': "import './b.ts';\nimport './c.ts';\n",
			'src/domain/b.ts': "import './c.ts';\n",
			'src/domain/c.ts': EMPTY,
		};
		expect(planted(files)).toEqual([]);
	});
});

describe('Habits are held', () => {
	test.each(['index.ts', 'types.ts', 'utils.ts', 'helpers.ts', 'common.ts'])(
		'No file is called %s',
		(name) => {
			expect(planted({ [`src/hub/${name}`]: EMPTY })).toEqual([
				`src/hub/${name}: no file is called ${name}: name it after what it holds`,
			]);
		},
	);

	test('A file of 401 lines is too long, one of 400 is not', () => {
		const lines = (count: number) => `// What this file is for.\n${'\n'.repeat(count - 1)}`;
		expect(planted({ 'src/hub/long.ts': lines(400) })).toEqual([]);
		expect(planted({ 'src/hub/long.ts': lines(401) })).toEqual([
			'src/hub/long.ts has 401 lines: stop at 400',
		]);
		expect(planted({ 'src/screens/Long.svelte': lines(401) })).toHaveLength(1);
	});

	test.each(['import "a";\n', '// todo\n', '/* What this file is for. */\n', '//What this file is for.\n'])(
		'A first line such as %j is not a sentence',
		(text) => {
			const breaches = breachesOf({ files: new Map([['src/start/server.ts', text]]), aliases });
			expect(breaches).toEqual([
				'src/start/server.ts: the first line is not a comment that says in a sentence what the file is for',
			]);
		},
	);

	test("A room's README has at most 30 lines; the project's own may have more", () => {
		const readme = 'line\n'.repeat(31);
		expect(planted({ 'src/hub/README.md': readme, 'README.md': readme })).toEqual([
			"src/hub/README.md has 31 lines: a room's README has at most 30",
		]);
	});

	test('A folder has at most 20 files, and a list of languages as many as there are', () => {
		const many = (folder: string) =>
			Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`${folder}/f${String(at)}.ts`, EMPTY]));
		expect(planted(many('src/hub/office'))).toEqual([
			'src/hub/office has 21 files: at most 20, the others in folders of it',
		]);
		expect(planted(many('src/words/languages'))).toEqual([]);
	});

	test('A file outside every room is named', () => {
		expect(planted({ 'src/misc/a.ts': EMPTY, 'src/app.d.ts': EMPTY })).toEqual([
			'src/misc/a.ts stands in no room',
		]);
	});
});
