import type { Tx } from '#platform';

/** The approver's licence as it was at the time of approval. */
export interface CredentialSnapshot {
  readonly title: string;
  readonly licenceNumber: string;
  readonly region: string;
  readonly specialties: readonly string[];
  readonly validUntil: string;
}

/** A named, credentialed clinician accepted one content hash. */
export interface ApprovalRow {
  readonly id: string;
  readonly caseId: string;
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly contentHash: string;
  readonly approverId: string;
  readonly credentialId: string;
  readonly credentialSnapshot: CredentialSnapshot;
  readonly statement: string;
  readonly conflictOfInterest: string;
  readonly approvedAt: Date;
  readonly reviewDueAt: Date;
  readonly revokedAt: Date | null;
}

type Stored = NonNullable<Awaited<ReturnType<Tx['approval']['findUnique']>>>;

export function toApprovalRow(stored: Stored): ApprovalRow {
  return stored as unknown as ApprovalRow;
}

/**
 * The newest approval of exactly this content that was not revoked. It covers every revision with this hash, so a
 * save that changed nothing, or changed it back, keeps it.
 */
export async function approvalOfContent(
  tx: Tx,
  content: { articleId: string; locale: string; contentHash: string },
): Promise<ApprovalRow | null> {
  const { articleId, locale, contentHash } = content;
  const stored = await tx.approval.findFirst({
    where: { articleId, locale, contentHash, revokedAt: null },
    orderBy: { approvedAt: 'desc' },
  });
  return stored && toApprovalRow(stored);
}

export async function approvalById(tx: Tx, id: string): Promise<ApprovalRow | null> {
  const stored = await tx.approval.findUnique({ where: { id } });
  return stored && toApprovalRow(stored);
}
