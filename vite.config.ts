import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import path from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { OWN_PAGES, SCREENS, startOf } from './src/screens/screens.ts';

/** While developing, screens come from Vite and the live lobby from a hub beside it. */
const hub = process.env['ROTUNDA_HUB'] ?? 'http://127.0.0.1:3000';

/**
 * Screens speak by WebSocket and fetch the way round it only where that fails (`src/screens/live/polling.ts`): the client's own
 * table of transports would bring all of them to every screen.
 */
const websocketFirst: Plugin = {
	name: 'websocket-first',
	transform: {
		filter: { id: /engine\.io-client[\\/]build[\\/]esm[\\/]transports[\\/]index\.js$/ },
		handler: () => ({
			code: `import { WS } from './websocket.node.js'; export const transports = { websocket: WS };`,
			map: null,
		}),
	},
};

/**
 * Screens start by themselves, each from a module of its own that is written here; `src/hooks.server.ts` names the built
 * files in the page.
 */
const ownStarts: Plugin = {
	name: 'own-starts',
	resolveId: (id) => (STARTS.has(path.resolve(id)) ? path.resolve(id) : null),
	load: (id) => STARTS.get(id) ?? null,
	buildStart() {
		if (this.environment.name !== 'client' || this.environment.mode !== 'build') return;
		for (const screen of OWN_PAGES)
			this.emitFile({ type: 'chunk', id: startOf(screen), name: `screens/${screen}` });
	},
};

const STARTS = new Map(
	OWN_PAGES.map((screen) => [
		path.resolve(startOf(screen)),
		`import { startScreen } from '#screens/loading/start-screen.ts';
		import Page from '#screens/${String(SCREENS[screen].page)}';
		startScreen(Page);`,
	]),
);

/** What every screen has before it shows anything of its own: the framework, its line to the hub, the page at the gate. */
const FRAME =
	/[\\/](node_modules[\\/](svelte|clsx|devalue|@?(socket|engine)\.io[^\\/]*)[\\/]|screens[\\/](live|loading|ui|i18n[\\/](format|wording))|words[\\/](direction|counting)|projections[\\/]view|gate[\\/](GateFrame|Reaching)|words[\\/]staff[\\/]gate)/;
/** What every screen of staff has. */
const DESK = /[\\/](words[\\/]staff[\\/](?!launcher)|screens[\\/](nouns|station)[\\/]|calling-order)/;
/** Small, and many: one file each would be one wait each. */
const ICONS = /[\\/]@lucide[\\/]/;

export default defineConfig({
	plugins: [
		websocketFirst,
		ownStarts,
		sveltekit({
			adapter: adapter(),
			csp: {
				mode: 'auto',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self'],
					'style-src-attr': ['unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'font-src': ['self', 'data:'],
					'connect-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['self'],
				},
			},
		}),
	],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					treeshake: { moduleSideEffects: [{ test: /engine\.io-client/, sideEffects: false }] },
					output: {
						codeSplitting: {
							// What most screens need is one file: every file more is one more to wait for.
							groups: [
								{ name: 'frame', test: FRAME, minShareCount: 5, priority: 3 },
								{ name: 'icons', test: ICONS, minShareCount: 3, priority: 2 },
								{ name: 'desk', test: DESK, minShareCount: 5, priority: 1 },
							],
						},
					},
				},
			},
		},
	},
	server: { proxy: { '/socket.io': { target: hub, ws: true }, '/healthz': hub } },
	test: {
		include: ['tests/**/*.test.ts'],
		globalSetup: ['tests/support/databases/one-postgres.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
