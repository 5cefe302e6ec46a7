// What an agent and the hub say to each other: jobs owed, and how the devices are.
import { z } from 'zod';
import type { DeviceId, JobId, Language, Wording, BusinessDay } from '#domain/ids';
import type { Department, Device, ServiceGroup } from '#domain/office';
import type { WaitRange } from '#domain/ticket';
import { idSchema } from './command-schema.ts';

/** Agent -> hub, on every connect: "I am here; what do I drive, and what is owed?" Answered with `AgentWork`. */
export interface AgentWork {
	readonly office: {
		readonly name: Wording;
		readonly timeZone: string;
		readonly languages: readonly Language[];
	};
	readonly devices: readonly Device[];
	/** Oldest first. */
	readonly jobs: readonly DeviceJob[];
}

/** One act owed by a device. The agent keeps its id: a job that was already done is answered again, never done again. */
export interface DeviceJob {
	readonly id: JobId;
	readonly device: DeviceId;
	/** Hub time at which it was owed, ms since 1970. */
	readonly owedSince: number;
	/** 1 is the first print; more are reprints and say so on the paper. */
	readonly copy: number;
	readonly paper: PaperContent;
}

export type PaperContent =
	| {
			readonly kind: 'ticket';
			readonly language: Language;
			readonly number: string;
			readonly group: Pick<ServiceGroup, 'letter' | 'name'>;
			readonly service: Wording;
			/** Services still to come on this number. */
			readonly next: readonly Wording[];
			readonly issuedAt: number;
			readonly day: BusinessDay;
			readonly ahead: number;
			readonly estimate: WaitRange | null;
			readonly bring: readonly Wording[];
			/** Path of the public ticket page below the hub's address, such as `/ticket/...`. */
			readonly page: string;
	  }
	| {
			readonly kind: 'referral';
			readonly language: Language;
			/** The visit's ticket number, or null without a ticket. */
			readonly number: string | null;
			readonly department: Pick<Department, 'name' | 'place' | 'phone' | 'hours' | 'outside'>;
			readonly contact: string | null;
			readonly papers: readonly string[];
			readonly trackingNumber: string | null;
			readonly issuedAt: number;
	  };

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
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Agent or screen -> hub: how one device is. Health is neither an event nor a refusal. */
export const healthSchema = z.strictObject({
	device: idSchema<DeviceId>(),
	state: z.enum(['ok', 'warning', 'trouble']),
	troubles: z.array(z.enum(TROUBLES)).max(TROUBLES.length),
});
export type Health = z.infer<typeof healthSchema>;

/** Hub -> staff screens: one device as last heard. `connected` is false when its agent or screen is gone. */
export interface DeviceHealth {
	readonly device: DeviceId;
	readonly connected: boolean;
	readonly state: Health['state'];
	readonly troubles: readonly Trouble[];
	/** Hub time of the last word, ms since 1970; 0 when never heard since the hub started. */
	readonly heard: number;
}
