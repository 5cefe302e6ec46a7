// The device agent's process: reads its settings, runs, and ends cleanly, or with a word and never halfway.
import type { AgentConfig, AgentOrder } from './agent-config.ts';
import { handedOver, loadCompiled, startSmall } from './small-start.ts';

/** Something else than a mistake in the settings (2): whoever watches over this process starts it again. */
const BROKEN = 1;

async function main(): Promise<void> {
	const order = handedOver(process.env) ?? (await readAndStartSmall());
	if (order === null) return;
	if (order.check !== 'no') {
		// What does not load is the check's to tell.
		await loadCompiled(order).catch(() => undefined);
		const { checkAgent } = await import('./check/check-agent.ts');
		process.exitCode = await checkAgent(order.config, order.check);
		return;
	}
	await loadCompiled(order);
	await run(order.config);
}

/** Returns only where this very life has to go on, or with null when the settings are wrong. */
async function readAndStartSmall(): Promise<AgentOrder | null> {
	const { ConfigError, readAgentOrder } = await import('./agent-config.ts');
	try {
		const order = readAgentOrder(process.argv.slice(2), process.env);
		startSmall(order);
		return order;
	} catch (error) {
		if (!(error instanceof ConfigError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 2;
		return null;
	}
}

async function run(config: AgentConfig): Promise<void> {
	const { default: pino } = await import('pino');
	const { startAgent } = await import('./running-agent.ts');
	const { ServiceWatch } = await import('./service-watch.ts');
	// To standard output, a line of JSON each: the journal of the system keeps, turns over and searches them.
	const log = pino({ name: 'agent', level: config.logLevel });
	const broken = (error: unknown): void => {
		log.fatal({ err: error }, 'the agent is broken and ends; it is to be started again');
		process.exit(BROKEN);
	};
	process.on('uncaughtException', broken);
	process.on('unhandledRejection', broken);
	const agent = startAgent(config, log);
	const service = new ServiceWatch({
		env: process.env,
		status: () => agent.status(),
		stuck: () => agent.stuck(),
		onStuck: (device) => broken(new Error(`${device} hangs in a job though nothing stands in its way`)),
		log,
	});
	service.start();
	const end = (): void => {
		service.stop();
		void agent.stop().then(() => process.exit(0));
	};
	process.once('SIGTERM', end);
	process.once('SIGINT', end);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = BROKEN;
});
