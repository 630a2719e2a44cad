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
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { CONTENT_TYPES, isContentType } from '#taxonomy';
import { checkPieces } from '../check-pieces.js';
import type { PieceNotUsable, ReferenceCycle } from '../domain/piece-refusals.js';
import { SlugTaken } from '../domain/refusals.js';
import { slugFault } from '../domain/slug.js';
import { type ArticleRow, claimSlug, insertArticle } from '../persistence/articles.js';
import { insertRevision } from '../persistence/revisions.js';

export interface CreateArticleInput {
  readonly siteId: string;
  readonly topic: string;
  readonly riskClass: 'low' | 'standard' | 'high';
  /** `article` when left out; a `safetyBlock` or an `exercise` can be shown inside articles. */
  readonly contentType?: string | null;
  /** Made from the title when left out. */
  readonly slug?: string | null;
  readonly locale: string;
  readonly title: string;
  readonly summary: string;
  readonly document: unknown;
  readonly references?: unknown;
}

type Created =
  | ArticleRow
  | PieceNotUsable
  | ReferenceCycle
  | InvalidDocument
  | DocumentTooLarge
  | InvalidInput
  | NotAllowed
  | SlugTaken;

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
    const fault = topicFault(input.topic) ?? contentTypeFault(input.contentType);
    if (fault) return fault;
    const slug = input.slug ?? slugify(content.title);
    const wrong = slugFault(slug);
    if (wrong) return wrong;
    return this.database.transaction((tx) => this.write(tx, actor, input, content, slug)).catch(slugTaken(slug));
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    input: CreateArticleInput,
    content: ArticleContent,
    slug: string,
  ): Promise<ArticleRow | PieceNotUsable | ReferenceCycle> {
    const at = this.clock.now();
    const { siteId, riskClass } = input;
    const contentType = input.contentType ?? 'article';
    const mayRead = (id: string) => this.policy.mayAt(actor, 'article.read', id) === null;
    const fault = await checkPieces(tx, { articleId: '', contentType, content, before: null, mayRead, at });
    if (fault) return fault;
    const article = await insertArticle(tx, {
      siteId,
      topic: input.topic.trim(),
      locale: content.locale,
      riskClass,
      contentType,
      createdById: actor.userId,
      at,
    });
    // Thrown, so that the article of a taken address is rolled back with it.
    if (!(await claimSlug(tx, article.id, content.locale, slug))) throw new SlugTakenError();
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

class SlugTakenError extends Error {}

/** Another article has the address, or moved away from it at this very moment: then the database said so. */
function slugTaken(slug: string): (error: unknown) => SlugTaken {
  return (error) => {
    if (error instanceof SlugTakenError || isUniqueViolation(error)) return new SlugTaken(slug);
    throw error;
  };
}

/** A topic is a short line of text. */
export function topicFault(topic: string): InvalidInput | null {
  const text = topic.trim();
  if (text.length >= 1 && text.length <= 80 && !/\p{C}/u.test(text)) return null;
  return new InvalidInput('topic', 'Name the topic in 1 to 80 characters.');
}

/** A kind of text is one that there is. */
export function contentTypeFault(contentType: string | null | undefined): InvalidInput | null {
  if (contentType === null || contentType === undefined || isContentType(contentType)) return null;
  const known = CONTENT_TYPES.map((it) => it.key).join(', ');
  return new InvalidInput('contentType', `There is no such kind of text. Choose one of ${known}.`);
}
