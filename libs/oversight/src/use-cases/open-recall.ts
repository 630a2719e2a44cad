import { Injectable } from '@nestjs/common';
import { ArticleReader, lockArticle, type RevisionRow } from '#editing';
import { Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound, newId } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import { barRevisions, RefusedInTransaction } from '#publishing';
import { RecalledAlready } from '../domain/refusals.js';
import { type RecallRow, Recalls } from '../persistence/recalls.js';
import { DriveRecalls } from '../recall/drive-recalls.js';
import { RecallWork } from '../recall/recall-work.js';

type No = RecalledAlready | InvalidInput | NotFound | NotAllowed;

export interface OpenRecallInput {
  /** Revisions of one article in one locale. */
  readonly revisionIds: readonly string[];
  readonly reason: string;
}

const MOST_REVISIONS = 100;

/**
 * Recalls revisions: their text may never be public again, on no site and in no issue. Barring is one transaction; taking
 * off what is live follows at once, one site after another, and a sweep goes on where a killed process stopped.
 */
@Injectable()
export class OpenRecall {
  constructor(
    private readonly work: RecallWork,
    private readonly articles: ArticleReader,
    private readonly recalls: Recalls,
    private readonly policy: Policy,
    private readonly drive: DriveRecalls,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, { revisionIds, reason }: OpenRecallInput): Promise<RecallRow | No> {
    const why = reason.trim();
    if (why.length < 3 || why.length > 1_000) {
      return new InvalidInput('reason', 'Say why, in 3 to 1,000 characters. The reason is kept.');
    }
    const ids = [...new Set(revisionIds)];
    if (ids.length === 0 || ids.length > MOST_REVISIONS || !ids.every(isId)) {
      return new InvalidInput('revisionIds', `Name 1 to ${MOST_REVISIONS} revisions of one article in one locale.`);
    }
    const recall = await this.work.inTransaction<RecallRow, No>((tx) => this.open(tx, actor, ids, why));
    if ('openedAt' in recall) await this.drive.takeOff(actor, recall.id);
    return recall;
  }

  private async open(tx: Tx, actor: StaffActor, ids: readonly string[], reason: string): Promise<RecallRow> {
    const revisions = await this.articles.revisionsByIds(ids, tx);
    const [article] = await this.articles.articlesByIds(
      revisions.slice(0, 1).map((it) => it.articleId),
      tx,
    );
    if (!article || revisions.length < ids.length || this.policy.mayAt(actor, 'article.read', article.siteId)) {
      throw new RefusedInTransaction(
        new NotFound('There are no such revisions at your sites. Open them from the history of the article.'),
      );
    }
    const refused = this.policy.mayAt(actor, 'recall.open', article.siteId) ?? mixedFault(revisions);
    if (refused) throw new RefusedInTransaction(refused);
    // Whoever publishes this article at this moment is done before, or sees the bar after.
    await lockArticle(tx, article.id);
    const barring = await this.recalls.barring(tx, ids);
    if (barring) throw new RefusedInTransaction(new RecalledAlready(barring));
    const at = this.clock.now();
    const { articleId, locale } = revisions[0]!;
    const recall = { id: newId(), siteId: article.siteId, articleId, locale, reason, openedById: actor.userId };
    await this.recalls.create(tx, { ...recall, openedAt: at });
    await barRevisions(tx, recall.id, revisions, at);
    await this.work.announce(tx, actor, (await this.recalls.byId(recall.id, tx))!, revisions.length);
    return (await this.recalls.byId(recall.id, tx))!;
  }
}

function mixedFault(revisions: readonly RevisionRow[]): InvalidInput | null {
  const places = new Set(revisions.map(({ articleId, locale }) => `${articleId} ${locale}`));
  if (places.size === 1) return null;
  return new InvalidInput('revisionIds', 'These belong to several articles or locales. Open one recall for each.');
}
