import { Injectable } from '@nestjs/common';
import { newId } from '#kernel';
import type { JobContext, JobHandler } from '#platform';
import type { HoldReason } from '../domain/hold.js';
import { Issues } from '../persistence/issues.js';
import { type Chunk, ChunkRun } from './chunk-run.js';
import { ChunkSource } from './chunk-source.js';
import { ChunkTools } from './chunk-tools.js';
import { sendChunkJob } from './jobs.js';

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
    private readonly tools: ChunkTools,
  ) {}

  async run({ issueId }: { issueId: string }, { signal }: JobContext): Promise<void> {
    let goesOn = true;
    while (goesOn && !signal.aborted) goesOn = await this.hold(issueId, signal);
    await this.tools.ledger.finishSettled(issueId);
  }

  /** Twenty restarts while a large issue goes out say nothing about it, as long as messages go out between them. */
  wentOn({ issueId }: { issueId: string }): Promise<boolean> {
    return this.tools.ledger.wentOn(issueId, LATELY_SECONDS);
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
    const { ledger, pool, pacer, writer, options, logger } = this.tools;
    const run = new ChunkRun({ ledger, pool, pacer, writer, options, logger, signal }, { issueId, token }, more);
    await run.run();
    const because = serverAway(run.unavailable);
    if (noted !== undefined && (because?.reason ?? null) !== noted) await this.issues.noteWaiting(issueId, because);
    return feed.isSpent && !run.hasStopped;
  }
}

/** @param reply why the mail server cannot be used; null when it can */
function serverAway(reply: string | null): HoldReason | null {
  if (reply === null) return null;
  const reason = `The mail server cannot be used, and we try again (${reply}).`;
  return { reason, facts: { code: 'MAIL_SERVER_AWAY', reply } };
}
