// What floor staff see on the tablet: what a station sees, for the whole room.
import { stationTables } from './station.ts';
import type { StationView } from './station.ts';

export type FloorView = StationView;
export const floorTables = stationTables;
