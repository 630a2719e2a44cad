/** The sentences of audience, issues and sending, in English. */
export const newsletter = {} as const;
