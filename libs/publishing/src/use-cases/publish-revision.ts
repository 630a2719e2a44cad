import { Injectable } from '@nestjs/common';
import { ArticleReader, revisionById } from '#editing';
import { Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Database, LedgerClock, type StaffActor } from '#platform';
import { GoLive, type GoLiveRefusal, RefusedInTransaction } from '../go-live.js';
import type { PublicationRow } from '../persistence/publications.js';
import { type TimeInput, type TimeRefusal, WallClock } from '../wall-clock.js';

export interface PublishRevisionInput {
  readonly siteId: string;
  readonly revisionId: string;
  /** When it is to be taken off again. Left out: when what it replaces was to be, or never. */
  readonly until?: TimeInput | null;
}

type Published = PublicationRow | GoLiveRefusal | TimeRefusal | NotFound | NotAllowed;

/** Puts an approved revision live on a site, now. */
@Injectable()
export class PublishRevision {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    private readonly goLive: GoLive,
    private readonly clock: LedgerClock,
    private readonly wallClock: WallClock,
  ) {}

  async run(actor: StaffActor, input: PublishRevisionInput): Promise<Published> {
    const refused = this.policy.mayAt(actor, 'publication.publish', input.siteId);
    if (refused) return refused;
    if (!isId(input.revisionId)) return revisionNotFound();
    const until = input.until ? await this.wallClock.read(input.siteId, input.until, 'until') : input.until;
    if (isRefusal(until)) return until;
    try {
      return await this.database.transaction(async (tx) => {
        const revision = await revisionById(tx, input.revisionId);
        const article = revision && (await this.articles.articlesByIds([revision.articleId], tx))[0];
        if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId))
          return revisionNotFound();
        const at = await this.clock.now(tx);
        const order = { siteId: input.siteId, revision, publishedById: actor.userId, at, until };
        const published = await this.goLive.run(tx, actor, order);
        // Rolled back, so that a refused attempt does not count as a change of the site.
        if (isRefusal(published)) throw new RefusedInTransaction(published);
        return published;
      });
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as GoLiveRefusal;
      throw error;
    }
  }
}

/** The refusal for a revision that does not exist or belongs to somebody else's site: the two look alike. */
export function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Open the article from the list.');
}
