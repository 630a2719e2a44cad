import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform';
import { type LivePublication, LivePublications } from '#publishing';
import { inOtherLanguage } from '../domain/check-articles.js';
import type { ArticleMode, ComposedArticle } from '../domain/issue-input.js';
import { type ArticleInOtherLanguage, ArticleNotSendable } from '../domain/refusals.js';
import type { IssueRow, NewArticle } from '../persistence/issues.js';
import { OwedCorrections } from '../persistence/owed-corrections.js';

/** The language of an issue, and whom it is for. */
export type IssueFrame = Pick<IssueRow, 'siteId' | 'locale' | 'segmentLocale'>;

/** The articles of an issue: the corrections that the site owes its readers, then what an editor chose. */
@Injectable()
export class IssueArticles {
  constructor(
    private readonly live: LivePublications,
    private readonly owed: OwedCorrections,
  ) {}

  /** Pins what is live of each, in the order of the message; the first that may not be sent in this issue otherwise. */
  async pin(
    tx: Tx,
    articles: readonly ComposedArticle[],
    { siteId, locale, segmentLocale }: IssueFrame,
  ): Promise<NewArticle[] | ArticleNotSendable | ArticleInOtherLanguage> {
    const owed = await this.owed.of(tx, siteId, segmentLocale);
    const chosen = articles.filter(({ publicationId }) => !owed.includes(publicationId));
    const found = await this.live.find(tx, [...owed, ...chosen.map(({ publicationId }) => publicationId)]);
    const corrections = owed.flatMap((id) => found.find((it) => it.id === id) ?? []);
    const pins = corrections.map((publication) => pinned(publication, 'correction'));
    for (const { publicationId, mode = 'teaser' } of chosen) {
      const publication = found.find(({ id }) => id === publicationId);
      if (publication?.siteId !== siteId) return new ArticleNotSendable(publicationId, null);
      const foreign = inOtherLanguage(publication, mode, locale);
      if (foreign) return foreign;
      pins.push(pinned(publication, mode));
    }
    return pins.map((article, position) => ({ ...article, position }));
  }
}

function pinned(publication: LivePublication, mode: ArticleMode): Omit<NewArticle, 'position'> {
  const { id: publicationId, revisionId, contentHash, approval, content } = publication;
  return { publicationId, revisionId, approvalId: approval.id, contentHash, title: content.title, mode };
}
