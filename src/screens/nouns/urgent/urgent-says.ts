// What is said about each thing that needs somebody: a title, and where or what to do.
import type { Wording } from '#domain/ids';
import { minutesOf } from '#screens/nouns/lobby/times.ts';
import type { StationView } from '#projections/station';
import { floor } from '#words/staff/floor';
import { names } from '#words/staff/names';
import { papers } from '#words/staff/papers';
import { station } from '#words/staff/station';
import { paperName } from '#screens/nouns/paper/paper-name.ts';
import type { Urgent } from './urgent.ts';

export interface UrgentSays {
	readonly title: string;
	readonly detail: string | null;
}

export function saysOf(
	view: StationView,
	one: Urgent,
	now: number,
	text: (wording: Wording) => string,
): UrgentSays {
	switch (one.kind) {
		case 'help':
			return { title: floor.helpAt(placeOf(view, one)), detail: null };
		case 'paper': {
			const { outcome, device, doubt, owedSince } = one.job;
			const name = paperName(one.job);
			const printer = view.devices[device]?.name ?? device;
			if (outcome === null && doubt === 'asked')
				return {
					title: papers.doubted(name, minutesOf(now - owedSince)),
					detail: papers.doubtedWhat(printer),
				};
			const title = outcome === null ? papers.late(name) : papers.failed(name);
			const cure = one.job.paper.kind === 'ticket' ? ` ${floor.paperCure}` : '';
			return { title, detail: `${floor.paperAt(printer)}.${cure}` };
		}
		case 'device': {
			const name = view.devices[one.device]?.name ?? one.device;
			const trouble = one.troubles[0];
			if (!one.connected || trouble === undefined) {
				const behind = one.behind === 0 ? '' : ` ${papers.behind(one.behind)}`;
				return { title: floor.deviceGone(name), detail: floor.deviceGoneWhat + behind };
			}
			const owed = one.owed === 0 ? '' : ` ${papers.waitFor(one.owed)}.`;
			return {
				title: floor.deviceTrouble(name, names.trouble[trouble]),
				detail: names.firstAid[trouble] + owed,
			};
		}
		case 'escort': {
			const department = text(view.departments[one.escort.department]?.name ?? {});
			const who = floor.escortOf(view.staff[one.escort.staff]?.name ?? '');
			const { number } = one.escort;
			return { title: floor.escortOpen(department), detail: number === null ? who : `${number}, ${who}` };
		}
		case 'wait': {
			const { number, service, firstArrival } = one.ticket;
			const detail = `${number}, ${text(view.services[service]?.name ?? {})}`;
			return { title: floor.longWait(minutesOf(now - firstArrival)), detail };
		}
		default:
			return one satisfies never;
	}
}

function placeOf(view: StationView, { help }: Extract<Urgent, { kind: 'help' }>): string {
	const { place } = help;
	if (place.kind === 'kiosk') return view.devices[place.id]?.name ?? place.id;
	return station.counter(view.counters[place.id]?.label ?? place.id).toLowerCase();
}
