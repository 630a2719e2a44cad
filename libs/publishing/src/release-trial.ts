import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import type { Refusal } from '#kernel';
import { type Actor, Database, type Tx } from '#platform';
import { AlreadyLive } from './domain/refusals.js';
import { GoLive } from './go-live.js';
import type { ReleaseItemRow, ReleaseObstacle } from './persistence/releases.js';

/** The texts of a release, and where and when they are to go live. */
export interface ReleaseOrder {
  readonly siteId: string;
  readonly revisionIds: readonly string[];
  readonly publishedById: string;
  readonly at: Date;
}

class Rehearsed extends Error {}

/** Puts all of a release live, or says everything that keeps it back. The rehearsal asks the very same questions. */
@Injectable()
export class ReleaseTrial {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly goLive: GoLive,
  ) {}

  /** Every obstacle of every text, as it would be at that instant. Nothing is changed. */
  async rehearse(order: ReleaseOrder): Promise<ReleaseObstacle[]> {
    let found: ReleaseObstacle[] = [];
    try {
      await this.database.transaction(async (tx) => {
        const orders = await this.ordersOf(tx, order);
        const obstacles = await this.goLive.obstaclesOf(tx, orders);
        found = obstacles.flatMap((some, index) =>
          some.filter(stops).map((it) => named(order.revisionIds[index]!, it)),
        );
        // What was looked at is held and pinned meanwhile, and let go with this.
        throw new Rehearsed();
      });
    } catch (error) {
      if (!(error instanceof Rehearsed)) throw error;
    }
    return found;
  }

  /** The publications in the order of the texts, or what keeps them back; the caller rolls back then. */
  async run(tx: Tx, actor: Actor, order: ReleaseOrder): Promise<{ publicationIds: string[] } | ReleaseObstacle[]> {
    const answers = await this.goLive.runAll(tx, actor, await this.ordersOf(tx, order));
    const obstacles = answers.flatMap((answer, index) => {
      return 'code' in answer && stops(answer) ? [named(order.revisionIds[index]!, answer)] : [];
    });
    if (obstacles.length > 0) return obstacles;
    // What is live already is as it was wanted.
    const idOf = (answer: (typeof answers)[number]) => (answer instanceof AlreadyLive ? answer.publicationId : answer);
    return { publicationIds: answers.map((answer) => publicationId(idOf(answer))) };
  }

  private async ordersOf(tx: Tx, { siteId, revisionIds, publishedById, at }: ReleaseOrder) {
    const revisions = new Map((await this.articles.revisionsByIds(revisionIds, tx)).map((it) => [it.id, it]));
    return revisionIds.map((id) => ({ siteId, revision: revisions.get(id)!, publishedById, at }));
  }
}

function stops(refusal: Refusal): boolean {
  return !(refusal instanceof AlreadyLive);
}

function named(revisionId: string, { code, message }: Refusal): ReleaseObstacle {
  return { revisionId, code, message };
}

function publicationId(answer: string | { id: string } | Refusal): string {
  if (typeof answer === 'string') return answer;
  if ('id' in answer) return answer.id;
  throw new Error(`A release went on past the obstacle ${answer.code}.`);
}

/** The texts of a release, in their order. */
export function revisionIdsOf(items: readonly ReleaseItemRow[]): string[] {
  return items.map(({ revisionId }) => revisionId);
}
