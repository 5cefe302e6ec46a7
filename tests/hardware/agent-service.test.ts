// The agent under systemd: it says that it is up and that it lives, falls silent when it hangs, and ends when it is broken.
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { DeviceState, JobDevice } from '#hardware/device';
import type { DeviceId } from '#hardware/device';
import { JobWatch } from '#hardware/jobs/job-watch';
import { hasSocat } from '#support/tools/socat';
import { AgentCommand } from './agent-command.ts';
import { hubWith, pairedFolder } from './agent-rig.ts';
import { temporaryFolder, until, virtualPrinter } from './rig.ts';

const hasNotify = spawnSync('systemd-notify', ['--version']).error === undefined;

/** What systemd would hear on its socket. */
function notified(): { readonly socket: string; readonly heard: () => string } {
	const socket = join(temporaryFolder(), 'notify');
	const socat = spawn('socat', ['-u', `UNIX-RECVFROM:${socket},fork`, 'STDOUT']);
	onTestFinished(() => void socat.kill('SIGKILL'));
	let heard = '';
	socat.stdout.on('data', (text: Buffer) => (heard += `${text.toString()}\n`));
	return { socket, heard: () => heard };
}

const times = (text: string, word: string) => text.split(word).length - 1;

test.skipIf(!hasSocat() || !hasNotify)(
	'The watchdog of the system hears the agent while it lives, not while it hangs, and its last word',
	{ timeout: 20_000 },
	async () => {
		const printer = await virtualPrinter();
		const hub = await hubWith(printer);
		const { socket, heard } = notified();
		const env = { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '600000' };
		const agent = new AgentCommand(
			['--hub', hub.url, '--data', await pairedFolder(hub), '--log', 'warn'],
			env,
		);
		await until('up', () => heard().includes('READY=1'));
		await until('alive', () => times(heard(), 'WATCHDOG=1') > 2);
		await until('how it is', () => heard().includes('STATUS=the hub is there; printer ok'));
		agent.child.kill('SIGSTOP');
		await wait(300);
		const before = times(heard(), 'WATCHDOG=1');
		await wait(1200);
		expect(times(heard(), 'WATCHDOG=1')).toBe(before);
		agent.child.kill('SIGCONT');
		await until('alive again', () => times(heard(), 'WATCHDOG=1') > before);
		agent.child.kill('SIGTERM');
		expect(await agent.ended).toBe(0);
		expect(heard()).toContain('STOPPING=1');
		expect(agent.err).toBe('');
	},
);

test('A fault of the program ends the agent with a line that says so, for whoever starts it again', async () => {
	const folder = temporaryFolder();
	const fault = join(folder, 'fault.mjs');
	const late = "if (process.listenerCount('uncaughtException') > 0) throw new Error('a fault');";
	writeFileSync(fault, `setInterval(() => { ${late} }, 20).unref();`);
	const args = ['--hub', 'http://127.0.0.1:9', '--data', folder, '--log', 'fatal'];
	const agent = new AgentCommand(args, { NODE_OPTIONS: `--import=${fault}` });
	expect(await agent.ended).toBe(1);
	const line = JSON.parse(agent.out) as { level: number; msg: string; err: { message: string } };
	expect(line).toMatchObject({ level: 60, err: { message: 'a fault' } });
	expect(line.msg).toContain('started again');
});

/** A device whose jobs never end, and whose health is what the test says. */
class Hanging {
	say: (state: DeviceState) => void = () => undefined;
	readonly device = {
		kind: 'printer',
		onHealth: (hear: (state: DeviceState) => void) => (this.say = hear),
		ready: () => Promise.resolve(),
		run: () => new Promise(() => undefined),
	} as unknown as JobDevice;
}

const MINUTE = 60_000;
const OK: DeviceState = { state: 'ok', troubles: [], note: null };
const NO_PAPER: DeviceState = { state: 'trouble', troubles: ['paper-out'], note: null };

test('A device that hangs in a job for five minutes though nothing stands in its way is a fault; one without paper is not', async () => {
	let now = 0;
	const watch = new JobWatch(() => now);
	const printer = new Hanging();
	const watched = watch.over('printer' as DeviceId, printer.device);
	printer.say(OK);
	await watched.ready();
	now += 60 * MINUTE;
	expect(watch.stuck()).toBeNull();
	void watched.run({} as never);
	now += 4 * MINUTE;
	expect(watch.stuck()).toBeNull();
	printer.say(NO_PAPER);
	now += 60 * MINUTE;
	expect(watch.stuck()).toBeNull();
	printer.say(OK);
	now += 4 * MINUTE;
	expect(watch.stuck()).toBeNull();
	now += 2 * MINUTE;
	expect(watch.stuck()).toBe('printer');
	watch.release('printer' as DeviceId);
	expect(watch.stuck()).toBeNull();
});
