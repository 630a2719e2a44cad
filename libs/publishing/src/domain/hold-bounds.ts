const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;

/** How long a site may keep the text it shows, and what ends that. */
export interface HoldBound {
  readonly latest: Date;
  readonly endedBy: 'longest wait' | 'review date';
}

/** An update waits thirty days at most, and a text is never kept past its review date. */
export function holdBound(now: Date, reviewDate: Date): HoldBound {
  const longest = new Date(now.getTime() + LONGEST_DAYS * DAY_MS);
  return longest < reviewDate
    ? { latest: longest, endedBy: 'longest wait' }
    : { latest: reviewDate, endedBy: 'review date' };
}
