import type { library as english } from '../en/library';
import type { MessagesOf } from '../message-types';

/** The sentences of media, terms, shared pieces, references and imports, in Spanish. */
export const library: MessagesOf<typeof english> = {};
