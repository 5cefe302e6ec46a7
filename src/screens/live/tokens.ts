// Where a screen keeps its token: a device for as long as it is paired, a session for as long as its tab is open.
import type { DeviceKind } from '#domain/office';

export interface TokenPlace {
	read(): string | null;
	keep(token: string): void;
	forget(): void;
}

/** Survives restarts of the browser: a kiosk that lost power comes back by itself. */
export function deviceToken(kind: DeviceKind): TokenPlace {
	return placeIn(() => localStorage, `rotunda.device.${kind}`);
}

/** Ends with the tab: a shared computer keeps nobody signed in. */
export function sessionToken(): TokenPlace {
	return placeIn(() => sessionStorage, 'rotunda.session');
}

/** For screens that anyone may open. */
export function guest(): TokenPlace {
	return { read: () => null, keep: () => undefined, forget: () => undefined };
}

/** Storage may be switched off or full; then the token lives as long as the page. */
function placeIn(storage: () => Storage, key: string): TokenPlace {
	let held: string | null = null;
	return {
		read() {
			try {
				return storage().getItem(key) ?? held;
			} catch {
				return held;
			}
		},
		keep(token) {
			held = token;
			try {
				storage().setItem(key, token);
			} catch {
				return;
			}
		},
		forget() {
			held = null;
			try {
				storage().removeItem(key);
			} catch {
				return;
			}
		},
	};
}
