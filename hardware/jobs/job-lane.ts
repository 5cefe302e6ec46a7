// One device and the jobs it owes, oldest first; knows since when its device cannot work.
import { setTimeout as pause } from 'node:timers/promises';
import type { DeviceJob } from '#protocol/device-schema';
import type { JobDevice, DeviceId, JobId } from '../device.ts';

export class JobLane {
	readonly id: DeviceId;
	readonly device: JobDevice;
	queue: DeviceJob[] = [];
	/** What the device has in hand. */
	current: { readonly job: JobId; readonly breakOff: AbortController } | null = null;
	working: Promise<void> | null = null;
	/** Jobs that the hub was asked to give to another printer, without an answer so far. */
	readonly moving = new Set<JobId>();
	isStoodInFor = false;
	/** Something changed since its queue was last looked at. */
	isStirred = false;
	readonly #stop = new AbortController();
	readonly #patienceMs: number;
	readonly #onAway: () => void;
	#troubledSince: number | null = null;
	#timer: NodeJS.Timeout | null = null;

	/** @param onAway called when the device could not work for `patienceMs`, and again each time it could not for as long */
	constructor(id: DeviceId, device: JobDevice, patienceMs: number, onAway: () => void) {
		this.id = id;
		this.device = device;
		this.#patienceMs = patienceMs;
		this.#onAway = onAway;
		device.onHealth(({ state }) => this.#hear(state === 'trouble'));
	}

	get isEnded(): boolean {
		return this.#stop.signal.aborted;
	}

	/** It could not work for so long that another one may. */
	get isAway(): boolean {
		return this.#troubledSince !== null && performance.now() - this.#troubledSince >= this.#patienceMs;
	}

	end(): void {
		this.#stop.abort();
		this.#hear(false);
	}

	add(job: DeviceJob): void {
		const at = this.queue.findIndex(({ id }) => id === job.id);
		if (at < 0) this.queue.push(job);
		else this.queue[at] = job;
	}

	drop(job: JobId): void {
		this.queue = this.queue.filter(({ id }) => id !== job);
	}

	/** Keeps of its jobs what is owed by this device, as it is owed now. */
	keep(owed: ReadonlyMap<JobId, DeviceJob>): void {
		this.queue = this.queue.flatMap(({ id }) => {
			const job = owed.get(id);
			return job?.device === this.id ? [job] : [];
		});
	}

	/** Cut short when the lane ends. */
	async rest(ms: number): Promise<void> {
		if (ms > 0) await pause(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
	}

	#hear(troubled: boolean): void {
		if (!troubled || this.isEnded) {
			this.#troubledSince = null;
			if (this.#timer !== null) clearTimeout(this.#timer);
			this.#timer = null;
			return;
		}
		this.#troubledSince ??= performance.now();
		this.#timer ??= this.#wait();
	}

	#wait(): NodeJS.Timeout {
		// A millisecond more, so that by its own measure it is away when it is told.
		return setTimeout(() => {
			this.#timer = null;
			if (this.#troubledSince === null) return;
			this.#timer = this.#wait();
			this.#onAway();
		}, this.#patienceMs + 1);
	}
}
