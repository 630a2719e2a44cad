import type { publishing as english } from '../en/publishing';
import type { MessagesOf } from '../message-types';

/** The sentences of publications, releases, destinations and recalls, in Spanish. */
export const publishing: MessagesOf<typeof english> = {};
