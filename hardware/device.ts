// The port every device fulfils: it runs one job at a time and says how it is.
import type { AgentWork, DeviceJob, Health } from '#protocol/device-schema';

/** What an agent can drive. */
export type DrivenKind = Exclude<AgentWork['devices'][number]['kind'], 'kiosk' | 'display' | 'agent'>;

export type DeviceId = DeviceJob['device'];
export type JobId = DeviceJob['id'];
export type DeviceState = Pick<Health, 'state' | 'troubles' | 'note'>;

/** How far a job got: nothing sent, something sent, whole and only to be cut. */
export type Progress = 'none' | 'begun' | 'whole';

/** One job as handed to a device. */
export interface Order {
	readonly job: DeviceJob;
	readonly office: AgentWork['office'];
	/** How the office wants its papers. */
	readonly papers: AgentWork['papers'];
	readonly progress: Progress;
	/** What the device was left with by the last job it worked on, this one or another. */
	readonly left: 'clean' | 'torn' | 'uncut';
	/** Remembers durably that the job got so far; called before the bytes that make it true leave. Throws when it cannot. */
	readonly reached: (progress: 'begun' | 'whole') => void;
	/** Aborted when another printer shall take it: what is not whole yet is broken off, what is whole is finished all the same. */
	readonly breakOff: AbortSignal;
}

/**
 * `done`: the device itself confirmed it. `not-now`: nothing of it left, try again when ready.
 * `broken`: part of it may be out. `never`: it cannot be made, now or later.
 */
export type RunResult = 'done' | 'not-now' | 'broken' | 'never';

export interface Device {
	readonly kind: DrivenKind;
	/** Begins to reach for the hardware and keeps doing so until stopped. */
	start(): void;
	/** Ends what is under way and lets go of the hardware. */
	stop(): Promise<void>;
	/** Called at once with the present state, then on every change. */
	onHealth(listener: (state: DeviceState) => void): void;
}

/** A device that shows what the hub says of its counter. Null: the hub is not heard, and nothing may be shown as if it were so. */
export interface DeskDevice<Row> extends Device {
	show(row: Row | null): void;
}

/** A device that owes jobs. Stopped, it ends what is under way as `broken`. */
export interface JobDevice extends Device {
	/** Resolves when a job may be run, or when the device was stopped. */
	ready(): Promise<void>;
	/** One at a time. May take as long as somebody takes to bring paper. Never rejects. */
	run(order: Order): Promise<RunResult>;
	/** Ends what a job that nobody owes here any more left hanging: cut off, and marked as invalid when it is torn. True when confirmed. Never rejects. */
	tidy(left: 'torn' | 'uncut', office: AgentWork['office']): Promise<boolean>;
}
