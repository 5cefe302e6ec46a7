// Made once, while building: until its script runs, the page says that it reaches for the hub.
export const ssr = true;
export const prerender = true;
/** The script is the screen's own (`start.ts`): whoever opens it stays there, and needs no router. */
export const csr = false;
