/** `blocking` stops the issue, `warning` is to be read before it goes, `note` may help. */
export type CheckSeverity = 'blocking' | 'warning' | 'note';

/** The part of an issue that a check is about; `issue` where it is none of the others. */
export type CheckField = 'subject' | 'preheader' | 'intro' | 'articles' | 'site' | 'audience' | 'issue';

/** Something to know before an issue is sent. */
export interface IssueCheck {
  /** Stable, for programs. */
  readonly code: string;
  readonly severity: CheckSeverity;
  /** A full sentence that says what to do. */
  readonly sentence: string;
  readonly field: CheckField;
  /** The article it is about; null where it is about none. */
  readonly publicationId: string | null;
}

/** A check about no article in particular. */
export function check(severity: CheckSeverity, field: CheckField, code: string, sentence: string): IssueCheck {
  return { severity, field, code, sentence, publicationId: null };
}

const GRAVITY: readonly CheckSeverity[] = ['blocking', 'warning', 'note'];

/** The gravest first; otherwise in the order given. */
export function gravestFirst(checks: readonly IssueCheck[]): IssueCheck[] {
  return [...checks].sort((a, b) => GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity));
}
