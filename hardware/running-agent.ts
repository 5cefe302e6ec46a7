// An agent that runs: hub line, job keeper and devices put together.
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { AgentConfig } from './agent-config.ts';
import { DeviceFleet } from './device-fleet.ts';
import { HubLink } from './hub-link.ts';
import { JobKeeper } from './job-keeper.ts';
import { JobLedger } from './job-ledger.ts';
import { KeptToken } from './kept-token.ts';

export interface Agent {
	/** Lets go of devices and hub; jobs under way stay owed. May be asked twice. */
	stop(): Promise<void>;
}

/** @throws Error when the data folder cannot be written. */
export function startAgent(config: AgentConfig, log: Logger): Agent {
	const ledger = new JobLedger(join(config.folder, 'jobs'));
	const keeper = new JobKeeper({
		ledger,
		tell: (job, ending) => link.tell(job, ending),
		refresh: () => link.refresh(),
		log,
	});
	const fleet = new DeviceFleet({
		keeper,
		publicUrl: config.publicUrl,
		onHealth: (health) => link.report(health),
		onGone: (device) => link.forget(device),
		log,
	});
	const link = new HubLink({
		hub: config.hub,
		code: config.code,
		token: new KeptToken(config.folder),
		onWork: (work) => {
			fleet.adopt(work.devices);
			keeper.adopt(work);
		},
		onJob: (job) => keeper.take(job),
		log,
	});
	link.start();
	const stop = async (): Promise<void> => {
		const idle = keeper.stop();
		await fleet.stop();
		await idle;
		link.stop();
		ledger.close();
	};
	let stopping: Promise<void> | null = null;
	return { stop: () => (stopping ??= stop()) };
}
