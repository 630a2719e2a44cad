import { Inject, Injectable } from '@nestjs/common';
import { ArticleReader, articleNotFound } from '#editing';
import { type Operation, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, newErrorId } from '#kernel';
import { LOGGER, type Logger, type StaffActor } from '#platform';

/** Articles of one call. More is a second call. */
export const BULK_LIMIT = 500;

/** What became of one article. */
export interface BulkItem {
  readonly articleId: string;
  readonly done: boolean;
  /** Why not: the code and the sentence of the refusal. */
  readonly code: string | null;
  readonly message: string | null;
}

export interface BulkReport {
  readonly items: readonly BulkItem[];
  readonly done: number;
  readonly refused: number;
}

export type Reported = BulkReport | InvalidInput | NotAllowed;

/** What is done to each article, where, and what it takes. */
export interface BulkOrder {
  readonly siteId: string;
  readonly articleIds: readonly string[];
  readonly operation: Operation;
}

/** Walks through the articles of a bulk call, one after another, whatever becomes of each. */
@Injectable()
export class BulkRun {
  constructor(
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async each(actor: StaffActor, order: BulkOrder, step: (articleId: string) => Promise<unknown>): Promise<Reported> {
    const { siteId, articleIds, operation } = order;
    const refused = this.policy.mayAt(actor, operation, siteId);
    if (refused) return refused;
    const once = [...new Set(articleIds)];
    if (once.length < 1 || once.length > BULK_LIMIT) {
      return new InvalidInput('articleIds', `Name 1 to ${BULK_LIMIT} articles in one call.`);
    }
    const found = await this.articles.articlesByIds(once.filter(isId));
    const here = new Set(found.filter((it) => it.siteId === siteId).map((it) => it.id));
    const items: BulkItem[] = [];
    for (const id of once) {
      const articleId = id.toLowerCase();
      items.push(await this.one(id, async () => (here.has(articleId) ? step(articleId) : articleNotFound())));
    }
    const done = items.filter((it) => it.done).length;
    return { items, done, refused: items.length - done };
  }

  private async one(articleId: string, step: () => Promise<unknown>): Promise<BulkItem> {
    try {
      const answer = await step();
      if (isRefusal(answer)) return { articleId, done: false, code: answer.code, message: answer.message };
      return { articleId, done: true, code: null, message: null };
    } catch (err) {
      const errorId = newErrorId();
      this.logger.error({ err, errorId }, 'One article of a bulk call failed.');
      const message = `Something went wrong with this one. Try it again, or tell an operator the number ${errorId}.`;
      return { articleId, done: false, code: 'INTERNAL', message };
    }
  }
}
