// What the agent is told when it starts: by arguments, else by the environment. Every mistake is listed at once.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface AgentConfig {
	/** The hub's address, without a slash at the end. */
	readonly hub: string;
	/** Where the token and the ledger of jobs are kept. */
	readonly folder: string;
	/** A pairing code from setup, or null when the agent was paired before (or the hub is a demo). */
	readonly code: string | null;
	/** The hub's address as customers' phones reach it: it is printed as QR. */
	readonly publicUrl: string;
	readonly logLevel: string;
}

export const USAGE = `npm run agent -- [options]
  --hub URL      the hub                                       ROTUNDA_HUB           http://127.0.0.1:3000
  --code CODE    pairing code from setup, needed once          ROTUNDA_AGENT_CODE
  --data FOLDER  where the token and the job ledger are kept   ROTUNDA_AGENT_DATA    ./data/agent
  --public URL   the hub as customers' phones reach it         ROTUNDA_PUBLIC_URL    the hub's address
  --log LEVEL    trace, debug, info, warn, error or silent     LOG_LEVEL             info
`;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export class ConfigError extends Error {}

/** @throws ConfigError that says for each wrong setting what is wrong and how to write it. */
export function readAgentConfig(args: readonly string[], env: NodeJS.ProcessEnv): AgentConfig {
	const mistakes: string[] = [];
	const given = argumentsOf(args, mistakes);
	const setting = (option: keyof typeof given, name: string, otherwise: string): [string, string] => {
		const value = given[option];
		if (value !== undefined) return [value, `--${option}`];
		return [env[name] ?? otherwise, name];
	};
	const hub = address(setting('hub', 'ROTUNDA_HUB', 'http://127.0.0.1:3000'), mistakes);
	const [shown, shownName] = setting('public', 'ROTUNDA_PUBLIC_URL', '');
	const publicUrl = shown === '' ? hub : address([shown, shownName], mistakes);
	const [folder, folderName] = setting('data', 'ROTUNDA_AGENT_DATA', './data/agent');
	if (folder.trim() === '') mistakes.push(`${folderName} is empty; name a folder such as ./data/agent`);
	const [code, codeName] = setting('code', 'ROTUNDA_AGENT_CODE', '');
	const plainCode = code.replace(/[\s-]/g, '');
	if (plainCode !== '' && !/^[A-Za-z0-9]{4,20}$/.test(plainCode))
		mistakes.push(`${codeName}=${code} is not a pairing code; setup shows one of eight letters and digits`);
	const [logLevel, logName] = setting('log', 'LOG_LEVEL', 'info');
	if (!LEVELS.includes(logLevel)) mistakes.push(`${logName}=${logLevel} is none of ${LEVELS.join(', ')}`);
	if (mistakes.length > 0) throw new ConfigError(`${mistakes.join('\n')}\n\n${USAGE}`);
	return { hub, folder: resolve(folder), code: plainCode === '' ? null : plainCode, publicUrl, logLevel };
}

function argumentsOf(args: readonly string[], mistakes: string[]) {
	const string = { type: 'string' } as const;
	const options = { hub: string, code: string, data: string, public: string, log: string };
	try {
		return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
	} catch (error) {
		mistakes.push(error instanceof Error ? error.message : String(error));
		return {};
	}
}

function address([value, name]: [string, string], mistakes: string[]): string {
	if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, '');
	mistakes.push(`${name}=${value} is not an address; write it as http://127.0.0.1:3000`);
	return value;
}
