import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { correctionsOf } from '#publishing';

/** An article that an issue carried, and the language of those whom the issue was for; null: every language. */
interface Carried {
  readonly publicationId: string;
  readonly issue: { readonly segmentLocale: string | null };
}

/**
 * What a site owes the readers of its newsletter: an issue carried text that was recalled since, the corrected text is
 * live, and no issue said so yet to those who got it. Three statements, whatever the number of issues.
 */
@Injectable()
export class OwedCorrections {
  /**
   * The publications that the next issue for readers of a language (null: of every language) carries as corrections, the
   * one that is live longest first.
   */
  async of(tx: Tx, siteId: string, language: string | null): Promise<string[]> {
    const sent = { issue: { siteId, frozenAt: { not: null } } };
    const select = { publicationId: true, issue: { select: { segmentLocale: true } } } as const;
    const carried = await tx.issueArticle.findMany({ where: sent, distinct: ['publicationId', 'issueId'], select });
    const reached = carried.filter((it) => meets(it, language));
    if (reached.length === 0) return [];
    const corrections = await correctionsOf(tx, [...new Set(reached.map(({ publicationId }) => publicationId))]);
    if (corrections.length === 0) return [];
    const sinceIds = corrections.flatMap((correction) => correction.sinceIds);
    const where = { ...sent, mode: 'correction', publicationId: { in: sinceIds } };
    const told = await tx.issueArticle.findMany({ where, select });
    const owed = corrections.filter((correction) => {
      const wrong = reached.filter(({ publicationId }) => publicationId === correction.recalledPublicationId);
      const since = told.filter(({ publicationId }) => correction.sinceIds.includes(publicationId));
      return wrong.some(({ issue }) => !since.some((it) => covers(it, language ?? issue.segmentLocale)));
    });
    return [...new Set(owed.map(({ correctionId }) => correctionId))];
  }
}

const spoken = (locale: string) => locale.split('-')[0];

/** True when some reader of the language may have got it. Regions of a language are not told apart: rather once too often. */
function meets({ issue: { segmentLocale } }: Carried, language: string | null): boolean {
  return segmentLocale === null || language === null || spoken(segmentLocale) === spoken(language);
}

/** True when every reader of the language got it. */
function covers({ issue: { segmentLocale } }: Carried, language: string | null): boolean {
  return segmentLocale === null || segmentLocale === language;
}
