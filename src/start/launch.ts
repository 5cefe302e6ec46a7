// `npm start`: builds the screens when needed, starts the hub, and in the demo the device agent and the virtual devices too.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readConfig } from '#hub/config';
import type { Config } from '#hub/config';
import { freePort } from './free-port.ts';
import { endChild, KeptProcess } from './kept-process.ts';
import { needsBuild } from './screen-build.ts';
import { compiledFolder } from './small-start.ts';
import { sayWhyNot } from './terminal.ts';
import type { Ready } from './terminal.ts';

const root = path.join(import.meta.dirname, '../..');
const server = path.join(root, 'src', 'start', 'server.ts');
const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const isDev = process.argv.includes('--dev');
const say = (text: string) => process.stdout.write(`${text}\n`);

async function launch(): Promise<void> {
	const config = readConfig(process.env);
	const compiled = compiledFolder(root);
	const isChanged = !isDev && needsBuild(root);
	if (isChanged) buildScreens();
	const env: NodeJS.ProcessEnv = {
		...process.env,
		ROTUNDA_LOG: process.env['ROTUNDA_LOG'] ?? 'warn',
		ROTUNDA_VIRTUAL_PRINTER: process.env['ROTUNDA_VIRTUAL_PRINTER'] ?? `tcp://127.0.0.1:${await freePort()}`,
		ROTUNDA_VIRTUAL_LINE: process.env['ROTUNDA_VIRTUAL_LINE'] ?? `tcp://127.0.0.1:${await freePort()}`,
		ROTUNDA_VIRTUAL_SCANNER: process.env['ROTUNDA_VIRTUAL_SCANNER'] ?? `tcp://127.0.0.1:${await freePort()}`,
		ROTUNDA_VIRTUAL: process.env['ROTUNDA_VIRTUAL'] ?? `http://127.0.0.1:${await freePort()}`,
		// While developing, Vite has the port that people know, and the hub stands behind it.
		...(isDev ? { PORT: String(await freePort()), HOST: '127.0.0.1' } : {}),
	};
	const helpers: KeptProcess[] = [];
	const hubEnv = { ...env, NODE_COMPILE_CACHE: compiled };
	// A hub that has to compile itself carries the compiler along for as long as it runs.
	if (isChanged || (!isDev && !existsSync(compiled)))
		spawnSync(process.execPath, [server, '--compile'], { cwd: root, env: hubEnv, stdio: 'ignore' });
	const hub = spawn(process.execPath, [server], {
		cwd: root,
		env: hubEnv,
		stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
	});
	hub.once('message', (ready: Ready) => {
		helpers.push(...helpersOf(ready, config, env));
		for (const helper of helpers) helper.start();
		saySteps(ready, isDev ? addressOf(config) : ready.url, config);
	});
	endWith(hub, helpers);
}

function helpersOf(
	{ url, demo }: Ready,
	{ port, host, data }: Config,
	env: NodeJS.ProcessEnv,
): KeptProcess[] {
	// The database and its password are the hub's alone.
	const beside = { ...env, DATABASE_URL: '', ROTUNDA_HUB: url, LOG_LEVEL: env['LOG_LEVEL'] ?? 'warn' };
	const run = (name: string, args: readonly string[], more: NodeJS.ProcessEnv) =>
		new KeptProcess(name, args, { ...beside, ...more }, say);
	const helpers: KeptProcess[] = [];
	if (isDev) {
		const address = ['--host', host, '--port', String(port), '--strictPort'];
		helpers.push(run('The development server', [vite, 'dev', ...address], {}));
	}
	if (demo) {
		const hardware = path.join(root, 'hardware');
		const agentData = { ROTUNDA_AGENT_DATA: path.join(data, 'agent') };
		helpers.push(run('The virtual devices', [path.join(hardware, 'virtual', 'virtual-devices.ts')], {}));
		helpers.push(run('The device agent', [path.join(hardware, 'agent.ts')], agentData));
	}
	return helpers;
}

function buildScreens(): void {
	say('Building the screens (only when something has changed) ...');
	const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
		cwd: root,
		stdio: 'inherit',
	});
	if (built.status !== 0)
		throw new Error('The screens could not be built: see above. Then run npm start again.');
}

/** The hub's end is the end of all; a signal is the hub's to obey first. */
function endWith(hub: ChildProcess, helpers: readonly KeptProcess[]): void {
	let asked = false;
	hub.once('exit', (code, signal) => {
		if (!asked && code !== 1) say(`The hub has ended (${signal ?? String(code)}).`);
		void Promise.all(helpers.map((helper) => helper.stop())).then(() => process.exit(code ?? 1));
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			asked = true;
			for (const helper of helpers) helper.expectEnd();
			void endChild(hub);
		});
	}
}

function saySteps({ demo }: Ready, url: string, { data, databaseUrl }: Config): void {
	const screens = [
		['/', 'every screen, and what it is for'],
		['/kiosk', 'take a ticket'],
		['/display', 'numbers called, for the whole room'],
		['/station', 'serve at a counter'],
		['/floor', 'walk the lobby with a tablet'],
		['/setup', 'services, staff and devices'],
		...(demo
			? [
					['/virtual/printer', 'the paper that comes out'],
					['/virtual', 'signs and keypads at the counters, a scanner'],
				]
			: []),
	];
	say(
		`\nThe screens:\n${screens.map(([path = '', what = '']) => `  ${(url + path).padEnd(44)} ${what}`).join('\n')}`,
	);
	if (demo) {
		say('\nThis is the demo: every screen opens ready to use. CTRL-C ends it.');
		return;
	}
	say(
		`\n${databaseUrl === null ? `The office files are in ${path.join(data, 'offices')}.` : 'The offices are in PostgreSQL.'} On each machine with a printer run the device agent:` +
			`\n  ROTUNDA_HUB=${url} npm run agent    (hardware/README.md says how it is paired)`,
	);
}

function addressOf({ host, port }: Config): string {
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

launch().catch((error: unknown) => {
	sayWhyNot(error);
	process.exit(1);
});
