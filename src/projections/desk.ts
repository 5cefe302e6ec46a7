// What signs and keypads at the counters show: numbers and counts, and nothing about a person, not even an id.
import type { Lobby } from '#domain/lobby';
import type { DeviceKind } from '#domain/office';
import type { AudienceTables } from './audience.ts';
import { keypadRow, signRow } from './rows/desk-rows.ts';
import type { KeypadRow, SignRow } from './rows/desk-rows.ts';
import type { Table } from './view.ts';

export interface DeskView {
	readonly signs: Table<SignRow>;
	readonly keypads: Table<KeypadRow>;
}

export const deskTables: AudienceTables<DeskView> = {
	signs: { ids: (lobby) => idsOf(lobby, 'sign'), row: signRow },
	keypads: { ids: (lobby) => idsOf(lobby, 'keypad'), row: keypadRow },
};

function idsOf(lobby: Lobby, kind: DeviceKind): readonly string[] {
	return lobby.office.devices.filter((one) => one.kind === kind).map((one) => one.id);
}
