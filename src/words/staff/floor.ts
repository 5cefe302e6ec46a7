// English words of the floor screen.

export const floor = {} as const;
