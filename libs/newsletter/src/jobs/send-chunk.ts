import { Inject, Injectable } from '@nestjs/common';
import { AddressBox, AudienceTokens } from '#audience';
import { newId } from '#kernel';
import { smtpAddress } from '#mail';
import { type JobContext, type JobHandler, LOGGER, type Logger, SETTINGS, type Settings } from '#platform';
import { NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { Pacer } from '../mail/pacer.js';
import { SmtpPool } from '../mail/smtp-pool.js';
import { Issues } from '../persistence/issues.js';
import { type LeasedRecipient, Ledger } from '../persistence/ledger.js';
import { BeforeSending } from '../use-cases/before-sending.js';
import { ChunkRun, domainOfAddress } from './chunk-run.js';
import { sendChunkJob } from './jobs.js';
import { type PreparedIssue, PrepareIssue } from './prepare-issue.js';

/** After this long a job makes room where another issue waits; the sweep brings it back. In milliseconds. */
const TURN_MS = 5_000;

/**
 * Hands an issue over, lease after lease, until nobody is due. Safe to run twice, five times, and after the end. When
 * the mail server is away it says so beside the issue and ends; the sweep starts it again.
 */
@Injectable()
export class SendChunk implements JobHandler<{ issueId: string }> {
  readonly job = sendChunkJob;

  constructor(
    private readonly prepare: PrepareIssue,
    private readonly before: BeforeSending,
    private readonly issues: Issues,
    private readonly ledger: Ledger,
    private readonly pool: SmtpPool,
    private readonly tokens: AudienceTokens,
    private readonly box: AddressBox,
    private readonly pacer: Pacer,
    @Inject(NEWSLETTER_OPTIONS) private readonly options: NewsletterOptions,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ issueId }: { issueId: string }, { signal }: JobContext): Promise<void> {
    const began = performance.now();
    let looked = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      // Counting costs the number of rows, so it is done now and then and not before every lease.
      if (performance.now() - looked > TURN_MS) {
        looked = performance.now();
        await this.before.run([issueId]);
        await this.pacer.share();
      }
      const prepared = await this.prepare.run(issueId);
      if (!prepared || !(await this.chunk(prepared, signal))) break;
      if (performance.now() - began > TURN_MS && (await this.othersWait(issueId))) break;
    }
    await this.ledger.finishSettled(issueId);
  }

  /** A large issue of one clinic must not hold back the small one of another. */
  private async othersWait(issueId: string): Promise<boolean> {
    const due = await this.ledger.issuesWithDueRecipients();
    return due.some((id) => id !== issueId);
  }

  /** False when there is nothing more to do now. */
  private async chunk(prepared: PreparedIssue, signal: AbortSignal): Promise<boolean> {
    const { id } = prepared.issue;
    const { chunkSize, leaseSeconds } = this.options;
    const token = newId();
    const leased = await this.ledger.lease(id, token, chunkSize, leaseSeconds);
    if (leased.length === 0) return false;
    const tools = { ...this.tools(), signal };
    const run = new ChunkRun(tools, prepared, token, leased, await this.domainsOf(leased));
    await run.run();
    const reason = run.unavailable && `The mail server cannot be used, and we try again (${run.unavailable}).`;
    if (reason !== prepared.issue.holdReason) await this.issues.noteWaiting(id, reason);
    return !run.hasStopped;
  }

  /** Nobody's domain is looked at while no domain has a pace: opening an address costs. */
  private async domainsOf(
    leased: readonly LeasedRecipient[],
  ): Promise<(person: LeasedRecipient) => string | undefined> {
    if (!this.pacer.minds) return () => undefined;
    const addresses = await this.ledger.addressesOf(leased);
    return ({ subscriberId }) => {
      const sealed = addresses.get(subscriberId);
      const reachable = sealed && (sealed.email !== null || sealed.addressBox !== null);
      return reachable ? domainOfAddress(smtpAddress(this.box.open(sealed))) : undefined;
    };
  }

  private tools() {
    const { ledger, pool, pacer, tokens, box, options, logger } = this;
    return { ledger, pool, pacer, tokens, box, options, logger, publicUrl: this.settings.publicUrl };
  }
}
