// What the agent is told when it starts: options beat the file beats the environment. Every mistake is listed at once.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

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

/** What a start is for: to run, or to say line by line what works. */
export interface AgentOrder {
	readonly config: AgentConfig;
	readonly check: 'no' | 'lines' | 'json';
}

export const USAGE = `npm run agent -- [options]
  --config FILE  the settings below in JSON, as hub, code, data, public and log
  --hub URL      the hub                                       ROTUNDA_HUB           http://127.0.0.1:3000
  --code CODE    pairing code from setup, needed once          ROTUNDA_AGENT_CODE
  --data FOLDER  where the token and the job ledger are kept   ROTUNDA_AGENT_DATA    ./data/agent
  --public URL   the hub as customers' phones reach it         ROTUNDA_PUBLIC_URL    the hub's address
  --log LEVEL    trace, debug, info, warn, error or silent     LOG_LEVEL             info
  --check        says what works and how to mend what does not; with --json for programs
`;

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const address = z
	.string('should be text such as "http://127.0.0.1:3000"')
	.trim()
	.refine(
		(text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
		'is not an address; write it as http://127.0.0.1:3000',
	)
	.transform((text) => text.replace(/\/+$/, ''));

const settingsSchema = z.object({
	hub: address,
	code: z
		.string('should be text such as "AB12-CD34"')
		.transform((text) => text.replace(/[\s-]/g, ''))
		.refine(
			(code) => code === '' || /^[A-Za-z0-9]{4,20}$/.test(code),
			'is not a pairing code; setup shows one of eight letters and digits',
		),
	data: z
		.string('should be text such as "/var/lib/rotunda-agent"')
		.refine((text) => text.trim() !== '', 'is empty; name a folder such as ./data/agent'),
	public: z.union([z.literal(''), address], 'is not an address; write it as https://lobby.example.gov'),
	log: z.enum(LEVELS, `is none of ${LEVELS.join(', ')}`),
});

type Name = keyof z.infer<typeof settingsSchema>;
const NAMES = Object.keys(settingsSchema.shape) as readonly Name[];
const VARIABLES: Readonly<Record<Name, string>> = {
	hub: 'ROTUNDA_HUB',
	code: 'ROTUNDA_AGENT_CODE',
	data: 'ROTUNDA_AGENT_DATA',
	public: 'ROTUNDA_PUBLIC_URL',
	log: 'LOG_LEVEL',
};
const OTHERWISE: Readonly<Record<Name, string>> = {
	hub: 'http://127.0.0.1:3000',
	code: '',
	data: './data/agent',
	public: '',
	log: 'info',
};

export class ConfigError extends Error {}

/** @throws ConfigError that says for each wrong setting where it stands, what is wrong and how to write it. */
export function readAgentConfig(args: readonly string[], env: NodeJS.ProcessEnv): AgentConfig {
	return readAgentOrder(args, env).config;
}

/** @throws ConfigError like `readAgentConfig` */
export function readAgentOrder(args: readonly string[], env: NodeJS.ProcessEnv): AgentOrder {
	const mistakes: string[] = [];
	const options = optionsIn(args, mistakes);
	const file = options.config === undefined ? {} : settingsIn(options.config, mistakes);
	const given: Record<string, unknown> = {};
	const named: Record<string, string> = {};
	for (const name of NAMES) {
		const sources: readonly (readonly [label: string, value: unknown])[] = [
			[`--${name}`, options[name]],
			[`${name} in ${options.config ?? ''}`, file[name]],
			// `X=` in a service unit means "not set".
			[VARIABLES[name], env[VARIABLES[name]] === '' ? undefined : env[VARIABLES[name]]],
			[name, OTHERWISE[name]],
		];
		[named[name], given[name]] = sources.find(([, value]) => value !== undefined) ?? ['', ''];
	}
	const parsed = settingsSchema.safeParse(given);
	for (const issue of parsed.error?.issues ?? []) {
		const name = String(issue.path[0]);
		const value = given[name];
		const shown = typeof value === 'string' ? value.trim() : JSON.stringify(value);
		mistakes.push(`${named[name] ?? name}${shown === '' ? '' : `=${shown}`} ${issue.message}`);
	}
	if (options.json === true && options.check !== true)
		mistakes.push('--json goes with --check: npm run agent -- --check --json');
	if (!parsed.success || mistakes.length > 0) throw new ConfigError(`${mistakes.join('\n')}\n\n${USAGE}`);
	const { hub, code, data, log } = parsed.data;
	return {
		config: {
			hub,
			folder: resolve(data),
			code: code === '' ? null : code,
			publicUrl: parsed.data.public === '' ? hub : parsed.data.public,
			logLevel: log,
		},
		check: options.check !== true ? 'no' : options.json === true ? 'json' : 'lines',
	};
}

function optionsIn(args: readonly string[], mistakes: string[]) {
	const [string, boolean] = [{ type: 'string' }, { type: 'boolean' }] as const;
	const options = { hub: string, code: string, data: string, public: string, log: string, config: string };
	try {
		const every = { ...options, check: boolean, json: boolean };
		return parseArgs({ args: [...args], options: every, strict: true, allowPositionals: false }).values;
	} catch (error) {
		mistakes.push(error instanceof Error ? error.message : String(error));
		return {};
	}
}

/** What a file sets, unparsed; what is no setting at all is a mistake, for it would change nothing. */
function settingsIn(path: string, mistakes: string[]): Readonly<Partial<Record<Name, unknown>>> {
	const read = jsonIn(path);
	if (typeof read === 'string') {
		mistakes.push(read);
		return {};
	}
	for (const name of Object.keys(read)) {
		if (!NAMES.some((known) => known === name))
			mistakes.push(`${name} in ${path} is no setting; there are ${NAMES.join(', ')}`);
	}
	return read;
}

/** The object in the file, or what is wrong with it. */
function jsonIn(path: string): object | string {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT')
			return `--config=${path} is not there; copy hardware/deploy/agent.example.json to it`;
		if (code === 'EACCES') return `--config=${path} may not be read by this user; give it the right to`;
		return `--config=${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
	}
	try {
		const value: unknown = JSON.parse(text);
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
		return `--config=${path} should hold one object such as { "hub": "http://127.0.0.1:3000" }`;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return `--config=${path} is not JSON: ${why.replaceAll('\n', ' ')}; compare it with hardware/deploy/agent.example.json`;
	}
}
