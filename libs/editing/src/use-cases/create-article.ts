import { Injectable } from '@nestjs/common';
import {
  type ArticleContent,
  contentHash,
  type DocumentTooLarge,
  type InvalidDocument,
  parseContent,
  slugify,
} from '#document';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isRefusal, type NotAllowed } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { SlugTaken } from '../domain/refusals.js';
import { type ArticleRow, claimSlug, insertArticle } from '../persistence/articles.js';
import { insertRevision } from '../persistence/revisions.js';

export interface CreateArticleInput {
  readonly siteId: string;
  readonly topic: string;
  readonly riskClass: 'low' | 'standard' | 'high';
  /** Made from the title when left out. */
  readonly slug?: string | null;
  readonly locale: string;
  readonly title: string;
  readonly summary: string;
  readonly document: unknown;
  readonly references?: unknown;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

type Created = ArticleRow | InvalidDocument | DocumentTooLarge | InvalidInput | NotAllowed | SlugTaken;

/** Makes an article with its first revision. It is unapproved, whoever makes it. */
@Injectable()
export class CreateArticle {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: CreateArticleInput): Promise<Created> {
    const refused = this.policy.mayAt(actor, 'article.edit', input.siteId);
    if (refused) return refused;
    const { locale, title, summary, document, references } = input;
    const content = parseContent({ locale, title, summary, document, references: references ?? [] });
    if (isRefusal(content)) return content;
    const fault = topicFault(input.topic);
    if (fault) return fault;
    const slug = input.slug ?? slugify(content.title);
    if (!SLUG.test(slug) || slug.length > 100) {
      return new InvalidInput('slug', 'An address has small letters, digits and single hyphens: at most 100 of them.');
    }
    const made = await this.database.transaction((tx) => this.write(tx, actor, input, content, slug)).catch(slugTaken);
    return made;
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    input: CreateArticleInput,
    content: ArticleContent,
    slug: string,
  ): Promise<ArticleRow> {
    const at = this.clock.now();
    const { siteId, topic, riskClass } = input;
    const article = await insertArticle(tx, { siteId, topic: topic.trim(), riskClass, createdById: actor.userId, at });
    // Thrown, so that the article of a taken address is rolled back with it.
    if (!(await claimSlug(tx, article.id, content.locale, slug))) throw new SlugTakenError(slug);
    const revision = await insertRevision(tx, {
      articleId: article.id,
      number: 1,
      content,
      contentHash: contentHash(content),
      baseRevisionId: null,
      origin: 'edit',
      createdById: actor.userId,
      reason: null,
      at,
    });
    await this.audit.record(tx, actor, 'article.created', { type: 'article', id: article.id }, siteId);
    await this.outbox.append(tx, { kind: 'revision.saved', payload: { revisionId: revision.id } });
    return article;
  }
}

class SlugTakenError extends Error {
  constructor(readonly slug: string) {
    super(slug);
  }
}

function slugTaken(error: unknown): SlugTaken {
  if (error instanceof SlugTakenError) return new SlugTaken(error.slug);
  throw error;
}

/** A topic is a short line of text. */
export function topicFault(topic: string): InvalidInput | null {
  const text = topic.trim();
  if (text.length >= 1 && text.length <= 80 && !/\p{C}/u.test(text)) return null;
  return new InvalidInput('topic', 'Name the topic in 1 to 80 characters.');
}
