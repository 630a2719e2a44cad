import { Injectable } from '@nestjs/common';
import { type ArticleRow, articleById, articleToMove, changeArticle } from '#editing';
import { AuditLog, Policy } from '#identity';
import { isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';

/** Takes an archived article out again, as it was. Of one that is not archived nothing changes. */
@Injectable()
export class UnarchiveArticle {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: StaffActor, articleId: string): Promise<ArticleRow | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const wish = { policy: this.policy, actor, operation: 'article.archive' } as const;
      const article = await articleToMove(tx, wish, articleId);
      if (isRefusal(article)) return article;
      if (!article.archivedAt) return (await articleById(tx, article.id))!;
      const restored = await changeArticle(tx, article.id, { archivedAt: null });
      await this.audit.record(tx, actor, 'article.unarchived', { type: 'article', id: article.id }, article.siteId);
      return restored;
    });
  }
}
