import { Injectable } from '@nestjs/common';
import { isRefusal } from '#kernel';
import type { Tx } from '#platform';
import { type LivePublication, LivePublications } from '#publishing';
import { inOtherLanguage, liveArticles } from '../domain/check-articles.js';
import { type ArticleInOtherLanguage, type ArticleNotSendable, CorrectionOwed } from '../domain/refusals.js';
import { type IssueArticleRow, type IssueRow, Issues } from '../persistence/issues.js';
import { OwedCorrections } from '../persistence/owed-corrections.js';

/** The articles of an issue as they were pinned, and what is live of each, in the same order. */
export interface StandingArticles {
  readonly pinned: readonly IssueArticleRow[];
  readonly live: readonly LivePublication[];
}

/** What an issue stands on when it is frozen: each article live, approved and in its language, each owed correction in it. */
@Injectable()
export class IssueGround {
  constructor(
    private readonly live: LivePublications,
    private readonly issues: Issues,
    private readonly owed: OwedCorrections,
  ) {}

  /** The articles of an issue while each may be sent as it was pinned; otherwise the first that may not. One way to ask. */
  async standing(tx: Tx, issue: Pick<IssueRow, 'id' | 'siteId'>): Promise<StandingArticles | ArticleNotSendable> {
    const pinned = await this.issues.articlesOf(issue.id, tx);
    const found = await this.live.find(
      tx,
      pinned.map(({ publicationId }) => publicationId),
    );
    const live = liveArticles(pinned, found, issue.siteId);
    return isRefusal(live) ? live : { pinned, live };
  }

  /** Pins the approvals the issue is sent under; otherwise why it may not be sent. */
  async pin(tx: Tx, issue: IssueRow): Promise<ArticleNotSendable | ArticleInOtherLanguage | CorrectionOwed | null> {
    const standing = await this.standing(tx, issue);
    if (isRefusal(standing)) return standing;
    const { pinned, live } = standing;
    for (const [index, publication] of live.entries()) {
      const foreign = inOtherLanguage(publication, pinned[index]!.mode, issue.locale);
      if (foreign) return foreign;
    }
    for (const { id, approval } of live) await this.issues.pinApproval(tx, issue.id, id, approval.id);
    return this.missing(tx, pinned, issue);
  }

  /** A recall may have been corrected since composing. What may not be sent now is owed by the issue after this one. */
  async missing(
    tx: Tx,
    pinned: readonly IssueArticleRow[],
    { siteId, segmentLocale }: IssueRow,
  ): Promise<CorrectionOwed | null> {
    const carried = pinned.filter(({ mode }) => mode === 'correction').map(({ publicationId }) => publicationId);
    const missing = (await this.owed.of(tx, siteId, segmentLocale)).filter((id) => !carried.includes(id));
    const sendable = missing.length === 0 ? [] : await this.live.find(tx, missing);
    return sendable.length > 0 ? new CorrectionOwed(sendable.map(({ id }) => id)) : null;
  }
}
