// `npm start` as a newcomer runs it: everything comes up together, a killed helper comes back, and CTRL-C ends all of it.
import { spawn } from 'node:child_process';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '#start/free-port';
import { KeptProcess } from '#start/kept-process';
import { needsBuild } from '#start/screen-build';
import type { DeviceHealth } from '#protocol/device-schema';
import { done, ticketAt } from '#support/hubs/hub';
import { HubClient } from '#support/hubs/hub-client';
import { temporaryFolder } from '#support/temporary-folder';

const ROOT = join(import.meta.dirname, '../..');

async function until<Value>(
	what: string,
	look: () => Promise<Value | null>,
	patience = 60_000,
): Promise<Value> {
	for (const end = Date.now() + patience; Date.now() < end;) {
		const found = await look();
		if (found !== null) return found;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`${what} did not happen in time`);
}

test(
	'One command starts the demo: a ticket from the kiosk comes out of the printer, and CTRL-C ends every process',
	{ timeout: 300_000 },
	async () => {
		const port = await freePort();
		const url = `http://127.0.0.1:${port}`;
		// In a process group of its own, so that the signal reaches all of it as from a terminal.
		const child = spawn(process.execPath, [join(ROOT, 'src/start/launch.ts')], {
			env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ROTUNDA_DATA: temporaryFolder() },
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true,
		});
		const { pid } = child;
		if (pid === undefined) throw new Error('npm start did not start');
		const group = (signal: NodeJS.Signals | 0) => {
			try {
				return process.kill(-pid, signal);
			} catch {
				return false;
			}
		};
		onTestFinished(() => void group('SIGKILL'));
		let said = '';
		child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		const ended = new Promise<number | null>((resolve) => child.once('close', resolve));

		// Long, for the screens may have to be built first.
		await until('the list of screens', async () => (said.includes('CTRL-C ends it') ? true : null), 200_000);
		for (const path of ['/', '/kiosk', '/display', '/station', '/floor', '/setup']) {
			expect(said).toContain(`${url}${path} `);
			const page = await fetch(url + path);
			expect([path, page.status]).toEqual([path, 200]);
			expect(page.headers.get('x-content-type-options')).toBe('nosniff');
		}

		const guest = await HubClient.connect(url, null);
		const { demo } = await guest.must('hello', {});
		const kioskCode = demo?.devices.find((device) => device.kind === 'kiosk')?.code ?? '';
		const kiosk = await HubClient.connect(url, (await guest.must('pair', { code: kioskCode })).token);
		const account = demo?.accounts.find((one) => one.roles.includes('floor'));
		const signIn = { office: demo?.office, name: account?.name, password: demo?.password } as never;
		const floor = await HubClient.connect(url, (await guest.must('signIn', signIn)).token);
		let devices: readonly DeviceHealth[] = [];
		floor.socket.on('deviceHealth', (all) => (devices = all));
		await floor.must('hello', {});
		await until(
			'the agent',
			async () => devices.find((one) => one.device === 'printer-1' && one.connected) ?? null,
		);

		const command = { ...ticketAt('pay-bill'), printer: 'printer-1' } as ReturnType<typeof ticketAt>;
		const { made } = await done(kiosk, command);
		const outcome = await until('the paper', async () => {
			const view = await floor.must('watch', { audience: 'floor', after: null, run: null });
			const jobs = 'snapshot' in view ? view.snapshot['jobs'] : {};
			const job = jobs?.[made.job ?? ''] as { outcome?: string | null } | undefined;
			return job?.outcome ?? null;
		});
		expect(outcome).toBe('printed');

		for (const client of [guest, kiosk, floor]) client.close();
		group('SIGINT');
		expect(await ended).toBe(0);
		expect(said).not.toContain('starts again');
		await until('the end of every process', async () => (group(0) ? null : true));
	},
);

test('A helper that dies is started again, later each time, until it is stopped', async () => {
	const said: string[] = [];
	const helper = new KeptProcess('The helper', ['-e', 'process.exit(3)'], process.env, (line) =>
		said.push(line),
	);
	helper.start();
	await until('two deaths', async () => (said.length >= 2 ? true : null));
	await helper.stop();
	expect(said.slice(0, 2)).toEqual([
		'The helper ended (3); it starts again in 0.5 s.',
		'The helper ended (3); it starts again in 1 s.',
	]);
	const then = said.length;
	await new Promise((resolve) => setTimeout(resolve, 1200));
	expect(said.length).toBe(then);
});

test('Screens are built when there is no build or a source is newer, and else not', () => {
	const root = temporaryFolder();
	const at = (path: string, seconds: number) => {
		mkdirSync(join(root, path, '..'), { recursive: true });
		writeFileSync(join(root, path), '');
		utimesSync(join(root, path), seconds, seconds);
	};
	at('src/routes/kiosk/+page.svelte', 1000);
	for (const folder of ['src/routes', 'src/routes/kiosk']) utimesSync(join(root, folder), 1000, 1000);
	expect(needsBuild(root)).toBe(true);
	at('build/handler.js', 2000);
	expect(needsBuild(root)).toBe(false);
	at('src/routes/kiosk/+page.svelte', 3000);
	expect(needsBuild(root)).toBe(true);
});
