// What a city's technician installs: it lints, names only what exists, can be run twice, and takes what is typed at it apart.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readAgentConfig } from '#hardware/agent-config';
import { hasShellcheck } from '#support/tools/shellcheck';
import { temporaryFolder } from '../rig.ts';

const ROOT = join(import.meta.dirname, '../../..');
const DEPLOY = join(ROOT, 'hardware', 'deploy');
const SCRIPT = join(DEPLOY, 'prepare-kiosk.sh');
const UNITS = readdirSync(join(DEPLOY, 'systemd')).filter((name) => /\.(service|timer)$/.test(name));
const isHere = (command: string) => spawnSync(command, ['--version']).error === undefined;

function prepare(...args: string[]): { readonly said: string; readonly code: number | null } {
	const { stdout, stderr, status } = spawnSync(SCRIPT, args, { encoding: 'utf8' });
	return { said: stdout + stderr, code: status };
}

/** Every file below, with its rights and what is in it. */
function treeOf(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.sort()
		.map((name) => {
			const path = join(folder, name);
			const { mode } = lstatSync(path);
			if (lstatSync(path).isSymbolicLink()) return `${name} -> ${readlinkSync(path)}`;
			if (statSync(path).isDirectory()) return `${name}/ ${mode.toString(8)}`;
			return `${name} ${mode.toString(8)} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`;
		});
}

test.skipIf(!hasShellcheck())('The scripts pass shellcheck', () => {
	const scripts = [SCRIPT, join(DEPLOY, 'screen', 'browser.sh')];
	expect(spawnSync('shellcheck', scripts, { encoding: 'utf8' }).stdout).toBe('');
});

test('Prepared twice, a machine is as it was after the first time, and is told so', () => {
	const root = temporaryFolder();
	const args = ['--root', root, 'hub', 'agent', 'kiosk', '--hub', 'http://10.0.0.5:3000', '--rotate', 'left'];
	expect(prepare(...args)).toMatchObject({ code: 0 });
	const once = treeOf(root);
	expect(once.length).toBeGreaterThan(20);
	const again = prepare(...args);
	expect(again.said).toBe('Everything was prepared already.\n');
	expect(treeOf(root)).toEqual(once);
	expect(prepare('--root', root, 'kiosk', 'agent').said).toBe('Everything was prepared already.\n');
});

test('A dry run says what it would do and does nothing', () => {
	const root = temporaryFolder();
	const { said, code } = prepare('--dry-run', '--root', root, 'agent', 'display');
	expect(code).toBe(0);
	expect(said).toContain('would write /etc/rotunda/agent.json');
	expect(said).toContain('would enable rotunda-screen.service');
	expect(readdirSync(root)).toEqual([]);
});

test('What the technician wrote stays, and what is asked for anew is changed in it', () => {
	const root = temporaryFolder();
	prepare('--root', root, 'agent', '--hub', 'http://10.0.0.5:3000');
	const file = join(root, 'etc/rotunda/agent.json');
	expect(readAgentConfig(['--config', file], {})).toMatchObject({
		hub: 'http://10.0.0.5:3000',
		publicUrl: 'http://10.0.0.5:3000',
		folder: '/var/lib/rotunda-agent',
	});
	prepare('--root', root, 'agent', '--code', 'AB12-CD34', '--public', 'https://lobby.example.gov');
	prepare('--root', root, 'agent', '--hub', 'https://hub.example.gov');
	expect(readAgentConfig(['--config', file], {})).toMatchObject({
		hub: 'https://hub.example.gov',
		publicUrl: 'https://lobby.example.gov',
		code: 'AB12CD34',
	});
	expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('A kiosk shows the kiosk and a display the call board, and both may open nothing but the hub', () => {
	for (const [role, page] of [
		['kiosk', '/kiosk'],
		['display', '/display'],
	] as const) {
		const root = temporaryFolder();
		prepare('--root', root, role, '--hub', 'http://10.0.0.5:3000');
		const settings = readFileSync(join(root, 'etc/rotunda/screen.env'), 'utf8').split('\n');
		expect(settings).toContain('ROTUNDA_HUB=http://10.0.0.5:3000');
		expect(settings).toContain(`ROTUNDA_PAGE=${page}`);
		const policies = JSON.parse(
			readFileSync(join(root, 'etc/chromium/policies/managed/rotunda.json'), 'utf8'),
		) as Record<string, unknown>;
		expect(policies['URLBlocklist']).toEqual(['*']);
		expect(policies['URLAllowlist']).toContain('http://10.0.0.5:3000');
		expect(existsSync(join(root, 'etc/rotunda/agent.json'))).toBe(false);
		expect(readlinkSync(join(root, 'etc/systemd/system/suspend.target'))).toBe('/dev/null');
	}
});

test('What is typed wrong is refused with a sentence before anything is done', () => {
	const root = temporaryFolder();
	for (const [args, said] of [
		[['kiosk', '--hub', 'lobby:3000'], 'not an address such as http://192.168.1.10:3000'],
		[['kiosk', '--hub', 'http://x/$(reboot)'], 'not an address'],
		[['agent', '--code', 'AB"12'], 'not a pairing code'],
		[['printer'], 'neither an option nor a role'],
		[['kiosk', 'display'], 'either a kiosk or a display'],
		[['kiosk', '--rotate', 'up'], '--rotate is left, right, inverted or normal'],
	] as const) {
		const { code, said: heard } = prepare('--root', root, ...args);
		expect(heard).toContain(said);
		expect(code).toBe(2);
	}
	expect(readdirSync(root)).toEqual([]);
});

test('The services name only files that are here or that the script writes', () => {
	const root = temporaryFolder();
	for (const role of ['kiosk', 'display']) prepare('--root', root, 'hub', 'agent', role);
	expect(UNITS).toHaveLength(5);
	for (const unit of UNITS) {
		const text = readFileSync(join(DEPLOY, 'systemd', unit), 'utf8');
		expect(readFileSync(join(root, 'etc/systemd/system', unit), 'utf8')).toBe(text);
		for (const [path] of text.matchAll(/\/opt\/rotunda\/[^\s]+/g))
			expect(existsSync(join(ROOT, path.replace('/opt/rotunda/', ''))), `${unit}: ${path}`).toBe(true);
		for (const [path] of text.matchAll(/\/etc\/[^\s]+/g))
			expect(existsSync(join(root, path)), `${unit}: ${path}`).toBe(true);
		const user = /^User=(.*)$/m.exec(text)?.[1];
		if (user !== undefined)
			expect(readFileSync(join(DEPLOY, 'systemd/sysusers.conf'), 'utf8')).toMatch(
				new RegExp(`^u ${user} `, 'm'),
			);
	}
});

test.skipIf(!isHere('systemd-analyze'))(
	'systemd finds no fault in the services but the programs that are not installed here',
	() => {
		const files = UNITS.map((unit) => join(DEPLOY, 'systemd', unit));
		const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
		const faults = stderr
			.split('\n')
			.filter((line) => line.includes('rotunda') && !line.includes('is not executable'));
		expect(faults).toEqual([]);
	},
);
