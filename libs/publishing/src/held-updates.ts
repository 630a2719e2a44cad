import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import type { Tx } from '#platform';
import { publishingObstacle } from './domain/publishable.js';
import { UpdateHeld } from './domain/refusals.js';
import { GroundReader } from './persistence/ground-reader.js';
import { holdsOf } from './persistence/publication-holds.js';
import type { PublicationRow } from './persistence/publications.js';

/**
 * Which sites wait with updates. A hold counts only while the text it keeps could itself be published: not past its
 * review date, not on a lapsed licence, not once it was recalled. One statement while nobody waits.
 */
@Injectable()
export class HeldUpdates {
  constructor(
    private readonly grounds: GroundReader,
    private readonly articles: ArticleReader,
  ) {}

  /** What is held among live publications that are to be replaced, by their ids. */
  async among(tx: Tx, live: readonly PublicationRow[], at: Date): Promise<Map<string, UpdateHeld>> {
    const ids = live.map(({ id }) => id);
    const holds = await holdsOf(tx, ids, at);
    const kept = live.filter(({ id }) => holds.has(id));
    if (kept.length === 0) return new Map();
    const revisionIds = kept.map(({ revisionId }) => revisionId);
    const revisions = await this.articles.revisionsByIds(revisionIds, tx);
    const grounds = await this.grounds.groundsOf(tx, revisions);
    const sound = new Set(revisions.filter((_, index) => !publishingObstacle(grounds[index]!, at)).map(({ id }) => id));
    return new Map(
      kept
        .filter(({ revisionId }) => sound.has(revisionId))
        .map(({ id }) => [id, new UpdateHeld(id, holds.get(id)!.untilAt, holds.get(id)!.reason)]),
    );
  }

  /** Until when the text of a publication may be kept at most: its review date, as the risk class of today sets it. */
  async latestFor(tx: Tx, { revisionId }: PublicationRow, at: Date): Promise<Date | null> {
    const [revision] = await this.articles.revisionsByIds([revisionId], tx);
    const ground = await this.grounds.groundOf(tx, revision!);
    if (publishingObstacle(ground, at)) return null;
    return new Date(Math.min(...ground.approvers.map(({ reviewDueAt }) => reviewDueAt.getTime())));
  }
}
