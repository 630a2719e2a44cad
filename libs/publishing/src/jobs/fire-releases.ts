import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '#identity';
import { newErrorId } from '#kernel';
import {
  Database,
  isPassing,
  type JobContext,
  type JobRequest,
  LedgerClock,
  LOGGER,
  type Logger,
  type Sweep,
  systemActor,
  type Tx,
} from '#platform';
import {
  claimDueRelease,
  countReleaseFault,
  fillItems,
  isConfirmed,
  itemsOf,
  moveRelease,
  type ReleaseObstacle,
  type ReleaseRow,
} from '../persistence/releases.js';
import { ReleaseTrial, revisionIdsOf } from '../release-trial.js';

const ACTOR = systemActor('scheduler');
const LATE_MS = 24 * 3_600_000;
const MOST_FAULTS = 3;
const RETRY_MS = 5_000;

class Blocked extends Error {
  constructor(readonly obstacles: readonly ReleaseObstacle[]) {
    super('A release is kept back.');
  }
}

/** Puts releases live that are due: in one transaction all of it, or nothing and the reasons. */
@Injectable()
export class FireReleases implements Sweep {
  readonly name = 'publishing.fire-releases';
  readonly everyMs = 1_000;

  constructor(
    private readonly database: Database,
    private readonly trial: ReleaseTrial,
    private readonly audit: AuditLog,
    private readonly clock: LedgerClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    while (!signal.aborted && (await this.fireNext())) {
      // One after another, until none is due.
    }
    return [];
  }

  /** Fires one release that is due; false when none is. */
  async fireNext(): Promise<boolean> {
    let due: ReleaseRow | null = null;
    try {
      await this.database.transaction(async (tx) => {
        due = await claimDueRelease(tx, await this.clock.now(tx));
        if (due) await this.fire(tx, due);
      });
    } catch (error) {
      if (!due || isPassing(error)) throw error;
      if (error instanceof Blocked) await this.end(due, 'refused', error.obstacles);
      else await this.countFault(due, error);
    }
    return due !== null;
  }

  private async fire(tx: Tx, { id, siteId, createdById, publishAt }: ReleaseRow): Promise<void> {
    const at = await this.clock.now(tx);
    if (at.getTime() - publishAt.getTime() > LATE_MS && !(await isConfirmed(tx, id))) {
      await this.endIn(tx, { id, siteId }, 'parked', at, [FORGOTTEN]);
      return;
    }
    const items = await itemsOf(tx, [id]);
    const order = { siteId, revisionIds: revisionIdsOf(items), publishedById: createdById, at };
    const done = await this.trial.run(tx, ACTOR, order);
    if (Array.isArray(done)) throw new Blocked(done);
    const { publicationIds } = done;
    await fillItems(
      tx,
      id,
      items.map(({ position }, index) => ({ position, publicationId: publicationIds[index]! })),
    );
    await this.endIn(tx, { id, siteId }, 'fired', at);
  }

  private async end(release: ReleaseRow, to: 'refused' | 'parked', obstacles: readonly ReleaseObstacle[]) {
    await this.database.transaction(async (tx) => {
      await this.endIn(tx, release, to, await this.clock.now(tx), obstacles);
    });
  }

  private async endIn(
    tx: Tx,
    { id, siteId }: Pick<ReleaseRow, 'id' | 'siteId'>,
    to: 'fired' | 'refused' | 'parked',
    at: Date,
    obstacles?: readonly ReleaseObstacle[],
  ): Promise<void> {
    if (!(await moveRelease(tx, id, to, at, obstacles))) return;
    const data = { obstacles: obstacles?.length ?? 0 };
    await this.audit.record(tx, ACTOR, `release.${to}`, { type: 'release', id }, siteId, data);
  }

  /** A fault of ours: tried again in a while, then parked for a person, with an id by which the log can be asked. */
  private async countFault(release: ReleaseRow, error: unknown): Promise<void> {
    const errorId = newErrorId();
    this.logger.error({ err: error, errorId, releaseId: release.id }, 'a release failed when it fired');
    const at = await this.clock.now();
    const retryAt = new Date(at.getTime() + RETRY_MS);
    if ((await countReleaseFault(this.database.client, release.id, retryAt)) < MOST_FAULTS) return;
    const message = `Something failed here, and not because of the texts (error ${errorId}). Try it again; when it fails once more, give that number to the operator.`;
    await this.end(release, 'parked', [{ revisionId: null, code: 'FAULT', message }]);
  }
}

const FORGOTTEN: ReleaseObstacle = {
  revisionId: null,
  code: 'LONG_OVERDUE',
  message:
    'This was due more than a day ago, while nothing was published. Look whether it is still wanted, then let it go live or cancel it.',
};
