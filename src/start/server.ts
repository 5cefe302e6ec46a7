// The composition root: settings, stores, screens and the hub on one port. Read this first.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '#hub/clock';
import { readConfig } from '#hub/config';
import { httpServer } from '#hub/monitoring/http-server';
import type { Screens } from '#hub/monitoring/http-server';
import { startHub } from '#hub/hub';
import type { Hub } from '#hub/hub';
import { hubLog } from '#hub/log';
import { listen } from './listening.ts';
import { letGoOfStart } from './small-start.ts';
import { sayReady, sayWhyNot } from './terminal.ts';
import { openStores } from '#store/stores';

const root = path.join(import.meta.dirname, '../..');
type Package = { readonly version: string };

async function start(): Promise<void> {
	const config = readConfig(process.env);
	const log = hubLog(config.logLevel);
	const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Package;
	let hub: Hub | null = null;
	const { metricsToken } = config;
	const http = httpServer({ screens: await builtScreens(), watched: () => hub, metricsToken });
	// Before anything is written: a port that is taken changes nothing.
	const url = await listen(http, config);

	const stores = await openStores(config);
	const { stop } = (hub = await startHub({
		...stores,
		http,
		config,
		version,
		clock: systemClock(),
		log,
	}));
	await letGoOfStart();
	sayReady(hub, url, config);

	let stopping = false;
	const end = () => {
		if (stopping) return;
		stopping = true;
		stop()
			.then(() => stores.close())
			.then(() => process.exit(0), fail);
	};
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
	// A launcher that is gone cannot end its hub any more.
	process.once('disconnect', end);
}

async function builtScreens(): Promise<Screens | null> {
	const file = path.join(root, 'build', 'handler.js');
	if (!existsSync(file)) return null;
	const built = (await import(pathToFileURL(file).href)) as { handler: Screens };
	return built.handler;
}

function fail(error: unknown): void {
	sayWhyNot(error);
	process.exit(1);
}

// `--compile` is for the launcher: everything is loaded, kept compiled where NODE_COMPILE_CACHE says, and not started.
(process.argv.includes('--compile') ? builtScreens() : start()).catch(fail);
