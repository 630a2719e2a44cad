/** The sentences of review, comments and history, in English. */
export const reviewing = {} as const;
