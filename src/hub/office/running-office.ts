// One office as the hub runs it: its writer, what its screens are told, what its devices owe and how they are.
import type { Broadcast } from './broadcast.ts';
import type { DeviceBoard } from './device-health.ts';
import type { JobDispatch } from './job-dispatch.ts';
import type { OfficeWriter } from './writer/office-writer.ts';

export interface RunningOffice {
	readonly writer: OfficeWriter;
	readonly broadcast: Broadcast;
	readonly jobs: JobDispatch;
	readonly devices: DeviceBoard;
}
