import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { type ArticleRow, articleById } from '../persistence/articles.js';
import { endRedirect, leadingSlug } from '../persistence/slugs.js';

type Freed = ArticleRow | NotFound | NotAllowed;

/** Gives a former address free: from now on it leads nowhere, and another article may have it. */
@Injectable()
export class FreeSlug {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  run(actor: StaffActor, input: { locale: string; slug: string }): Promise<Freed> {
    return this.database.transaction((tx) => this.free(tx, actor, input));
  }

  private async free(tx: Tx, actor: StaffActor, { locale, slug }: { locale: string; slug: string }): Promise<Freed> {
    const former = await leadingSlug(tx, locale, slug);
    const article = former && (await articleById(tx, former.articleId));
    if (!article || this.policy.mayAt(actor, 'article.read', article.siteId)) return leadsNowhere();
    const refused = this.policy.mayAt(actor, 'slug.free', article.siteId);
    if (refused) return refused;
    if (!(await endRedirect(tx, former.id, actor.userId, this.clock.now()))) return leadsNowhere();
    const subject = { type: 'article', id: article.id } as const;
    await this.audit.record(tx, actor, 'article.slug-freed', subject, article.siteId, { locale, slug });
    return article;
  }
}

function leadsNowhere(): NotFound {
  return new NotFound('This address leads to no article of your sites. Look at the former addresses of the article.');
}
