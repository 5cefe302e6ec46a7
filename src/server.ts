// The composition root: settings, stores, screens and the hub on one port. Read this first.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { systemClock } from '#hub/clock';
import { readConfig } from '#hub/config';
import { httpServer } from '#hub/http-server';
import type { Screens } from '#hub/http-server';
import { startHub } from '#hub/hub';
import type { Hub } from '#hub/hub';
import { hubLog } from '#hub/log';
import { listen } from '#hub/listening';
import { sayReady, sayWhyNot } from '#hub/terminal';
import { lockDataFolder } from '#store/data-folder-lock';
import { DEMO_PRINTER, demoOffice } from '#store/demo-office';
import { LowdbOfficeFiles } from '#store/lowdb-office-files';
import { SqliteAccess } from '#store/sqlite-access';
import { SqliteContacts } from '#store/sqlite-contacts';
import { SqliteEventStore } from '#store/sqlite-store';

const root = path.join(import.meta.dirname, '..');
type Package = { readonly version: string };

async function start(): Promise<void> {
	const config = readConfig(process.env);
	const log = hubLog(config.logLevel);
	const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as Package;
	const lock = lockDataFolder(config.data);
	let hub: Hub | null = null;
	const http = httpServer({ screens: await builtScreens(), health: () => hub?.health() ?? null });
	// Before anything is written: a port that is taken changes nothing.
	const url = await listen(http, config);

	const files = new LowdbOfficeFiles(path.join(config.data, 'offices'));
	// The first start on an empty folder makes something to try out.
	if ((await files.readAll()).length === 0) await files.save(demoOffice(DEMO_PRINTER));
	const record = path.join(config.data, 'rotunda.db');
	const { stop } = (hub = await startHub({
		http,
		config,
		version,
		store: new SqliteEventStore(record),
		access: new SqliteAccess(record),
		contacts: new SqliteContacts(path.join(config.data, 'contacts.db')),
		files,
		clock: systemClock(),
		log,
	}));
	sayReady(hub, url, config);

	let stopping = false;
	const end = () => {
		if (stopping) return;
		stopping = true;
		stop()
			.then(() => lock.release())
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

start().catch(fail);
