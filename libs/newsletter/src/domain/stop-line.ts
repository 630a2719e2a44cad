import type { HoldReason } from './hold.js';

/** What was reported, since somebody last looked, of some messages of an issue. */
export interface IssueRates {
  /** Messages that ended: handed over or refused. */
  readonly tried: number;
  /** Refused at the door, bounced later, or blocked; each person once. */
  readonly bounced: number;
  readonly complained: number;
}

/** Mailbox providers want fewer than one complaint in a thousand messages, and act at three. */
const COMPLAINT_RATE = 0.001;
const BOUNCE_RATE = 0.05;
/** Fewer bounces than this are no rate: two closed mailboxes among twenty readers are chance. */
const LEAST_BOUNCES = 5;

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(part / whole < 0.01 ? 2 : 1)} %`;

/** Why an issue must stop by itself; null while it may go on. */
export function stopReason({ tried, bounced, complained }: IssueRates): HoldReason | null {
  const of = Math.max(tried, bounced, complained, 1);
  if (complained > 0 && complained / of >= COMPLAINT_RATE) {
    const people = complained === 1 ? '1 person' : `${complained} people`;
    return {
      reason: `${people} of ${of} reported it as spam (${percent(complained, of)}). Look at what they were sent and why they were on the list before you resume.`,
      facts: { code: 'COMPLAINTS', people: complained, of },
    };
  }
  if (bounced >= LEAST_BOUNCES && bounced / of >= BOUNCE_RATE) {
    return {
      reason: `${bounced} of ${of} messages bounced (${percent(bounced, of)}). Look at where these addresses come from before you resume.`,
      facts: { code: 'BOUNCES', people: bounced, of },
    };
  }
  return null;
}
