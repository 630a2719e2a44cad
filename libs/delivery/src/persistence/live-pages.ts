import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { ArticlePayload } from '../domain/payload.js';

/** A live article as it is answered, with what the ledger says of it. */
export interface LivePage {
  readonly publicationId: string;
  readonly sequence: bigint;
  readonly payload: ArticlePayload;
}

/**
 * Reads what is live for processes that publish and push. Unlike `ReadModel` it asks on the product's own connection: a
 * copy that leaves the house must be of the newest state, and never of a replica's.
 */
@Injectable()
export class LivePages {
  constructor(private readonly database: Database) {}

  /** Null when nothing is live there, or its time is over. One statement. */
  async at(siteId: string, articleId: string, locale: string): Promise<LivePage | null> {
    const [row = null] = await this.database.client.$queryRaw<LivePage[]>`
      SELECT publication_id AS "publicationId", sequence, payload FROM delivery.article
       WHERE site_id = ${siteId}::uuid AND article_id = ${articleId}::uuid AND locale = ${locale}`;
    return row;
  }
}
