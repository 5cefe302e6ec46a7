// The agent's settings: arguments before environment, and every mistake named with its cure.
import { expect, test } from 'vitest';
import { ConfigError, readAgentConfig } from '#hardware/agent-config';

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
