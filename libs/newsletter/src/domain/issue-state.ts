import { transitions } from '#kernel';

export type IssueState = 'composing' | 'handingOver' | 'paused' | 'finished' | 'cancelled';

/** Every move an issue can make. `paused` is also where it waits when an article may no longer be sent. */
export const issueStates = transitions<IssueState>('composing', {
  composing: ['handingOver', 'cancelled'],
  handingOver: ['paused', 'finished', 'cancelled'],
  paused: ['handingOver', 'cancelled'],
  finished: [],
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

/** Nothing more happens to these by itself. An issue is finished when every recipient is one of them. */
export const FINAL_STATUSES: readonly RecipientStatus[] = ['handed_over', 'failed', 'suppressed', 'skipped', 'unknown'];

/** How many recipients of an issue stand where. */
export type RecipientCounts = Readonly<Record<RecipientStatus, number>>;
