// What setup says of a device cannot work: said to the technician in setup, never a crash.

/** The message names the setting and the cure; it is shown in setup as it is, in English, up to 400 characters. */
export class WrongSetting extends Error {}
