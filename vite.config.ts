import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** While developing, screens come from Vite and the live lobby from a hub beside it. */
const hub = process.env['ROTUNDA_HUB'] ?? 'http://127.0.0.1:3000';

/**
 * Screens speak by WebSocket and fetch the way round it only where that fails (`src/lib/live/polling.ts`): the client's own
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

/** Screens start by themselves, each from its own module; `src/hooks.server.ts` names the files in the page. */
const ownStarts: Plugin = {
	name: 'own-starts',
	apply: 'build',
	buildStart() {
		if (this.environment.name !== 'client') return;
		for (const screen of ['kiosk', 'display', 'station', 'floor', 'supervisor', 'setup'])
			this.emitFile({ type: 'chunk', id: `src/routes/${screen}/start.ts`, name: `screens/${screen}` });
	},
};

/** What every screen has before it shows anything of its own: the framework, its line to the hub, the page at the gate. */
const FRAME =
	/[\\/](node_modules[\\/](svelte|@sveltejs|clsx|devalue|@?(socket|engine)\.io[^\\/]*)[\\/]|lib[\\/](live|look|later|at-rest|i18n[\\/](format|wording))|words[\\/](direction|counting)|projections[\\/]view|components[\\/]shared|gate[\\/](GateFrame|Reaching)|words[\\/]staff[\\/]gate)/;
/** What every screen of staff has. */
const DESK =
	/[\\/](words[\\/]staff|lib[\\/](staff|station)|components[\\/](staff|ticket))[\\/]|calling-order/;
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
		globalSetup: ['tests/support/one-postgres.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
