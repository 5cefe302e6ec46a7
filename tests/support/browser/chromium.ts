// Finds the Chromium that browser tests drive, and gets it where that is allowed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/snap/bin/chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The browser's path, or null where there is none. `ROTUNDA_CHROMIUM` names one that stands elsewhere. */
export function findChromium(): string | null {
	const named = process.env['ROTUNDA_CHROMIUM'];
	const places = named === undefined || named === '' ? PLACES : [named];
	return places.find(canRun) ?? null;
}

/** The browser's path; installs it first where apt is there and we are root. Null with the reason why not. */
export function getChromium(): { readonly path: string } | { readonly path: null; readonly missing: string } {
	const here = findChromium();
	if (here !== null) return { path: here };
	const cure = 'install chromium, or name one by ROTUNDA_CHROMIUM=/path/to/chromium';
	if (process.getuid?.() !== 0)
		return { path: null, missing: `no Chromium here and no right to install it: ${cure}` };
	if (!canRun('/usr/bin/apt-get'))
		return { path: null, missing: `no Chromium here and no apt-get to get it: ${cure}` };
	console.log('Getting Chromium by apt-get (once, about a minute) ...');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const run = (...args: string[]) => spawnSync('apt-get', args, { env, encoding: 'utf8', timeout: 300_000 });
	run('update', '-q');
	const installed = run('install', '-y', '-q', '--no-install-recommends', 'chromium');
	const path = findChromium();
	if (path !== null) return { path };
	const said = `${installed.stderr}${installed.error?.message ?? ''}`.trim().split('\n').at(-1) ?? '';
	return { path: null, missing: `apt-get could not install Chromium (${said}): ${cure}` };
}

function canRun(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
