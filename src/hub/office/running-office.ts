// One office as the hub runs it: its writer, what its screens are told, what its devices owe and how they are.
import type { Broadcast } from './broadcast.ts';
import type { DeviceBoard } from './device-health.ts';
import type { JobLedger } from './job-ledger.ts';
import type { OfficeHub } from './office-hub.ts';

export interface RunningOffice {
	readonly hub: OfficeHub;
	readonly broadcast: Broadcast;
	readonly jobs: JobLedger;
	readonly devices: DeviceBoard;
}
