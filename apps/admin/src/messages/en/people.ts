/** The sentences of sign-in, people, roles, sites, tokens and the audit log, in English. */
export const people = {} as const;
