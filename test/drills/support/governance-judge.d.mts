import type { QueryResult } from 'pg';

/** An approval that was answered with success. */
export interface GivenApproval {
  readonly id: string;
  readonly caseId: string;
  readonly approverId: string;
  /** The name in the sentences of this person. */
  readonly approver: string;
  /** MD5 of the bytes that were under review. */
  readonly bytes: string;
}

export function judge(
  db: { query(sql: string): Promise<Pick<QueryResult, 'rows'>> },
  given: readonly GivenApproval[],
): Promise<Readonly<Record<string, number>>>;

export function fingerprint(content: Readonly<Record<string, unknown>>): string;
