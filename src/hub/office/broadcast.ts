// Numbered updates of one office to its screens: one room an audience, each update made and serialised once.
import type { Lobby } from '#domain/lobby';
import type { OfficeId } from '#domain/ids';
import { patchesOf, snapshotOf } from '#projections/audience';
import type { AudienceTables } from '#projections/audience';
import { deskTables } from '#projections/desk';
import { displayTables } from '#projections/display';
import { floorTables } from '#projections/floor';
import { kioskTables } from '#projections/kiosk';
import { stationTables } from '#projections/station';
import type { Touched } from '#projections/touched';
import type { Tables } from '#projections/view';
import type { Audience, Update, Watch, WatchStart } from '#protocol/view-schema';
import type { HubServer, HubSocket } from '../socket-types.ts';
import { UpdateRing } from './update-ring.ts';

const TABLES: Readonly<Record<Audience, AudienceTables<object>>> = {
	kiosk: kioskTables,
	display: displayTables,
	station: stationTables,
	floor: floorTables,
	desk: deskTables,
};

interface Stage {
	readonly tables: AudienceTables<object>;
	readonly names: readonly string[];
	readonly room: string;
	/** Of its last update: where every view of it should stand. */
	position: number;
	snapshot: { readonly at: number; readonly view: Tables } | null;
}

export class Broadcast {
	readonly #io: HubServer;
	readonly #run: string;
	readonly #ring: UpdateRing;
	readonly #stages: Readonly<Record<Audience, Stage>>;

	/** `run`: positions are continuous within one run of the hub only. */
	constructor(io: HubServer, office: OfficeId, run: string, position: number) {
		this.#io = io;
		this.#run = run;
		this.#ring = new UpdateRing(position);
		const stage = (audience: Audience): Stage => ({
			tables: TABLES[audience],
			names: Object.keys(TABLES[audience]),
			room: `watch:${office}:${audience}`,
			position,
			snapshot: null,
		});
		this.#stages = {
			kiosk: stage('kiosk'),
			display: stage('display'),
			station: stage('station'),
			floor: stage('floor'),
			desk: stage('desk'),
		};
	}

	/** A batch is stored: the lobby stands at its last event. */
	committed(lobby: Lobby, touched: Touched): void {
		if (touched.everything) return this.#startAnew(lobby.position);
		this.#ring.add(lobby.position, touched);
		for (const stage of Object.values(this.#stages)) {
			if (!stage.names.some((name) => touched.idsOf(name).size > 0)) continue;
			const after = stage.position;
			stage.position = lobby.position;
			if (!this.#isWatched(stage)) continue;
			const patches = patchesOf(stage.tables, lobby, touched);
			this.#io.to(stage.room).emit('update', { after, position: stage.position, patches });
		}
	}

	/** Joins the audience's room, leaving any other. Call it while the lobby is settled. */
	start(socket: HubSocket, lobby: Lobby, watch: Watch, at: number): WatchStart {
		const stage = this.#stages[watch.audience];
		for (const other of Object.values(this.#stages)) if (other !== stage) void socket.leave(other.room);
		void socket.join(stage.room);
		const head = { run: this.#run, at };
		const updates = watch.run === this.#run ? this.#missed(stage, lobby, watch.after) : null;
		if (updates !== null) return { ...head, updates };
		return { ...head, snapshot: this.#snapshot(stage, lobby), position: stage.position };
	}

	beat(at: number): void {
		for (const stage of Object.values(this.#stages)) {
			if (this.#isWatched(stage)) this.#io.to(stage.room).emit('beat', { at, position: stage.position });
		}
	}

	/** One update with all that was missed, or null when only a snapshot helps. */
	#missed(stage: Stage, lobby: Lobby, after: number | null): Update[] | null {
		if (after === null || after > stage.position) return null;
		if (after === stage.position) return [];
		const touched = this.#ring.touchedAfter(after, stage.names);
		if (touched === null) return null;
		return [{ after, position: stage.position, patches: patchesOf(stage.tables, lobby, touched) }];
	}

	/** An update that fits nobody: every view asks again at once and gets a snapshot. */
	#startAnew(position: number): void {
		this.#ring.restart(position);
		for (const stage of Object.values(this.#stages)) {
			stage.position = position;
			this.#io.to(stage.room).emit('update', { after: position, position, patches: [] });
		}
	}

	/** Made once for all who ask before the next event, such as all displays after the hub's restart. */
	#snapshot(stage: Stage, lobby: Lobby): Tables {
		if (stage.snapshot?.at !== lobby.position) {
			stage.snapshot = { at: lobby.position, view: snapshotOf(stage.tables, lobby) };
		}
		return stage.snapshot.view;
	}

	#isWatched(stage: Stage): boolean {
		return (this.#io.sockets.adapter.rooms.get(stage.room)?.size ?? 0) > 0;
	}
}
