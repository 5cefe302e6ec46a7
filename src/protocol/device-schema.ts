// What an agent and the hub say to each other: jobs owed, and how the devices are.
import { z } from 'zod';
import type { DeviceId, Language, Wording } from '#domain/ids';
import type { Device, PaperLayouts } from '#domain/office';
import type { JobFacts, PaperFacts } from '#projections/device-jobs';
import { idSchema } from './command-schema.ts';

/** Agent -> hub, on every connect: "I am here; what do I drive, and what is owed?" Answered with `AgentWork`. */
export interface AgentWork {
	readonly office: {
		readonly name: Wording;
		readonly timeZone: string;
		readonly languages: readonly Language[];
	};
	readonly devices: readonly Device[];
	readonly papers: PaperLayouts;
	/** By printer: the one that stands in for it, as its kiosk names it; none while that one cannot print either. */
	readonly spares: Readonly<Record<DeviceId, DeviceId>>;
	/** Hub time, ms since 1970: how late a job is, is told by this clock alone. */
	readonly at: number;
	/** Oldest first. */
	readonly jobs: readonly DeviceJob[];
}

/** One act owed by a device. The agent keeps its id: a job that was already done is answered again, never done again. */
export type DeviceJob = JobFacts;
/** What the paper says, as facts; the agent words and lays it out. */
export type PaperContent = PaperFacts;

export const TROUBLES = [
	'paper-out',
	'paper-low',
	'cover-open',
	'cutter',
	'overheated',
	'offline',
	'unreachable',
	'jammed',
	'sound-blocked',
	'no-rights',
	'taken',
	'wrong-setting',
	'cannot-confirm',
	'letters-missing',
	'no-answer',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Agent or screen -> hub: how one device is. Health is neither an event nor a refusal. */
export const healthSchema = z.strictObject({
	device: idSchema<DeviceId>(),
	state: z.enum(['ok', 'warning', 'trouble']),
	troubles: z.array(z.enum(TROUBLES)).max(TROUBLES.length),
	/** For the technician, in English: what exactly was seen and what cures it, such as the path without rights. */
	note: z.string().max(400).nullable(),
});
export type Health = z.infer<typeof healthSchema>;

/** Hub -> staff screens: one device as last heard. `connected` is false when its agent or screen is gone. */
export interface DeviceHealth {
	readonly device: DeviceId;
	readonly connected: boolean;
	readonly state: Health['state'];
	readonly troubles: readonly Trouble[];
	readonly note: string | null;
	/** Hub time of the last word, ms since 1970; 0 when never heard since the hub started. */
	readonly heard: number;
}
