import type { editing as english } from '../en/editing';
import type { MessagesOf } from '../message-types';

/** The sentences of the editor, previews and translations, in Spanish. */
export const editing: MessagesOf<typeof english> = {};
