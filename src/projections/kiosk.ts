// What a kiosk sees: what is offered, how long the lines are, and how the papers and calls for help it asked for went.
import type { DeviceId } from '#domain/ids';
import type { DeviceKind } from '#domain/office';
import type { Lobby } from '#domain/lobby';
import type { JobOutcome } from '#domain/commands';
import type { AudienceTables } from './audience.ts';
import { deviceRow, groupRow, officeRow } from './rows/office-rows.ts';
import type { DeviceRow, GroupRow, OfficeRow } from './rows/office-rows.ts';
import { helpRow, jobRow } from './rows/lobby-rows.ts';
import { CHANGING_OF_SERVICE, serviceRow } from './rows/service-rows.ts';
import type { ServiceRow } from './rows/service-rows.ts';
import type { Table } from './view.ts';

export interface KioskJobRow {
	readonly id: string;
	readonly device: DeviceId;
	readonly owedSince: number;
	readonly outcome: JobOutcome | null;
}

export interface KioskHelpRow {
	readonly id: string;
	readonly kiosk: string;
	readonly answered: boolean;
}

export interface KioskView {
	readonly office: Table<OfficeRow>;
	readonly groups: Table<GroupRow>;
	readonly services: Table<ServiceRow>;
	readonly devices: Table<DeviceRow>;
	readonly jobs: Table<KioskJobRow>;
	readonly helps: Table<KioskHelpRow>;
}

function kioskJobRow(lobby: Lobby, id: string): KioskJobRow | null {
	const job = jobRow(lobby, id);
	if (job === null) return null;
	return { id, device: job.device, owedSince: job.owedSince, outcome: job.outcome };
}

function kioskHelpRow(lobby: Lobby, id: string): KioskHelpRow | null {
	const help = helpRow(lobby, id);
	if (help === null || help.place.kind !== 'kiosk') return null;
	return { id, kiosk: help.place.id, answered: help.answeredBy !== null };
}

/** Itself, and the printers by name: a customer is told where the paper comes out. */
function isOfKiosk({ kind }: { readonly kind: DeviceKind }): boolean {
	return kind === 'kiosk' || kind === 'printer';
}

export const kioskTables: AudienceTables<KioskView> = {
	office: { ids: (lobby) => [lobby.office.id], row: officeRow },
	groups: { ids: (lobby) => lobby.office.groups.map((one) => one.id), row: groupRow },
	services: {
		ids: (lobby) => lobby.office.services.map((one) => one.id),
		row: serviceRow,
		changing: CHANGING_OF_SERVICE,
	},
	devices: {
		ids: (lobby) => lobby.office.devices.filter(isOfKiosk).map((one) => one.id),
		row: (lobby, id) => {
			const device = deviceRow(lobby, id);
			return device !== null && isOfKiosk(device) ? device : null;
		},
	},
	jobs: { ids: (lobby) => lobby.jobs.keys(), row: kioskJobRow },
	helps: { ids: (lobby) => lobby.helps.keys(), row: kioskHelpRow },
};
