/** The reports there are, in the order in which they are offered: what needs somebody first. */
export const REPORTS = [
  'overdue',
  'dueSoon',
  'endingLicence',
  'licences',
  'noSpecialist',
  'translations',
  'workload',
  'timing',
  'asOf',
] as const;
export type ReportKind = (typeof REPORTS)[number];

/** For how many days ahead one may ask. */
export const DAYS = [30, 60, 90, 180, 365] as const;

/** What a report is asked for, as its address says it. */
export interface ReportSearch {
  readonly report?: ReportKind;
  readonly days?: number;
  /** Days by the site's clock, such as 2026-11-22. */
  readonly from?: string;
  readonly until?: string;
  /** A day and a time by the site's clock. */
  readonly at?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MINUTE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** Reads the address; what it does not understand is left out. */
export function reportSearch(search: Record<string, unknown>): ReportSearch {
  const like = (pattern: RegExp, value: unknown) => (pattern.test(String(value)) ? String(value) : undefined);
  return {
    report: REPORTS.find((kind) => kind === search.report),
    days: DAYS.find((days) => days === Number(search.days)),
    from: like(DAY, search.from),
    until: like(DAY, search.until),
    at: like(MINUTE, search.at),
  };
}
