// The hub's log: one JSON line an entry, to standard error, so that standard output stays for people.
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { Logger } from 'pino';
import type { Refused } from '#protocol/answers';
import type { Config } from './config.ts';
import { refused } from './refused.ts';

export type Log = Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>;

export function hubLog(level: Config['logLevel']): Logger {
	return pino({ name: 'rotunda', level, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}

/** Logs a fault once under a fresh id; whoever asked gets the id and nothing else. */
export function fault(log: Log, error: unknown, doing: string, facts: Record<string, unknown> = {}): Refused {
	const id = randomBytes(5).toString('hex');
	log.error({ fault: id, err: error, ...facts }, doing);
	return refused('fault', { fault: id });
}
