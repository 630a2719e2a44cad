// Judges a finished issue by the mail server's own log and the rows of the ledger, and by nothing of the product's code.
import { readFileSync } from 'node:fs';
import { openAddress } from './open-address.mjs';

/** What the mail server took: by delivery, and to whom it was none. */
function takenByDelivery(log) {
  const taken = new Map();
  const notes = [];
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    if (line === '') continue;
    const { deliveryId, messageId, address } = JSON.parse(line);
    // A note to staff, as when an issue waits for somebody: it is no delivery.
    if (deliveryId === '') {
      notes.push(address);
      continue;
    }
    const known = taken.get(deliveryId) ?? { count: 0, addresses: new Set(), messageIds: new Set() };
    known.count += 1;
    known.addresses.add(address);
    known.messageIds.add(messageId);
    taken.set(deliveryId, known);
  }
  return { taken, notes };
}

/**
 * @returns lost: handed over by the ledger and not in the log, or still open, or missing in the ledger; duplicated: taken
 *   more than once; unexplained: in the log and not handed over or unknown in the ledger, or with another address; notes:
 *   mails to staff
 */
export async function judgeIssue({ ask, issueId, log, secret }) {
  const rows = await ask(
    `SELECT r.id, r.status, s.id AS person, s.address_box AS box FROM issue_recipient r JOIN subscriber s ON s.id = r.subscriber_id
      WHERE r.issue_id = $1`,
    [issueId],
  );
  const [{ frozen }] = await ask('SELECT candidate_count AS frozen FROM issue WHERE id = $1', [issueId]);
  const { taken, notes } = takenByDelivery(log);
  const counts = {};
  const found = { lost: Math.max(0, frozen - rows.length), duplicated: 0, unknown: 0 };
  const unexplained = [];
  const people = new Map();
  for (const { id, status, person, box } of rows) {
    const email = openAddress(secret, person, box);
    counts[status] = (counts[status] ?? 0) + 1;
    const seen = taken.get(id) ?? { count: 0, addresses: new Set() };
    taken.delete(id);
    people.set(email, (people.get(email) ?? 0) + seen.count);
    if (status === 'unknown') found.unknown += 1;
    else if (status === 'handed_over') found.lost += seen.count === 0 ? 1 : 0;
    else if (!['failed', 'suppressed', 'skipped'].includes(status)) found.lost += 1;
    else if (seen.count > 0) unexplained.push(`${status} and taken`);
    if (status === 'failed' && !email.startsWith('no-')) unexplained.push('failed, and its mailbox exists');
    if (seen.count > 0 && (seen.addresses.size !== 1 || !seen.addresses.has(email)))
      unexplained.push('to another address');
  }
  for (const count of people.values()) if (count > 1) found.duplicated += 1;
  // Deliveries that no row of the ledger knows, and mails to readers that are no delivery.
  for (const _ of taken.keys()) unexplained.push('no row in the ledger');
  for (const address of notes) if (people.has(address)) unexplained.push('a mail to a reader beside the issue');
  const why = unexplained.length > 0 && { first: unexplained.slice(0, 5) };
  return {
    ...found,
    unexplained: unexplained.length,
    ...why,
    notes: notes.length,
    handedOver: counts.handed_over ?? 0,
    failed: counts.failed ?? 0,
    counts,
  };
}
