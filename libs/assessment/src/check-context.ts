import { Injectable } from '@nestjs/common';
import { spellerFor } from '#dictionaries';
import { canonicalJson } from '#document';
import { ArticleReader, type RevisionRow } from '#editing';
import { ImportRecords } from '#importing';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { type CheckContext, redFlagTopicOf, shortHash } from '#quality';

/** What the checks know about a revision beside its text, and the fingerprint of that knowledge. */
export interface KnownContext {
  readonly context: CheckContext;
  readonly basis: string;
}

/** Gathers what stands around texts: topic, origin, dictionary, the year. */
@Injectable()
export class CheckContexts {
  constructor(
    private readonly articles: ArticleReader,
    private readonly imports: ImportRecords,
    private readonly clock: Clock,
  ) {}

  /** By revision id; two statements for any number of revisions. */
  async of(revisions: readonly RevisionRow[], tx?: Tx): Promise<ReadonlyMap<string, KnownContext>> {
    const ids = [...new Set(revisions.map(({ articleId }) => articleId))];
    const articles = new Map((await this.articles.articlesByIds(ids, tx)).map((article) => [article.id, article]));
    // The oldest import stands for an article: the map keeps the last of equal keys.
    const origins = new Map(
      (await this.imports.origins(ids, tx)).reverse().map((origin) => [origin.articleId, origin]),
    );
    const year = this.clock.now().getUTCFullYear();
    const known = revisions.map(async (revision): Promise<[string, KnownContext]> => {
      const speller = await spellerFor(revision.locale);
      const found = origins.get(revision.articleId);
      const origin = found && { rightsUnknown: found.rightsUnknown, bylineMissing: found.bylineMissing };
      const redFlagTopic = redFlagTopicOf(articles.get(revision.articleId)?.topic ?? '') ?? undefined;
      const context = { year, origin, redFlagTopic, speller };
      const told = {
        ...context,
        origin: origin ?? null,
        redFlagTopic: redFlagTopic ?? null,
        speller: speller?.version ?? null,
      };
      return [revision.id, { context, basis: shortHash(canonicalJson(told)) }];
    });
    return new Map(await Promise.all(known));
  }
}
