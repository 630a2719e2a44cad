/** The sentences of media, terms, shared pieces, references and imports, in English. */
export const library = {} as const;
