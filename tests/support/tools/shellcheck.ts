// Finds shellcheck, which reads the scripts of the deploy kit, and gets it where that is allowed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Whether it is here; installs it first where apt is there and we are root. */
export function getShellcheck(): boolean {
	if (hasShellcheck()) return true;
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.log('Getting shellcheck by apt-get (once) ...');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const options = { env, timeout: 120_000 };
	spawnSync('apt-get', ['update', '-q'], options);
	spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'shellcheck'], options);
	return hasShellcheck();
}

export function hasShellcheck(): boolean {
	return spawnSync('shellcheck', ['--version']).error === undefined;
}
