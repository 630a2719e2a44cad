import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { correctionsOf } from '#publishing';

/**
 * What a site owes the readers of its newsletter: an issue carried text that was recalled since, the corrected text is
 * live, and no issue said so yet. Three statements, whatever the number of issues.
 */
@Injectable()
export class OwedCorrections {
  /** The publications that the next issue of a site carries as corrections, the one that is live longest first. */
  async of(tx: Tx, siteId: string): Promise<string[]> {
    const sent = { issue: { siteId, frozenAt: { not: null } } };
    const carried = await tx.issueArticle.findMany({
      where: sent,
      distinct: ['publicationId'],
      select: { publicationId: true },
    });
    if (carried.length === 0) return [];
    const corrections = await correctionsOf(
      tx,
      carried.map(({ publicationId }) => publicationId),
    );
    if (corrections.length === 0) return [];
    const told = await tx.issueArticle.findMany({
      where: { ...sent, mode: 'correction', publicationId: { in: corrections.flatMap(({ sinceIds }) => sinceIds) } },
      select: { publicationId: true },
    });
    const known = new Set(told.map(({ publicationId }) => publicationId));
    const owed = corrections.filter(({ sinceIds }) => !sinceIds.some((id) => known.has(id)));
    return [...new Set(owed.map(({ correctionId }) => correctionId))];
  }
}
