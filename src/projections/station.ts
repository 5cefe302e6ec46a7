// What a representative's station sees: the whole lobby by number, and never a name.
import type { AudienceTables } from './audience.ts';
import { CHANGING_OF_COUNTER, CHANGING_OF_TICKET } from './rows/lobby-rows.ts';
import { counterRow, escortRow, helpRow, jobRow, referralRow, ticketRow } from './rows/lobby-rows.ts';
import type { CounterRow, EscortRow, HelpRow, JobRow, ReferralRow, TicketRow } from './rows/lobby-rows.ts';
import {
	CHANGING_OF_STAFF,
	departmentRow,
	deviceRow,
	groupRow,
	officeRow,
	staffRow,
} from './rows/office-rows.ts';
import type { DepartmentRow, DeviceRow, GroupRow, OfficeRow, StaffRow } from './rows/office-rows.ts';
import { CHANGING_OF_SERVICE, serviceRow } from './rows/service-rows.ts';
import type { ServiceRow } from './rows/service-rows.ts';
import type { Table } from './view.ts';

export interface StationView {
	readonly office: Table<OfficeRow>;
	readonly groups: Table<GroupRow>;
	readonly services: Table<ServiceRow>;
	readonly counters: Table<CounterRow>;
	readonly departments: Table<DepartmentRow>;
	readonly staff: Table<StaffRow>;
	readonly devices: Table<DeviceRow>;
	/** Open ones, and the last hundred ended. */
	readonly tickets: Table<TicketRow>;
	readonly referrals: Table<ReferralRow>;
	readonly escorts: Table<EscortRow>;
	readonly helps: Table<HelpRow>;
	readonly jobs: Table<JobRow>;
}

const idsOf = (list: readonly { readonly id: string }[]) => list.map((one) => one.id);

export const stationTables: AudienceTables<StationView> = {
	office: { ids: (lobby) => [lobby.office.id], row: officeRow },
	groups: { ids: (lobby) => idsOf(lobby.office.groups), row: groupRow },
	services: { ids: (lobby) => idsOf(lobby.office.services), row: serviceRow, changing: CHANGING_OF_SERVICE },
	counters: { ids: (lobby) => idsOf(lobby.office.counters), row: counterRow, changing: CHANGING_OF_COUNTER },
	departments: { ids: (lobby) => idsOf(lobby.office.departments), row: departmentRow },
	staff: { ids: (lobby) => idsOf(lobby.office.staff), row: staffRow, changing: CHANGING_OF_STAFF },
	devices: { ids: (lobby) => idsOf(lobby.office.devices), row: deviceRow },
	tickets: { ids: (lobby) => lobby.tickets.keys(), row: ticketRow, changing: CHANGING_OF_TICKET },
	referrals: { ids: (lobby) => lobby.referrals.keys(), row: referralRow },
	escorts: { ids: (lobby) => lobby.escorts.keys(), row: escortRow },
	helps: { ids: (lobby) => lobby.helps.keys(), row: helpRow },
	jobs: { ids: (lobby) => lobby.jobs.keys(), row: jobRow },
};
