import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

/** While developing, screens come from Vite and the live lobby from a hub beside it. */
const hub = process.env['ROTUNDA_HUB'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
	plugins: [
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
	server: { proxy: { '/socket.io': { target: hub, ws: true }, '/healthz': hub } },
	test: {
		include: ['tests/**/*.test.ts'],
		globalSetup: ['tests/support/one-postgres.ts'],
		testTimeout: 30_000,
		hookTimeout: 60_000,
	},
});
