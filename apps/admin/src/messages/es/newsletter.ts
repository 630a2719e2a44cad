import type { newsletter as english } from '../en/newsletter';
import type { MessagesOf } from '../message-types';

/** The sentences of audience, issues and sending, in Spanish. */
export const newsletter: MessagesOf<typeof english> = {};
