// Figures that are looked up only when somebody asks for them: lines, counters, papers, devices, connections.
import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Lobby } from '#domain/lobby';
import type { Offices } from '../office/offices.ts';
import type { HubServer } from '../socket-types.ts';

export function watchWith(
	registry: Registry,
	offices: Offices,
	notStarted: ReadonlyMap<string, string>,
	io: HubServer,
): void {
	const gauge = (
		name: string,
		help: string,
		labelNames: readonly string[],
		each: (set: (labels: Record<string, string>, value: number) => void) => void,
	) =>
		new Gauge({
			name: `rotunda_${name}`,
			help,
			labelNames: [...labelNames],
			registers: [registry],
			collect() {
				this.reset();
				each((labels, value) => this.set(labels, value));
			},
		});
	const all = () => offices.all().map(({ writer }) => writer);
	gauge('offices', 'Offices, by whether they run.', ['state'], (set) => {
		set({ state: 'running' }, offices.all().length);
		set({ state: 'not-started' }, notStarted.size);
	});
	gauge('waiting', 'Tickets waiting, by service.', ['office', 'service'], (set) => {
		for (const { id, lobby } of all())
			for (const [service, waiting] of waitingByService(lobby)) set({ office: id, service }, waiting);
	});
	gauge('counters', 'Counters, by status.', ['office', 'status'], (set) => {
		for (const { id, lobby } of all())
			for (const [status, count] of tally([...lobby.counters.values()].map((one) => one.status)))
				set({ office: id, status }, count);
	});
	gauge('jobs_owed', 'Papers owed, by printer.', ['office', 'device'], (set) => {
		for (const { id, lobby } of all()) {
			const owed = [...lobby.jobs.values()].filter((job) => job.outcome === null);
			for (const [device, count] of tally(owed.map((job) => job.device))) set({ office: id, device }, count);
		}
	});
	gauge('devices', 'Devices, by how they are.', ['office', 'state'], (set) => {
		for (const { writer, devices } of offices.all()) {
			const states = devices.all().map((one) => (one.connected ? one.state : 'gone'));
			for (const [state, count] of tally(states)) set({ office: writer.id, state }, count);
		}
	});
	gauge('position', 'Events on record.', ['office'], (set) => {
		for (const { id, position } of all()) set({ office: id }, position);
	});
	gauge('failing', '1 while the last append or load of the office failed.', ['office'], (set) => {
		for (const { id, failing } of all()) set({ office: id }, failing ? 1 : 0);
	});
	gauge('sockets', 'Connections, by who is at the other end.', ['kind'], (set) => {
		const kinds = [...io.sockets.sockets.values()].map(({ data: { caller } }) =>
			caller.kind === 'device' ? caller.device : caller.kind,
		);
		for (const [kind, count] of tally(kinds)) set({ kind }, count);
	});
}

function tally<Key>(keys: readonly Key[]): Map<Key, number> {
	const counts = new Map<Key, number>();
	for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

/** Also services nobody waits for: a line that is not there is not a line of none. */
function waitingByService(lobby: Lobby): Map<string, number> {
	const counts = new Map<string, number>(lobby.office.services.map(({ id }) => [id, 0]));
	for (const { state, service } of lobby.tickets.values())
		if (state.status === 'waiting') counts.set(service, (counts.get(service) ?? 0) + 1);
	return counts;
}
