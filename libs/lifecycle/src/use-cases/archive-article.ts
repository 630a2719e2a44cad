import { Injectable } from '@nestjs/common';
import { type ArticleRow, articleById, articleToMove, changeArticle } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { ArchiveObstacles } from '../archive-obstacles.js';
import type { ArticleInUse } from '../domain/refusals.js';

type Archived = ArticleRow | ArticleInUse | NotFound | NotAllowed;

/**
 * Puts an article away: it leaves the lists, and nobody edits, submits or publishes it. Nothing is deleted: its
 * revisions, approvals and publications stay. Refused while anything stands on it. A second time changes nothing.
 */
@Injectable()
export class ArchiveArticle {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly obstacles: ArchiveObstacles,
  ) {}

  async run(actor: StaffActor, articleId: string): Promise<Archived> {
    return this.database.transaction(async (tx) => {
      // Locked: whoever saves, submits or publishes at this moment comes before, or finds the article archived.
      const wish = { policy: this.policy, actor, operation: 'article.archive' } as const;
      const article = await articleToMove(tx, wish, articleId);
      if (isRefusal(article)) return article;
      if (article.archivedAt) return (await articleById(tx, article.id))!;
      const inUse = await this.obstacles.of(tx, article.id);
      if (inUse) return inUse;
      const archived = await changeArticle(tx, article.id, { archivedAt: this.clock.now() });
      await this.audit.record(tx, actor, 'article.archived', { type: 'article', id: article.id }, article.siteId);
      return archived;
    });
  }
}
