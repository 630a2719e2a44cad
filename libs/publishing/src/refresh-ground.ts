import { Injectable } from '@nestjs/common';
import { revisionById } from '#editing';
import { AuditLog } from '#identity';
import type { Actor, Tx } from '#platform';
import { type ApprovalRow, approvalById } from '#review';
import { GroundReader } from './persistence/ground-reader.js';
import { nextSequence, publicationById } from './persistence/publications.js';
import { PublicationProjection } from './projection.js';

/**
 * Brings the dates of a live publication up to date after its text was reviewed again without a change, or its risk
 * class became another one. Safe to run twice and late: it writes what is true when it runs.
 */
@Injectable()
export class RefreshGround {
  constructor(
    private readonly grounds: GroundReader,
    private readonly projection: PublicationProjection,
    private readonly audit: AuditLog,
  ) {}

  /** In the caller's transaction. False when it is not live any more. */
  async run(tx: Tx, actor: Actor, publicationId: string): Promise<boolean> {
    const seen = await publicationById(tx, publicationId);
    if (seen?.state !== 'live') return false;
    // Holds other changes of the site back, and drops the answers that were made with the old dates.
    await nextSequence(tx, seen.siteId);
    const publication = (await publicationById(tx, publicationId))!;
    const revision = (await revisionById(tx, publication.revisionId))!;
    const { approval } = await this.grounds.groundOf(tx, revision);
    if (publication.state !== 'live') return false;
    const ground = approval ?? (await revokedGround(tx, publication.approvalId));
    await this.projection.groundChanged(tx, await this.grounds.describe(tx, publication, revision, ground));
    const subject = { type: 'publication', id: publicationId } as const;
    await this.audit.record(tx, actor, 'publication.ground-changed', subject, publication.siteId, {
      approvalId: ground.id,
      contentHash: publication.contentHash,
    });
    return true;
  }
}

/** What went live with an approval that was revoked since: its review counts as due from that moment on. */
async function revokedGround(tx: Tx, approvalId: string): Promise<ApprovalRow> {
  const approval = (await approvalById(tx, approvalId))!;
  return { ...approval, reviewDueAt: approval.revokedAt ?? approval.reviewDueAt };
}
