import type { CredentialRow } from '#identity';
import type { Tx } from '#platform';
import type { Answers, InstrumentName, OpenAnswers, Score } from '../domain/checklists/instrument.js';
import type { EditClass } from '../domain/risk-policy.js';

/** The approver's licence as it was at the time of approval. */
export interface CredentialSnapshot {
  readonly title: string;
  readonly licenceNumber: string;
  readonly region: string;
  readonly specialties: readonly string[];
  readonly validUntil: string;
}

/** One checklist as its approver answered it. */
export interface BoundChecklist {
  readonly sheetId: string;
  readonly instrument: InstrumentName;
  readonly version: number;
  readonly answers: Answers;
  readonly openAnswers: OpenAnswers;
  readonly scores: readonly Score[];
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
  readonly checklists: readonly BoundChecklist[];
  readonly editClass: EditClass;
  readonly approvedAt: Date;
  /** When the whole text was last reviewed; a minor edit leaves the date of the review before it standing. */
  readonly lastReviewedAt: Date;
  readonly reviewDueAt: Date;
  readonly revokedAt: Date | null;
}

type Stored = NonNullable<Awaited<ReturnType<Tx['approval']['findUnique']>>>;

export function toApprovalRow(stored: Stored): ApprovalRow {
  return { ...stored, lastReviewedAt: stored.lastReviewedAt ?? stored.approvedAt } as unknown as ApprovalRow;
}

/** What is written of an approval. */
export type NewApproval = Omit<ApprovalRow, 'credentialSnapshot' | 'credentialId' | 'revokedAt'> & {
  readonly credential: CredentialRow;
};

/** Adds an approval with a snapshot of its licence. The database asks every rule again. */
export async function insertApproval(tx: Tx, { credential, checklists, ...approval }: NewApproval): Promise<void> {
  const { title, licenceNumber, region, specialties, validUntil } = credential;
  const snapshot = { title, licenceNumber, region, specialties, validUntil: validUntil.toISOString() };
  await tx.approval.create({
    // Prisma's type for JSON columns does not take read-only objects.
    data: { ...approval, credentialId: credential.id, credentialSnapshot: snapshot, checklists: checklists as never },
  });
}

/**
 * The newest approval of exactly this content by which its review became complete: every approver it needs, none of them
 * revoked. It covers every revision with this hash, so a save that changed nothing, or changed it back, keeps it.
 */
export async function approvalOfContent(
  tx: Tx,
  content: { articleId: string; locale: string; contentHash: string },
): Promise<ApprovalRow | null> {
  const { articleId, locale, contentHash } = content;
  // The database's own function: the guard of the publication table asks the very same one.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM approval a
    WHERE a.article_id = ${articleId}::uuid AND a.locale = ${locale} AND a.content_hash = ${contentHash}
      AND a.revoked_at IS NULL AND carepress_case_complete(a.case_id)
    ORDER BY a.approved_at DESC, a.id DESC LIMIT 1`;
  return rows[0] ? approvalById(tx, rows[0].id) : null;
}

/** As `approvalOfContent`, for several, in the order asked. Two statements. */
export async function approvalsOfContents(
  tx: Tx,
  contents: readonly { articleId: string; locale: string; contentHash: string }[],
): Promise<(ApprovalRow | null)[]> {
  const rows = await tx.$queryRaw<{ place: number; id: string }[]>`
    SELECT wanted.place::int, newest.id
    FROM unnest(${contents.map((it) => it.articleId)}::uuid[], ${contents.map((it) => it.locale)}::text[],
      ${contents.map((it) => it.contentHash)}::text[]) WITH ORDINALITY AS wanted (article_id, locale, hash, place)
    CROSS JOIN LATERAL (
      SELECT a.id FROM approval a
      WHERE a.article_id = wanted.article_id AND a.locale = wanted.locale AND a.content_hash = wanted.hash
        AND a.revoked_at IS NULL AND carepress_case_complete(a.case_id)
      ORDER BY a.approved_at DESC, a.id DESC LIMIT 1) newest`;
  const stored = await tx.approval.findMany({ where: { id: { in: rows.map(({ id }) => id) } } });
  const byId = new Map(stored.map((row) => [row.id, toApprovalRow(row)]));
  const byPlace = new Map(rows.map(({ place, id }) => [place, byId.get(id)!]));
  return contents.map((_, index) => byPlace.get(index + 1) ?? null);
}

/** The newest complete approval of an article and locale, of whatever text: what a later edit builds on. */
export async function lastApprovalOf(tx: Tx, articleId: string, locale: string): Promise<ApprovalRow | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a.id FROM approval a JOIN revision r ON r.id = a.revision_id
    WHERE a.article_id = ${articleId}::uuid AND a.locale = ${locale} AND a.revoked_at IS NULL
      AND carepress_case_complete(a.case_id)
    ORDER BY r.number DESC, a.approved_at DESC, a.id DESC LIMIT 1`;
  return rows[0] ? approvalById(tx, rows[0].id) : null;
}

export async function approvalById(tx: Tx, id: string): Promise<ApprovalRow | null> {
  const stored = await tx.approval.findUnique({ where: { id } });
  return stored && toApprovalRow(stored);
}

/** Every approval in force that came out of one case, the first given first. */
export async function approvalsOfCase(tx: Tx, caseId: string): Promise<ApprovalRow[]> {
  const stored = await tx.approval.findMany({
    where: { caseId, revokedAt: null },
    orderBy: [{ approvedAt: 'asc' }, { id: 'asc' }],
  });
  return stored.map(toApprovalRow);
}

/** As `approvalsOfCase`, for several cases. */
export async function approvalsOfCases(tx: Tx, caseIds: readonly string[]): Promise<ApprovalRow[]> {
  const stored = await tx.approval.findMany({
    where: { caseId: { in: [...caseIds] }, revokedAt: null },
    orderBy: [{ approvedAt: 'asc' }, { id: 'asc' }],
  });
  return stored.map(toApprovalRow);
}

/** True when a case has every approver it needs, whatever its state says yet. */
export async function caseIsCovered(tx: Tx, caseId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ covered: boolean | null }[]>`
    SELECT carepress_case_covered(${caseId}::uuid) AS covered`;
  return rows[0]?.covered === true;
}
