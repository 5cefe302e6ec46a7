// English words of the station screen.

export const station = {} as const;
