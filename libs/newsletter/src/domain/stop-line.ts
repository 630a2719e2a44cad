/** What was reported of an issue since somebody last looked at it. */
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

/** Why an issue must stop by itself, as a sentence; null while it may go on. */
export function stopReason({ tried, bounced, complained }: IssueRates): string | null {
  const whole = Math.max(tried, bounced, complained, 1);
  if (complained > 0 && complained / whole >= COMPLAINT_RATE) {
    const people = complained === 1 ? '1 person' : `${complained} people`;
    return `${people} of ${whole} reported it as spam (${percent(complained, whole)}). Look at what they were sent and why they were on the list before you resume.`;
  }
  if (bounced >= LEAST_BOUNCES && bounced / whole >= BOUNCE_RATE) {
    return `${bounced} of ${whole} messages bounced (${percent(bounced, whole)}). Look at where these addresses come from before you resume.`;
  }
  return null;
}
