import type { SubscriberState, SuppressionReason } from '../../../gql/operations';

/** Every state of a person of the audience. */
export const SUBSCRIBER_STATES: readonly SubscriberState[] = ['CONFIRMED', 'PENDING', 'UNSUBSCRIBED'];

/** Every reason for which an address gets nothing. */
export const SUPPRESSION_REASONS: readonly SuppressionReason[] = [
  'BOUNCED',
  'COMPLAINED',
  'UNSUBSCRIBED',
  'ERASED',
  'STAFF',
];
