// An agent that runs: hub line, job keeper and devices put together.
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Health } from '#protocol/device-schema';
import type { AgentConfig } from './agent-config.ts';
import { keepState } from './agent-state.ts';
import type { AgentState } from './agent-state.ts';
import { pressUntilAnswered } from './hub/desk-press.ts';
import { DeskWatch } from './hub/desk-watch.ts';
import { DeviceFleet } from './device-fleet.ts';
import { lockFolder } from './folder-lock.ts';
import { HubLink } from './hub/hub-link.ts';
import { JobKeeper } from './jobs/job-keeper.ts';
import { JobLedger } from './jobs/job-ledger.ts';
import { JobWatch } from './jobs/job-watch.ts';
import { KeptToken } from './hub/kept-token.ts';
import { LettingGo } from './letting-go.ts';

export interface Agent {
	/** One line: the hub, and every device with what troubles it. */
	status(): string;
	/** A device that hangs in a job through a fault of the program, or null. */
	stuck(): string | null;
	/** Lets go of devices and hub; jobs under way stay owed. May be asked twice. */
	stop(): Promise<void>;
}

/** @throws FolderTaken when another agent runs on this folder; Error when it cannot be written. */
export function startAgent(config: AgentConfig, log: Logger): Agent {
	const lock = lockFolder(config.folder);
	const ledger = new JobLedger(join(config.folder, 'jobs'));
	const watch = new JobWatch(() => performance.now());
	const health = new Map<Health['device'], Health>();
	let state: Pick<AgentState, 'connected' | 'languages' | 'devices'> = {
		connected: false,
		languages: [],
		devices: [],
	};
	let kept = '';
	const changed = (change: Partial<typeof state>): void => {
		state = { ...state, ...change };
		const now = { pid: process.pid, ...state, health: [...health.values()] };
		// Work is asked for often and seldom changes: a card as a disk does not like to be written to.
		if (JSON.stringify(now) === kept) return;
		kept = JSON.stringify(now);
		keepState(config.folder, { ...now, at: Date.now() });
	};
	const lettingGo = new LettingGo();
	const keeper = new JobKeeper({
		ledger,
		tell: (job, ending) => {
			link.tell(job, ending);
			lettingGo.afterPaper();
		},
		doubt: (job) => link.doubt(job),
		move: (job, to) => link.move(job, to),
		refresh: () => link.refresh(),
		log,
	});
	const fleet = new DeviceFleet({
		keeper: {
			drive: (id, device) => keeper.drive(id, watch.over(id, device)),
			release: (id) => {
				keeper.release(id);
				watch.release(id);
			},
		},
		publicUrl: config.publicUrl,
		press: (device, key, number) =>
			pressUntilAnswered((press) => link.ask('press', press), device, key, number),
		scan: (device, text) => link.ask('scan', { device, text }),
		onHealth: (one) => {
			health.set(one.device, one);
			link.report(one);
			changed({});
		},
		onGone: (device) => {
			health.delete(device);
			link.forget(device);
		},
		log,
	});
	const desk = new DeskWatch({
		ask: (watched) => link.ask('watch', watched),
		show: (view) => fleet.show(view),
	});
	const link = new HubLink({
		hub: config.hub,
		code: config.code,
		token: new KeptToken(config.folder),
		onWork: (work) => {
			fleet.adopt(work.devices);
			keeper.adopt(work);
			changed({ devices: work.devices, languages: work.office.languages });
		},
		onJob: (job) => keeper.take(job),
		onLine: (connected) => {
			changed({ connected });
			if (connected) void desk.watch();
		},
		onUpdate: (update) => desk.take(update),
		onBeat: (beat) => desk.takeBeat(beat),
		log,
	});
	link.start();
	const stop = async (): Promise<void> => {
		lettingGo.stop();
		const idle = keeper.stop();
		await fleet.stop();
		await idle;
		desk.stop();
		link.stop();
		ledger.close();
		lock.release();
	};
	let stopping: Promise<void> | null = null;
	return {
		status: () => statusOf(state.connected, [...health.values()]),
		stuck: () => watch.stuck(),
		stop: () => (stopping ??= stop()),
	};
}

function statusOf(connected: boolean, devices: readonly Health[]): string {
	const each = devices.map(({ device, troubles }) =>
		troubles.length === 0 ? `${device} ok` : `${device} ${troubles.join(', ')}`,
	);
	return [connected ? 'the hub is there' : 'no hub', ...each].join('; ');
}
