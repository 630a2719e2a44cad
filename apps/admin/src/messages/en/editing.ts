/** The sentences of the editor, previews and translations, in English. */
export const editing = {} as const;
