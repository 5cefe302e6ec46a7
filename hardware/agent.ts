// The device agent's process: reads its settings, runs, and ends cleanly.
import pino from 'pino';
import { ConfigError, readAgentConfig } from './agent-config.ts';
import { startAgent } from './running-agent.ts';

function main(): void {
	const config = readAgentConfig(process.argv.slice(2), process.env);
	const log = pino({ name: 'agent', level: config.logLevel });
	const agent = startAgent(config, log);
	const end = (): void => {
		void agent.stop().then(() => process.exit(0));
	};
	process.once('SIGTERM', end);
	process.once('SIGINT', end);
}

if (import.meta.main) {
	try {
		main();
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exitCode = error instanceof ConfigError ? 2 : 1;
	}
}
