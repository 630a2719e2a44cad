import type { Severity } from '#quality';

/** One thing an editor should look at. */
export interface Finding {
  readonly code: string;
  /** Line of the source, from 1; null when the finding is about the whole file. */
  readonly line: number | null;
  /** The words it is about, verbatim from that line; empty for the whole file. */
  readonly quote: string;
  /** A full sentence that says what to do. */
  readonly message: string;
  /** `block` stops publishing, `fix` should be mended first, `note` is for the editor to judge: as in every check. */
  readonly severity: Severity;
}

/** Findings in the order of the file, whole-file ones first. */
export function inFileOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
