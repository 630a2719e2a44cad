/** The sentences of publications, releases, destinations and recalls, in English. */
export const publishing = {} as const;
