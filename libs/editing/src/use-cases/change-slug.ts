import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { type ArticleArchived, SlugTaken } from '../domain/refusals.js';
import { slugFault } from '../domain/slug.js';
import { type ArticleRow, articleById, slugOf } from '../persistence/articles.js';
import { moveSlug } from '../persistence/slugs.js';
import { articleToEdit } from './article-to-edit.js';

export interface ChangeSlugInput {
  readonly articleId: string;
  readonly locale: string;
  readonly slug: string;
}

type Changed = ArticleRow | SlugTaken | ArticleArchived | InvalidInput | NotFound | NotAllowed;

/**
 * Gives an article another address in one locale. The old one leads on to it and stays reserved. Sites keep showing
 * what is live under its old address until the article is published again.
 */
@Injectable()
export class ChangeSlug {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: StaffActor, input: ChangeSlugInput): Promise<Changed> {
    const fault = slugFault(input.slug);
    if (fault) return fault;
    try {
      return await this.database.transaction((tx) => this.change(tx, actor, input));
    } catch (error) {
      // Two articles went for one address at once: the database let the first one have it.
      if (isUniqueViolation(error)) return new SlugTaken(input.slug);
      throw error;
    }
  }

  private async change(tx: Tx, actor: StaffActor, { articleId, locale, slug }: ChangeSlugInput): Promise<Changed> {
    const article = await articleToEdit(tx, { policy: this.policy, actor }, articleId);
    if (isRefusal(article)) return article;
    const before = await slugOf(tx, articleId, locale);
    if (before === null) return new NotFound('This article has no text in this language. Choose one that it has.');
    if (before !== slug) {
      if (!(await moveSlug(tx, articleId, locale, slug))) return new SlugTaken(slug);
      const subject = { type: 'article', id: articleId } as const;
      await this.audit.record(tx, actor, 'article.slug-changed', subject, article.siteId, { locale, before, slug });
      await this.outbox.append(tx, { kind: 'article.slug-changed', payload: { articleId, locale } });
    }
    return (await articleById(tx, articleId))!;
  }
}
