// Notices a device that should work and does not come back from a job: a fault of the program, never of the printer.
import type { DeviceId, JobDevice } from '../device.ts';

/** Longer than the longest paper takes on the slowest line. */
const STUCK_MS = 5 * 60_000;

interface Watched {
	/** Since when it has been asked for something that it has not answered, or null. */
	asked: number | null;
	/** Since when nothing stands in its way, or null while it says that something does. */
	able: number | null;
}

export class JobWatch {
	readonly #now: () => number;
	readonly #devices = new Map<DeviceId, Watched>();

	/** @param now milliseconds that only go forward */
	constructor(now: () => number) {
		this.#now = now;
	}

	/** The same device, watched until it is released. */
	over(id: DeviceId, device: JobDevice): JobDevice {
		const watched: Watched = { asked: null, able: null };
		this.#devices.set(id, watched);
		device.onHealth(({ state }) => {
			if (state === 'trouble') watched.able = null;
			else watched.able ??= this.#now();
		});
		return new Proxy(device, {
			get: (target, name: keyof JobDevice) => {
				const method = target[name] as unknown;
				if (typeof method !== 'function') return method;
				const bound = method.bind(target) as (...args: unknown[]) => unknown;
				if (name !== 'run' && name !== 'ready') return bound;
				return (...args: unknown[]) => {
					watched.asked = this.#now();
					return Promise.resolve(bound(...args)).finally(() => (watched.asked = null));
				};
			},
		});
	}

	release(id: DeviceId): void {
		this.#devices.delete(id);
	}

	/** The first device that has neither done what it was asked nor said why not, for five minutes. */
	stuck(): DeviceId | null {
		const before = this.#now() - STUCK_MS;
		for (const [id, { asked, able }] of this.#devices) {
			if (asked !== null && able !== null && asked < before && able < before) return id;
		}
		return null;
	}
}
