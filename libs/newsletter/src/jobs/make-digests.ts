import { Inject, Injectable } from '@nestjs/common';
import { newErrorId } from '#kernel';
import { isPassing, type JobContext, type JobRequest, LedgerClock, LOGGER, type Logger, type Sweep } from '#platform';
import { Digests } from '../persistence/digests.js';
import { MakeDigest } from '../use-cases/make-digest.js';
import { NoteDigestFault } from '../use-cases/note-digest-fault.js';

const BATCH = 25;

/** Puts together the digests that are due. One that fails holds up no other site's, and is tried again in a while. */
@Injectable()
export class MakeDigests implements Sweep {
  readonly name = 'newsletter.digests';
  readonly everyMs = 30_000;

  constructor(
    private readonly digests: Digests,
    private readonly make: MakeDigest,
    private readonly faults: NoteDigestFault,
    private readonly clock: LedgerClock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ signal }: JobContext): Promise<JobRequest[]> {
    const now = await this.clock.now();
    for (const siteId of await this.digests.due(now, BATCH)) {
      if (signal.aborted) break;
      try {
        const outcomes = await this.make.run(siteId, now);
        if (outcomes) this.logger.info({ siteId, outcomes }, 'a digest was due');
      } catch (error) {
        if (isPassing(error)) throw error;
        const errorId = newErrorId();
        this.logger.error({ err: error, errorId, siteId }, 'a digest could not be put together');
        await this.faults.run(siteId, errorId, now);
      }
    }
    return [];
  }
}
