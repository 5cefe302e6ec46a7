// Every screen of the product, once: read by Vite, by the page's shell and by the launcher.
import { launcher } from '#words/staff/launcher';

/** Which colours and sizes a page wears, as `data-look` on <html>; the theme knows them. */
export type Look = 'kiosk' | 'display' | 'staff' | 'public';

export interface Screen {
	readonly path: string;
	readonly look: Look;
	/**
	 * The component below `src/screens` that a page of its own starts with, without the router: whoever opens it stays there.
	 * Null: a page in `src/routes`, run by SvelteKit in the browser.
	 */
	readonly page: string | null;
	/** Only the demo has virtual devices. */
	readonly demoOnly: boolean;
	readonly words: {
		readonly name: string;
		readonly who: string;
		readonly what: string;
		readonly size: string;
	};
}

export type ScreenName = keyof typeof launcher.list;

const OWN = { demoOnly: false } as const;
const VIRTUAL = { look: 'staff', page: null, demoOnly: true } as const;

/** In the order of the launcher. */
export const SCREENS: Readonly<Record<ScreenName, Screen>> = {
	kiosk: {
		path: '/kiosk',
		look: 'kiosk',
		page: 'kiosk/KioskPage.svelte',
		...OWN,
		words: launcher.list.kiosk,
	},
	display: {
		path: '/display',
		look: 'display',
		page: 'display/DisplayPage.svelte',
		...OWN,
		words: launcher.list.display,
	},
	station: {
		path: '/station',
		look: 'staff',
		page: 'station/StationPage.svelte',
		...OWN,
		words: launcher.list.station,
	},
	floor: {
		path: '/floor',
		look: 'staff',
		page: 'floor/FloorPage.svelte',
		...OWN,
		words: launcher.list.floor,
	},
	supervisor: {
		path: '/supervisor',
		look: 'staff',
		page: 'supervisor/SupervisorPage.svelte',
		...OWN,
		words: launcher.list.supervisor,
	},
	setup: {
		path: '/setup',
		look: 'staff',
		page: 'setup/SetupPage.svelte',
		...OWN,
		words: launcher.list.setup,
	},
	virtualPrinter: { path: '/virtual/printer', ...VIRTUAL, words: launcher.list.virtualPrinter },
	virtualCounters: { path: '/virtual', ...VIRTUAL, words: launcher.list.virtualCounters },
};

/** The screens that a page of their own starts, without the router. */
export const OWN_PAGES = (Object.keys(SCREENS) as ScreenName[]).filter((name) => SCREENS[name].page !== null);

/** By the address of a page: known before anything is drawn. */
export function lookOf(path: string): Look {
	const screen = Object.values(SCREENS).find((one) => one.path === path);
	return screen?.look ?? 'public';
}

/** The module, by its path from the project's root, that starts a screen; `vite.config.ts` writes it. */
export function startOf(name: ScreenName): string {
	return `src/screens/${name}/start.ts`;
}
