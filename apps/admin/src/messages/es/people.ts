import type { people as english } from '../en/people';
import type { MessagesOf } from '../message-types';

/** The sentences of sign-in, people, roles, sites, tokens and the audit log, in Spanish. */
export const people: MessagesOf<typeof english> = {};
