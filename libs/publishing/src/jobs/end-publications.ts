import { Inject, Injectable } from '@nestjs/common';
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
import { claimDueEnd, type EndRow, finishEnds, putOffEnd } from '../persistence/publication-ends.js';
import { publicationById } from '../persistence/publications.js';
import { TakeDown } from '../take-down.js';

const ACTOR = systemActor('scheduler');
const FIRST_RETRY_MS = 5_000;
const LAST_RETRY_MS = 3_600_000;

/**
 * Takes off what was to be live until an instant that has come. The public views stop at that instant by themselves; this
 * writes it down, leaves the tombstone and tells the channels. One that fails is put off and holds up none behind it.
 */
@Injectable()
export class EndPublications implements Sweep {
  readonly name = 'publishing.end-publications';
  readonly everyMs = 1_000;

  constructor(
    private readonly database: Database,
    private readonly takeDown: TakeDown,
    private readonly clock: LedgerClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    while (!signal.aborted && (await this.endNext())) {
      // One after another, until none is due.
    }
    return [];
  }

  /** Ends one publication that is due; false when none is. */
  async endNext(): Promise<boolean> {
    let due: EndRow | null = null;
    try {
      await this.database.transaction(async (tx) => {
        due = await claimDueEnd(tx, await this.clock.now(tx));
        if (due) await this.end(tx, due);
      });
    } catch (error) {
      if (!due || isPassing(error)) throw error;
      await this.putOff(due, error);
    }
    return due !== null;
  }

  private async end(tx: Tx, { publicationId, endsAt, timeZone }: EndRow): Promise<void> {
    const publication = (await publicationById(tx, publicationId))!;
    const live = publication.state === 'live';
    const at = await this.clock.now(tx);
    await finishEnds(tx, [publicationId], live ? 'done' : 'cancelled', at);
    if (!live) return;
    const until = endsAt.toLocaleString('en', { timeZone: timeZone ?? 'UTC', dateStyle: 'long', timeStyle: 'short' });
    const reason = `It was published until ${until} (${timeZone ?? 'UTC'}).`;
    await this.takeDown.run(tx, ACTOR, { publication, reason, at });
  }

  private async putOff({ id, faults }: EndRow, error: unknown): Promise<void> {
    this.logger.error({ err: error, errorId: newErrorId(), endId: id }, 'the end of a publication failed');
    const wait = Math.min(FIRST_RETRY_MS * 4 ** faults, LAST_RETRY_MS);
    const at = await this.clock.now();
    await putOffEnd(this.database.client, id, new Date(at.getTime() + wait));
  }
}
