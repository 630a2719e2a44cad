import { createHash } from 'node:crypto';
import { type MailReport, parseReport } from '#mail';
import { bounceOf, type MailEventKind, type ReportedEvent } from '../mail-event.js';

/**
 * The events of a message that came to the mailbox for bounces. Only a report that carries an id of ours counts: anybody
 * can write to that mailbox, and an address alone would let them silence a reader. Undefined for any other mail.
 */
export function readMailReport(raw: string, at: Date): ReportedEvent[] | undefined {
  const report = parseReport(raw);
  if (!report) return undefined;
  const { deliveryId, messageId } = report.message;
  const named = deliveryId ?? messageId;
  if (named === undefined) return [];
  const key = (what: string) => createHash('sha256').update(`${named} ${what}`).digest('hex').slice(0, 40);
  const ids = { ...(deliveryId && { deliveryId }), ...(messageId && { messageId }) };
  if (report.kind === 'feedback') {
    if (report.feedback === 'not-spam') return [];
    return [{ source: 'arf', eventKey: key('complaint'), kind: 'complained', at, detail: report.feedback, ...ids }];
  }
  return report.recipients.flatMap(({ action, status, diagnostic }) => {
    const kind = kindOf(action, status);
    if (!kind) return [];
    const more = { ...(status && { status }), ...(diagnostic && { detail: diagnostic }) };
    return [{ source: 'dsn' as const, eventKey: key(`${action} ${status}`), kind, at, ...more, ...ids }];
  });
}

type Status = Extract<MailReport, { kind: 'status' }>['recipients'][number];

function kindOf(action: Status['action'], status: Status['status']): MailEventKind | undefined {
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return 'delivered';
  // "Delayed" says that they go on trying: nothing is known yet.
  if (action !== 'failed') return undefined;
  return status === '' ? 'bouncedHard' : bounceOf(status);
}
