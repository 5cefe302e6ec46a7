// The version of the wire. Raise it when an older peer could no longer be understood; a test fails when the wire drifts without.
export const PROTOCOL_VERSION = 2;
