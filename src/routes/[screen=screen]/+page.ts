// Every screen's page, made once while building: until its script runs, it says that it reaches for the hub.
import { OWN_PAGES } from '#screens/screens.ts';

export const ssr = true;
export const prerender = true;
/** The script is the screen's own: whoever opens it stays there, and needs no router. */
export const csr = false;

export const entries = () => OWN_PAGES.map((screen) => ({ screen }));
