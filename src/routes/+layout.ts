// Every screen lives in the browser: what it shows comes over its own line from the hub.
export const ssr = false;
