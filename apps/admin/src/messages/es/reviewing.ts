import type { reviewing as english } from '../en/reviewing';
import type { MessagesOf } from '../message-types';

/** The sentences of review, comments and history, in Spanish. */
export const reviewing: MessagesOf<typeof english> = {};
