import { enhancedStatus, replyRule } from '#mail';
import type { RefusedRecipient } from '../persistence/mail-events.js';
import { bounceOf, type ReportedEvent } from './mail-event.js';

/**
 * What a refusal at the door reports of a person. Their mailbox is given up only where the table of replies says so: a
 * server that only says no, or names a policy of its own, says nothing about the person.
 */
export function refusedAtTheDoor({ id, resends, reply, at }: RefusedRecipient): ReportedEvent {
  const code = Number(reply.slice(0, 3));
  const status = enhancedStatus(reply);
  const gone = replyRule(code, reply, 'RCPT TO')?.duty === 'suppress';
  const other = status && bounceOf(status) === 'bouncedSoft' ? ('bouncedSoft' as const) : ('blocked' as const);
  const about = { deliveryId: id, at, detail: reply, ...(status && { status }) };
  return { source: 'smtp', eventKey: `${id}.${resends}`, kind: gone ? 'bouncedHard' : other, ...about };
}
