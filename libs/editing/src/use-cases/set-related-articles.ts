import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import type { ArticleArchived } from '../domain/refusals.js';
import { type ArticleRow, articleById } from '../persistence/articles.js';
import { candidatesFor, writeRelated } from '../persistence/related-articles.js';
import { articleToEdit } from './article-to-edit.js';

/** More than these nobody looks at. */
const MOST = 12;

type Related = ArticleRow | ArticleArchived | InvalidInput | NotFound | NotAllowed;

/** Says which articles stand beside an article, in order. They take the place of those that stood there. */
@Injectable()
export class SetRelatedArticles {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: StaffActor, input: { articleId: string; relatedIds: readonly string[] }): Promise<Related> {
    const { articleId, relatedIds } = input;
    const fault = listFault(articleId, relatedIds);
    if (fault) return fault;
    return this.database.transaction((tx) => this.set(tx, actor, articleId, relatedIds));
  }

  private async set(tx: Tx, actor: StaffActor, articleId: string, relatedIds: readonly string[]): Promise<Related> {
    const article = await articleToEdit(tx, { policy: this.policy, actor }, articleId);
    if (isRefusal(article)) return article;
    if ((await candidatesFor(tx, articleId, relatedIds)).length < relatedIds.length) {
      return fieldFault('Each must be an article of the same site, in a language of this one, and not archived.');
    }
    await writeRelated(tx, articleId, relatedIds);
    const subject = { type: 'article', id: articleId } as const;
    await this.audit.record(tx, actor, 'article.related', subject, article.siteId, { count: relatedIds.length });
    return (await articleById(tx, articleId))!;
  }
}

function listFault(articleId: string, ids: readonly string[]): InvalidInput | null {
  if (ids.length > MOST) return fieldFault(`Choose at most ${MOST} articles.`);
  if (!ids.every(isId)) return fieldFault('One of these is not an article of this site. Choose from the list.');
  const lower = ids.map((id) => id.toLowerCase());
  if (lower.includes(articleId.toLowerCase())) return fieldFault('An article is not related to itself. Leave it out.');
  return new Set(lower).size < ids.length ? fieldFault('An article is there twice. Name each once.') : null;
}

function fieldFault(message: string): InvalidInput {
  return new InvalidInput('relatedIds', message);
}
