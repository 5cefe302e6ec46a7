// What a station sees of a story, as it would come over the wire.
import { snapshotOf } from '#projections/audience';
import { stationTables } from '#projections/station';
import type { StationView } from '#projections/station';
import type { Story } from '#support/story';

export function stationView(story: Story): StationView {
	return JSON.parse(JSON.stringify(snapshotOf(stationTables, story.lobby))) as StationView;
}
