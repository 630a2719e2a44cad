import { transitions } from '#kernel';

export type IssueState = 'composing' | 'handingOver' | 'paused' | 'finished' | 'cancelled';

/**
 * Every move an issue can make. `paused` is also where it waits when an article may no longer be sent. A finished one
 * goes on in one case only: a person agreed that those of whom nobody knows get it again.
 */
export const issueStates = transitions<IssueState>('composing', {
  composing: ['handingOver', 'cancelled'],
  handingOver: ['paused', 'finished', 'cancelled'],
  paused: ['handingOver', 'cancelled'],
  finished: ['handingOver'],
  cancelled: [],
});

/**
 * One person's place in the ledger.
 *
 * queued -> leased -> in_flight -> handed_over | deferred | failed | unknown; deferred -> leased.
 * A lease that ends: leased -> queued, in_flight -> unknown. Suppressed and skipped people get nothing.
 */
export const RECIPIENT_STATUSES = [
  'queued',
  'leased',
  'in_flight',
  'handed_over',
  'deferred',
  'failed',
  'suppressed',
  'skipped',
  'unknown',
] as const;

export type RecipientStatus = (typeof RECIPIENT_STATUSES)[number];

/** Something still happens to these. An issue is finished when none of its recipients is one of them. */
export const OPEN_STATUSES: readonly RecipientStatus[] = ['queued', 'leased', 'in_flight', 'deferred'];

/** Of these, the ones for whom somebody does something at the moment, or is about to. */
export const BUSY_STATUSES: readonly RecipientStatus[] = ['queued', 'leased', 'in_flight'];

/** How many recipients of an issue stand where. */
export type RecipientCounts = Readonly<Record<RecipientStatus, number>>;
