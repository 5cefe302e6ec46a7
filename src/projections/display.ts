// What the whole room may read: number, counter, service and sequence. Nothing about a person, not even an id.
import type { AudienceTables } from './audience.ts';
import { callRow } from './rows/lobby-rows.ts';
import type { CallRow } from './rows/lobby-rows.ts';
import { officeRow } from './rows/office-rows.ts';
import type { OfficeRow } from './rows/office-rows.ts';
import { CHANGING_OF_LINE, displayServiceRow } from './rows/service-rows.ts';
import type { DisplayServiceRow } from './rows/service-rows.ts';
import type { Table } from './view.ts';

export interface DisplayView {
	readonly office: Table<OfficeRow>;
	readonly services: Table<DisplayServiceRow>;
	/** The last calls; the greatest sequence is the newest. A recall gives its number a new sequence. */
	readonly calls: Table<CallRow>;
}

export const displayTables: AudienceTables<DisplayView> = {
	office: { ids: (lobby) => [lobby.office.id], row: officeRow },
	services: {
		ids: (lobby) => lobby.office.services.map((one) => one.id),
		row: displayServiceRow,
		changing: CHANGING_OF_LINE,
	},
	calls: { ids: (lobby) => lobby.calls.map((one) => one.number), row: callRow },
};
