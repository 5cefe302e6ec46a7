// What the environment may set, parsed once at the start; a wrong value stops the start with its name and the cure.
import path from 'node:path';
import { z } from 'zod';
import type { DrivenKind } from '#domain/office';

const HOUR = 3_600_000;

const origin = z
	.string()
	.refine((text) => URL.canParse(text) && new URL(text).origin === text, 'such as https://lobby.example.gov');

const virtualAddress = z
	.string()
	.regex(/^tcp:\/\/[^/:]+:\d+$/, 'such as tcp://127.0.0.1:9100')
	.optional();

const schema = z.object({
	/** 0 takes any free port. */
	PORT: z.coerce.number('a whole number').int('a whole number').min(0).max(65_535).default(3000),
	HOST: z.string().min(1).default('127.0.0.1'),
	ROTUNDA_DATA: z.string().min(1).default('./data'),
	/** Not set: the data folder keeps everything. */
	DATABASE_URL: z
		.string()
		.regex(/^postgres(ql)?:\/\//i, 'such as postgres://user:password@host:5432/database')
		.optional(),
	/** Further addresses of the screens, separated by commas, when they are not the hub's own. */
	ROTUNDA_ORIGINS: z
		.string()
		.default('')
		.transform((text) => text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])))
		.pipe(z.array(origin)),
	ROTUNDA_LOG: z
		.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
			error: 'one of silent, fatal, error, warn, info, debug, trace',
		})
		.default('info'),
	ROTUNDA_SESSION_IDLE_HOURS: z.coerce.number('a number of hours').positive().max(24).default(12),
	ROTUNDA_SESSION_HOURS: z.coerce.number('a number of hours').positive().max(24).default(14),
	ROTUNDA_NOTES_DAYS: z.coerce.number('a number of days').positive().default(30),
	/** Whoever reads /metrics has to send it as `Authorization: Bearer ...`; without it only this machine may. */
	ROTUNDA_METRICS_TOKEN: z.string().min(16, 'at least 16 characters').optional(),
	/** The demo's virtual printer, its line of signs and keypads, and its scanner. */
	ROTUNDA_VIRTUAL_PRINTER: virtualAddress,
	ROTUNDA_VIRTUAL_LINE: virtualAddress,
	ROTUNDA_VIRTUAL_SCANNER: virtualAddress,
});

/** Where the demo's devices are reached instead of their own addresses: their ports change from start to start. */
export type VirtualAddresses = Readonly<Partial<Record<DrivenKind, string>>>;

export interface Config {
	readonly port: number;
	readonly host: string;
	/** Absolute path of the data folder. */
	readonly data: string;
	/** A PostgreSQL that several hubs may share, password included, or null for the data folder. */
	readonly databaseUrl: string | null;
	readonly origins: readonly string[];
	readonly logLevel: z.infer<typeof schema>['ROTUNDA_LOG'];
	/** A session that nobody used for so long ends, ms. */
	readonly sessionIdle: number;
	/** Every session ends after so long, ms. */
	readonly sessionLife: number;
	/** Notes about people are erased after so long, ms. */
	readonly notesKept: number;
	readonly metricsToken: string | null;
	readonly virtualDevices: VirtualAddresses;
}

export class ConfigWrong extends Error {
	override readonly name = 'ConfigWrong';
}

/** @throws ConfigWrong with every wrong variable, one a line. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
	const parsed = schema.safeParse(withoutEmpty(env));
	if (!parsed.success) {
		const lines = parsed.error.issues.map((issue) => {
			const name = String(issue.path[0]);
			// It may hold a password.
			const given = name === 'DATABASE_URL' ? '...' : (env[name] ?? '');
			return `  ${name}=${given}: should be ${issue.message}`;
		});
		throw new ConfigWrong(`These settings cannot be used:\n${lines.join('\n')}`);
	}
	const { data } = parsed;
	return {
		port: data.PORT,
		host: data.HOST,
		data: path.resolve(data.ROTUNDA_DATA),
		databaseUrl: data.DATABASE_URL ?? null,
		origins: data.ROTUNDA_ORIGINS,
		logLevel: data.ROTUNDA_LOG,
		sessionIdle: data.ROTUNDA_SESSION_IDLE_HOURS * HOUR,
		sessionLife: data.ROTUNDA_SESSION_HOURS * HOUR,
		notesKept: data.ROTUNDA_NOTES_DAYS * 24 * HOUR,
		metricsToken: data.ROTUNDA_METRICS_TOKEN ?? null,
		virtualDevices: virtualDevices(data),
	};
}

function virtualDevices({
	ROTUNDA_VIRTUAL_PRINTER: printer,
	ROTUNDA_VIRTUAL_LINE: line,
	ROTUNDA_VIRTUAL_SCANNER: scanner,
}: z.infer<typeof schema>): VirtualAddresses {
	return {
		...(printer === undefined ? {} : { printer }),
		...(line === undefined ? {} : { sign: line, keypad: line }),
		...(scanner === undefined ? {} : { scanner }),
	};
}

/** `PORT=` in a service unit means "not set", not zero. */
function withoutEmpty(env: Readonly<Record<string, string | undefined>>) {
	return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}
