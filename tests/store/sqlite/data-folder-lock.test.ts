// One hub a data folder, whatever happens to the hub before.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { DataFolderBusy, lockDataFolder } from '#store/sqlite/data-folder-lock';
import { temporaryFolder } from '#support/temporary-folder';

async function otherHub(folder: string) {
	const script = join(import.meta.dirname, 'holding-hub.ts');
	const hub = spawn(process.execPath, ['--expose-gc', script, folder], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void hub.kill('SIGKILL'));
	const [said] = (await once(hub.stdout, 'data')) as [Buffer];
	expect(said.toString()).toBe('held\n');
	return hub;
}

test('A second hub is kept out with a message that names the folder and the cure', async () => {
	const folder = temporaryFolder();
	const hub = await otherHub(folder);
	await wait(50);
	expect(() => lockDataFolder(folder)).toThrow(DataFolderBusy);
	expect(() => lockDataFolder(folder)).toThrow(folder);
	expect(() => lockDataFolder(folder)).toThrow('ROTUNDA_DATA');
	hub.kill('SIGKILL');
	await once(hub, 'close');
});

test('A hub killed with kill -9 leaves the folder free for the next, with nothing to clean up', async () => {
	const folder = temporaryFolder();
	for (let round = 0; round < 3; round += 1) {
		const hub = await otherHub(folder);
		hub.kill('SIGKILL');
		await once(hub, 'close');
	}
	lockDataFolder(folder).release();
});

test('Two hubs in one process keep each other out too, and a released folder is free', () => {
	const folder = join(temporaryFolder(), 'made', 'on', 'the', 'way');
	const first = lockDataFolder(folder);
	expect(() => lockDataFolder(folder)).toThrow(DataFolderBusy);
	first.release();
	const second = lockDataFolder(folder);
	first.release();
	expect(() => lockDataFolder(folder)).toThrow(DataFolderBusy);
	second.release();
});

test('A place that is no folder is a fault of its own, not a busy folder', () => {
	expect(() => lockDataFolder(join(import.meta.dirname, 'holding-hub.ts'))).toThrow('EEXIST');
});
