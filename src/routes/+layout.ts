// What a screen shows comes over its own line from the hub, to the browser; pages that have a shell before that say so themselves.
export const ssr = false;
