// A hub in a process of its own that tells how much memory it holds, and whose clock may run faster. Not a test.
import { httpServer } from '#hub/monitoring/http-server';
import { readConfig } from '#hub/config';
import { startHub } from '#hub/hub';
import type { Hub } from '#hub/hub';
import { hubLog } from '#hub/log';
import { listen } from '#start/listening';
import { openStores } from '#store/stores';
import type { Held } from './watched-hub.ts';

const [speedText = '1', startText = ''] = process.argv.slice(2);
const speed = Number(speedText);
const began = performance.now();
const start = startText === '' ? Date.now() : Number(startText);

const config = readConfig(process.env);
let hub: Hub | null = null;
const http = httpServer({ screens: null, watched: () => hub, metricsToken: null });
const url = await listen(http, config);
const stores = await openStores(config);
hub = await startHub({
	...stores,
	http,
	// A session's day passes in minutes here.
	config: { ...config, sessionIdle: Infinity, sessionLife: Infinity },
	version: '0.0.0-faults',
	clock: { now: () => Math.floor(start + (performance.now() - began) * speed) },
	log: hubLog('error'),
});
process.send?.({ url });

process.on('message', () => {
	globalThis.gc?.();
	const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage();
	const held: Held = { heap: heapUsed, buffers: external + arrayBuffers, rss };
	process.send?.(held);
});
process.once('disconnect', () => process.exit(0));
