import type { SendOutcome } from '#mail';
import type { LedgerResult } from '../persistence/ledger.js';
import type { NewsletterOptions } from './options.js';

const LONGEST_WAIT_SECONDS = 3_600;

/**
 * What the ledger keeps of an attempt. A temporary refusal waits longer each time; a broken connection is tried again
 * sooner, because the message cannot have been handed over; after the last try the recipient has failed, with the
 * reason. Unknown is never tried again by itself.
 *
 * @param attemptNo counts from 1
 */
export function ledgerResult(
  outcome: SendOutcome,
  attemptNo: number,
  options: Pick<NewsletterOptions, 'backoffSeconds' | 'brokenSeconds'>,
): Omit<LedgerResult, 'id' | 'messageId'> {
  const { reply } = outcome;
  if (outcome.kind === 'handedOver') return { status: 'handed_over', reply, waitSeconds: 0 };
  if (outcome.kind === 'failed' || outcome.kind === 'unknown') return { status: outcome.kind, reply, waitSeconds: 0 };
  // The issue waits for the mail server then; this person is not asked again sooner than the others.
  if (outcome.kind === 'senderRefused') return { status: 'deferred', reply, waitSeconds: options.brokenSeconds };
  const planned = options.backoffSeconds[attemptNo - 1];
  if (planned === undefined)
    return { status: 'failed', reply: `Given up after ${attemptNo} tries: ${reply}`, waitSeconds: 0 };
  const broken = Math.min(options.brokenSeconds * 2 ** (attemptNo - 1), LONGEST_WAIT_SECONDS);
  return { status: 'deferred', reply, waitSeconds: outcome.kind === 'broken' ? broken : planned };
}
