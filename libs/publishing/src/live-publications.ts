import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { Clock } from '#kernel';
import type { Tx } from '#platform';
import { publishingObstacle } from './domain/publishable.js';
import { GroundReader } from './persistence/ground-reader.js';
import type { PublicationRow } from './persistence/publications.js';
import type { LivePublication } from './projection.js';

/** Answers what may be passed on at this moment: to a newsletter at compose, at freeze and before each part is sent. */
@Injectable()
export class LivePublications {
  constructor(
    private readonly articles: ArticleReader,
    private readonly grounds: GroundReader,
    private readonly clock: Clock,
  ) {}

  /**
   * Those of the publications that are live, whose approval is in force, covers their hash and is not overdue. Whatever
   * is missing from the answer must not be sent.
   */
  async find(tx: Tx, publicationIds: readonly string[]): Promise<LivePublication[]> {
    const rows = (await tx.publication.findMany({
      where: { id: { in: [...publicationIds] }, state: 'live' },
    })) as PublicationRow[];
    const revisions = await this.articles.revisionsByIds(
      rows.map((row) => row.revisionId),
      tx,
    );
    const found: LivePublication[] = [];
    for (const row of rows) {
      const revision = revisions.find((it) => it.id === row.revisionId)!;
      const ground = await this.grounds.groundOf(tx, revision);
      if (revision.contentHash !== row.contentHash || publishingObstacle(ground, this.clock.now())) continue;
      found.push(await this.grounds.describe(tx, row, revision, ground.approval!));
    }
    return found;
  }
}
