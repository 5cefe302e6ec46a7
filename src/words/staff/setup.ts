// English words of the setup screen.

export const setup = {} as const;
