// The agent's settings: arguments before environment, and every mistake named with its cure.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError, readAgentConfig, readAgentOrder } from '#hardware/agent-config';

function file(text: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'rotunda-config-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const path = join(folder, 'agent.json');
	writeFileSync(path, text);
	return path;
}

test('Without settings it looks for the hub on this machine', () => {
	const config = readAgentConfig([], {});
	expect(config).toMatchObject({
		hub: 'http://127.0.0.1:3000',
		code: null,
		publicUrl: 'http://127.0.0.1:3000',
	});
	expect(config.folder).toMatch(/data\/agent$/);
});

test('Arguments win over the environment, and a code may be typed as people type', () => {
	const env = { ROTUNDA_HUB: 'http://10.0.0.1:3000', ROTUNDA_PUBLIC_URL: 'https://lobby.example.gov/' };
	const config = readAgentConfig(['--hub', 'https://hub.example.gov/', '--code', ' ab12-cd34 '], env);
	expect(config).toMatchObject({
		hub: 'https://hub.example.gov',
		publicUrl: 'https://lobby.example.gov',
		code: 'ab12cd34',
	});
});

test('All mistakes are listed at once, each with how to write it', () => {
	const args = ['--hub', 'lobby:3000', '--code', '?!', '--log', 'loud', '--data', ' '];
	const read = () => readAgentConfig(args, { ROTUNDA_PUBLIC_URL: 'ftp://x' });
	expect(read).toThrow(ConfigError);
	for (const part of [
		'--hub=lobby:3000',
		'ROTUNDA_PUBLIC_URL=ftp://x',
		'--code=?!',
		'--log=loud',
		'--data is empty',
	])
		expect(read).toThrow(part);
});

test('An unknown argument is refused with the list of those there are', () => {
	expect(() => readAgentConfig(['--printer', 'x'], {})).toThrow(/--printer[\s\S]*npm run agent/);
});

test('Options beat the file, and the file beats the environment', () => {
	const path = file(
		'{ "hub": "http://10.0.0.2:3000", "public": "https://lobby.example.gov/", "log": "debug" }',
	);
	const env = {
		ROTUNDA_HUB: 'http://10.0.0.1:3000',
		ROTUNDA_AGENT_DATA: '/var/lib/rotunda-agent',
		LOG_LEVEL: '',
	};
	const config = readAgentConfig(['--config', path, '--log', 'warn'], env);
	expect(config).toMatchObject({
		hub: 'http://10.0.0.2:3000',
		publicUrl: 'https://lobby.example.gov',
		folder: '/var/lib/rotunda-agent',
		logLevel: 'warn',
	});
});

test('Every mistake in a file is listed with its field, the file and the cure', () => {
	const path = file('{ "hub": 3000, "pubic": "https://x.example", "log": "loud", "data": "" }');
	const read = () => readAgentConfig(['--config', path], {});
	for (const part of [
		`hub in ${path}=3000 should be text such as "http://127.0.0.1:3000"`,
		`pubic in ${path} is no setting; there are hub, code, data, public, log`,
		`log in ${path}=loud is none of trace,`,
		`data in ${path} is empty; name a folder`,
	])
		expect(read).toThrow(part);
});

test('A file that is not there, no JSON or no object says so, and where an example is', () => {
	const read = (path: string) => () => readAgentConfig(['--config', path], {});
	expect(read('/nowhere/agent.json')).toThrow(
		/nowhere.* is not there; copy hardware.deploy.agent.example.json/,
	);
	expect(read(file('{ "hub": "http://x",, }'))).toThrow(/is not JSON: .*; compare it with/);
	expect(read(file('["http://x"]'))).toThrow('should hold one object');
});

test('The example file is a right one', () => {
	const path = join(import.meta.dirname, '..', '..', 'hardware', 'deploy', 'agent.example.json');
	const names = Object.keys(JSON.parse(readFileSync(path, 'utf8')) as object);
	expect(names.sort()).toEqual(['data', 'hub', 'log', 'public']);
	expect(readAgentConfig(['--config', path], {}).folder).toBe('/var/lib/rotunda-agent');
});

test('A check is asked for beside the settings, for people or for programs', () => {
	expect(readAgentOrder([], {}).check).toBe('no');
	expect(readAgentOrder(['--check'], {}).check).toBe('lines');
	expect(readAgentOrder(['--check', '--json', '--hub', 'http://10.0.0.1'], {})).toMatchObject({
		check: 'json',
		config: { hub: 'http://10.0.0.1' },
	});
	expect(() => readAgentOrder(['--json'], {})).toThrow('--json goes with --check');
});
