// What happens in one run, made from its seed alone: where, when, who presses what, and what goes wrong.
import type { Instant } from '#domain/ids';
import type { Office } from '#domain/office';
import { instantOf } from '#domain/policy/opening-hours';
import { hubOffice } from '#support/offices/hub-office';
import { Chance } from './machine/chance.ts';
import type { Weather } from './machine/network.ts';
import type { DiskState } from './actors/disk.ts';
import { KINDS, SIT_DOWN } from './actors/presses.ts';

interface At {
	/** Milliseconds after the doors opened. */
	readonly at: number;
}

export type Step = At &
	(
		| { readonly kind: 'press'; readonly who: string; readonly what: number; readonly pick: number }
		| { readonly kind: 'tap-twice'; readonly who: string; readonly what: number; readonly pick: number }
		/** `fuse`: after so many more words to the outside, null at once. `down`: ms until it is started again. */
		| { readonly kind: 'kill-hub'; readonly hub: number; readonly fuse: number | null; readonly down: number }
		| { readonly kind: 'stop-hub'; readonly hub: number; readonly down: number }
		| { readonly kind: 'disk'; readonly state: DiskState; readonly lasts: number }
		| {
				readonly kind: 'line';
				readonly who: string;
				readonly how: 'breaks' | 'silent';
				readonly lasts: number;
		  }
		| { readonly kind: 'weather'; readonly weather: Weather; readonly lasts: number }
		/** The clock on the wall is set. */
		| { readonly kind: 'clock'; readonly to: Instant | null; readonly by: number }
		| { readonly kind: 'printer'; readonly fault: 'paper-out' | 'breaks'; readonly lasts: number }
		| { readonly kind: 'kill-agent'; readonly fuse: number | null; readonly down: number }
		/** The administrator changes the office. */
		| { readonly kind: 'set-up'; readonly pick: number }
		| { readonly kind: 'reload'; readonly who: string }
	);

export interface Scenario {
	readonly seed: number;
	readonly office: Office;
	/** What the clock on the wall shows at first, ms since 1970. */
	readonly start: Instant;
	/** How far the clock of each hub's machine is off, ms: as many as there are hubs on the record. */
	readonly hubs: readonly number[];
	readonly store: 'memory' | 'sqlite';
	readonly steps: readonly Step[];
}

export const STAFF = ['rosa', 'sam', 'tia', 'sue', 'flo'] as const;
export const ADMINISTRATOR = 'ada';
export const KIOSKS = ['kiosk', 'kiosk-2'] as const;
export const DISPLAY = 'display';
export const DESK = 'desk';
export const AGENT = 'agent';
export const SCREENS: readonly string[] = [...STAFF, ADMINISTRATOR, ...KIOSKS, DISPLAY, DESK];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Zones with the nights on which their clocks are changed; one changes by half an hour, one skips midnight itself. */
const ZONES: readonly (readonly [zone: string, ...days: string[]])[] = [
	['America/Los_Angeles', '2026-03-08', '2026-11-01'],
	['Europe/Warsaw', '2026-03-29', '2026-10-25'],
	['Australia/Lord_Howe', '2026-04-05', '2026-10-04'],
	['America/Santiago', '2026-04-05', '2026-09-06'],
	['Asia/Kolkata', '2026-06-01'],
	['Pacific/Kiritimati', '2026-01-01'],
];
const BY_DAY = Array.from({ length: 7 }, () => [{ opens: 8 * 60, closes: 17 * 60 }]);

const DISKS = ['slow', 'full', 'unreadable', 'broken-after', 'away'] as const;
const STORMS: readonly Weather[] = [
	{ delay: [1, 400], lose: 0, twice: 0, disorder: false },
	{ delay: [1, 200], lose: 0.15, twice: 0.05, disorder: false },
	{ delay: [1, 1500], lose: 0.02, twice: 0.2, disorder: true },
	{ delay: [5, 3000], lose: 0.3, twice: 0.1, disorder: true },
];

export function scenarioOf(seed: number): Scenario {
	const chance = new Chance(`seed ${seed}`);
	const [zone, ...days] = chance.pick(ZONES);
	const hours = chance.is(0.25) ? BY_DAY : hubOffice('hall').hours;
	const office: Office = { ...hubOffice('hall'), timeZone: zone, hours };
	const notable = days.flatMap((day) => notableTimes(day, zone));
	const morning = instantOf(chance.pick(days), 9 * 60, zone);
	const start = chance.is(0.5) ? morning : chance.pick(notable);
	const length = chance.is(0.05) ? 400 : 30 + chance.below(120);
	// Some days hardly anything goes wrong, and much is reached that a bad day never reaches.
	const trouble = chance.pick([0.02, 0.05, 0.1, 0.2, 0.3]);
	const steps: Step[] = opening();
	let at = 3_000;
	for (let count = 0; count < length; count += 1) {
		at += chance.is(0.5) ? chance.between(1, 60) : chance.between(100, 2500);
		// Some days end in a storm: what is lost then is followed by nothing that would show it.
		if (count === length - 6 && chance.is(0.4))
			steps.push({ at: Math.round(at), kind: 'weather', weather: chance.pick(STORMS), lasts: 60_000 });
		steps.push({ at: Math.round(at), ...nextStep(chance, trouble, notable) } as Step);
	}
	const store = seed % 10 === 7 ? 'sqlite' : 'memory';
	const hubs = Array.from({ length: store === 'memory' && chance.is(0.4) ? 2 + chance.below(2) : 1 }, () =>
		chance.is(0.5) ? 0 : Math.round(chance.between(-30_000, 30_000)),
	);
	return { seed, office, start, hubs, store, steps };
}

/** People sit down first, so that most of what follows can be done. */
function opening(): Step[] {
	return STAFF.slice(0, 3).map((who, index) => ({
		at: 800 + index,
		kind: 'press',
		who,
		what: SIT_DOWN,
		pick: 1,
	}));
}

type Unplanned = { [Kind in Step['kind']]: Omit<Extract<Step, { kind: Kind }>, 'at'> }[Step['kind']];

function nextStep(chance: Chance, trouble: number, notable: readonly Instant[]): Unplanned {
	const pick = chance.below(1_000_000);
	if (!chance.is(trouble)) {
		const kind = chance.is(0.08) ? 'tap-twice' : 'press';
		const who = chance.is(0.3) ? chance.pick(KIOSKS) : chance.pick(STAFF);
		return { kind, who, what: chance.below(KINDS), pick };
	}
	const lasts = Math.round(chance.is(0.2) ? chance.between(10_000, 45_000) : chance.between(50, 8_000));
	const down = Math.round(chance.between(100, 6_000));
	const fuse = chance.is(0.75) ? chance.below(25) : null;
	const who = chance.pick(SCREENS);
	const kinds: (() => Unplanned)[] = [
		() => ({ kind: 'kill-hub', hub: pick, fuse, down }),
		() => ({ kind: 'kill-hub', hub: pick, fuse, down }),
		() => ({ kind: 'stop-hub', hub: pick, down }),
		() => ({ kind: 'disk', state: chance.pick(DISKS), lasts }),
		() => ({
			kind: 'line',
			who: chance.is(0.2) ? AGENT : who,
			how: chance.pick(['breaks', 'silent']),
			lasts,
		}),
		() => ({ kind: 'weather', weather: chance.pick(STORMS), lasts }),
		() => ({ kind: 'weather', weather: chance.pick(STORMS), lasts }),
		() =>
			chance.is(0.5)
				? { kind: 'clock', to: chance.pick(notable), by: 0 }
				: { kind: 'clock', to: null, by: Math.round(chance.between(-2 * HOUR, 3 * HOUR)) },
		() => ({ kind: 'printer', fault: chance.pick(['paper-out', 'breaks']), lasts }),
		() => ({ kind: 'kill-agent', fuse, down }),
		() => ({ kind: 'set-up', pick }),
		() => ({ kind: 'reload', who }),
	];
	return chance.pick(kinds)();
}

/** Just before midnight, just before and in the middle of the hours around two, and the noon after. */
function notableTimes(day: string, zone: string): Instant[] {
	const times = [0, 60, 120, 180, 24 * 60].map((minutes) => instantOf(day, minutes, zone) - 20_000);
	return [...times, instantOf(day, 12 * 60, zone)];
}
