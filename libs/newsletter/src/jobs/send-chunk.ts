import { Inject, Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import { type JobContext, type JobHandler, LOGGER, type Logger } from '#platform';
import { NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { Pacer } from '../mail/pacer.js';
import { SmtpPool } from '../mail/smtp-pool.js';
import { Issues } from '../persistence/issues.js';
import { Ledger } from '../persistence/ledger.js';
import { type Chunk, ChunkRun } from './chunk-run.js';
import { ChunkSource } from './chunk-source.js';
import { sendChunkJob } from './jobs.js';
import { MessageWriter } from './message-writer.js';

/** Longer than a worker takes to start and to find its work again on a slow machine. */
const LATELY_SECONDS = 300;

/**
 * Hands an issue over, lease after lease, until nobody is due. Safe to run twice, five times, and after the end. When
 * the mail server is away it says so beside the issue and ends; the sweep starts it again.
 */
@Injectable()
export class SendChunk implements JobHandler<{ issueId: string }> {
  readonly job = sendChunkJob;

  constructor(
    private readonly source: ChunkSource,
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly pool: SmtpPool,
    private readonly pacer: Pacer,
    private readonly writer: MessageWriter,
    @Inject(NEWSLETTER_OPTIONS) private readonly options: NewsletterOptions,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ issueId }: { issueId: string }, { signal }: JobContext): Promise<void> {
    let goesOn = true;
    while (goesOn && !signal.aborted) goesOn = await this.hold(issueId, signal);
    await this.ledger.finishSettled(issueId);
  }

  /** Twenty restarts while a large issue goes out say nothing about it, as long as messages go out between them. */
  wentOn({ issueId }: { issueId: string }): Promise<boolean> {
    return this.ledger.wentOn(issueId, LATELY_SECONDS);
  }

  /** One run over what it can lease. False when there is nothing more to do now. */
  private async hold(issueId: string, signal: AbortSignal): Promise<boolean> {
    const token = newId();
    const feed = this.source.open(issueId, token);
    let noted: string | null | undefined;
    const more = async (): Promise<Chunk | null> => {
      const chunk = await feed.next();
      // Once a chunk went, the server is there again. Said at once: a run may last.
      if (noted) await this.issues.noteWaiting(issueId, null);
      noted = noted === undefined ? chunk?.prepared.issue.holdReason : null;
      return chunk;
    };
    const { ledger, pool, pacer, writer, options, logger } = this;
    const run = new ChunkRun({ ledger, pool, pacer, writer, options, logger, signal }, token, more);
    await run.run();
    const reason = run.unavailable && `The mail server cannot be used, and we try again (${run.unavailable}).`;
    if (noted !== undefined && reason !== noted) await this.issues.noteWaiting(issueId, reason);
    return feed.isSpent && !run.hasStopped;
  }
}
