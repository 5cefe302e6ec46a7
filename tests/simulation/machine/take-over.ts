// Puts a simulated machine's time and chance in the place of the real ones, and gives them back.
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { Timer } from './virtual-time.ts';
import type { VirtualTime } from './virtual-time.ts';

type Anything = Record<string, unknown>;
type Run = (...args: unknown[]) => void;

/** Answers how to give everything back. Nothing real may be waited for in between but a turn of the loop. */
export function takeOver(time: VirtualTime, chance: Chance): () => void {
	const undo: (() => void)[] = [];
	const put = (where: object, values: Anything) => {
		for (const [name, value] of Object.entries(values)) {
			const had = Object.getOwnPropertyDescriptor(where, name);
			Object.defineProperty(where, name, { value, configurable: true, writable: true, enumerable: true });
			undo.push(() => {
				if (had === undefined) Reflect.deleteProperty(where, name);
				else Object.defineProperty(where, name, had);
			});
		}
	};
	const once = (run: Run, delay = 0, ...args: unknown[]) =>
		time.plan(time.current, Math.max(1, delay), () => run(...args));
	const cancel = (timer: unknown) => {
		if (timer instanceof Timer) timer.cancel();
	};
	put(globalThis, {
		setTimeout: once,
		setInterval: (run: Run, every = 0, ...args: unknown[]) =>
			time.repeat(time.current, Math.max(1, every), () => run(...args)),
		setImmediate: (run: Run, ...args: unknown[]) => time.plan(time.current, 0, () => run(...args)),
		clearTimeout: cancel,
		clearInterval: cancel,
		clearImmediate: cancel,
	});
	put(Date, { now: () => time.wall });
	put(performance, { now: () => time.now });
	put(Math, { random: () => chance.next() });
	put(globalThis.crypto, {
		getRandomValues: (array: Uint8Array) => (array.set(chance.bytes(array.length)), array),
	});
	put(crypto, {
		randomBytes: (length: number) => Buffer.from(chance.bytes(length)),
		randomUUID: () => uuid(chance),
		randomInt: (end: number) => chance.below(end),
	});
	put(timersPromises, {
		setTimeout: (delay: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) =>
			waiting(time, delay, value, signal),
		setImmediate: (value: unknown) => waiting(time, 0, value, undefined),
	});
	syncBuiltinESMExports();
	return () => {
		for (const one of undo.reverse()) one();
		syncBuiltinESMExports();
	};
}

function waiting(
	time: VirtualTime,
	delay: number,
	value: unknown,
	signal: AbortSignal | undefined,
): Promise<unknown> {
	return new Promise((resolve, reject) => {
		const timer = time.plan(time.current, delay, () => resolve(value));
		signal?.addEventListener('abort', () => {
			timer.cancel();
			reject(new Error('The operation was aborted'));
		});
	});
}

function uuid(chance: Chance): string {
	const hex = Buffer.from(chance.bytes(16)).toString('hex');
	return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
