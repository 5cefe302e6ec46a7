// How often the hub is heard, and when its silence is told. Apart from the schemas, which no screen should have to load.

export const BEAT_MS = 1500;
/** A client that heard neither update nor beat for so long shows that it is stale (at most 5 s after the loss). */
export const STALE_MS = 4000;
