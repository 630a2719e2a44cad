import type { AudienceTokens } from '#audience';
import { MailServerUnavailable } from '#mail';
import type { Logger } from '#platform';
import { ledgerResult } from '../domain/ledger-result.js';
import type { NewsletterOptions } from '../domain/options.js';
import type { SmtpPool } from '../mail/smtp-pool.js';
import { longDate } from '../message/words.js';
import type { InFlightRecipient, LeasedRecipient, Ledger, LedgerResult } from '../persistence/ledger.js';
import { GroupCommit } from './group-commit.js';
import type { PreparedIssue } from './prepare-issue.js';

/** What a run needs beside the issue. */
export interface RunTools {
  readonly ledger: Ledger;
  readonly pool: SmtpPool;
  readonly tokens: AudienceTokens;
  readonly options: NewsletterOptions;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** How long a process that stops goes on trying to write down what it knows. */
const LAST_WORDS_MS = 15_000;

/**
 * One lease of recipients, handed over by as many lanes as there are SMTP lines. A lane takes the next person, waits
 * for a line, passes the gate of the ledger, sends, and writes down how it ended. Only people past the gate can end as
 * unknown, so a killed process leaves at most one for each line.
 */
export class ChunkRun {
  private readonly waiting: LeasedRecipient[];
  private readonly gate: GroupCommit<string, InFlightRecipient | undefined>;
  private readonly writer: GroupCommit<LedgerResult, undefined>;
  /** Set when the run must end early. */
  private stopped = false;
  /** Why the mail server cannot be used, when it cannot. */
  unavailable: string | null = null;

  constructor(
    private readonly tools: RunTools,
    private readonly prepared: PreparedIssue,
    private readonly token: string,
    leased: readonly LeasedRecipient[],
  ) {
    const { ledger, options } = tools;
    this.waiting = [...leased];
    this.gate = new GroupCommit(async (ids) => {
      const passed = await ledger.markInFlight(token, ids, options.leaseSeconds);
      return ids.map((id) => passed.get(id));
    });
    this.writer = new GroupCommit(async (results) => {
      await this.write(results);
      return results.map(() => undefined);
    });
  }

  /** True when the run ended early: the mail server or the database is away. */
  get hasStopped(): boolean {
    return this.stopped;
  }

  /** Ends when everybody was tried, or when the run has to stop. Gives back whom it did not begin with. */
  async run(): Promise<void> {
    const { ledger, options, pool } = this.tools;
    const renewal = setInterval(
      () => {
        ledger.renew(this.token, options.leaseSeconds).catch(() => undefined);
      },
      (options.leaseSeconds * 1_000) / 3,
    );
    try {
      await Promise.all(Array.from({ length: Math.min(pool.size, this.waiting.length) }, () => this.lane()));
      await ledger.release(this.token);
    } finally {
      clearInterval(renewal);
    }
  }

  private async lane(): Promise<void> {
    while (!this.stopped && !this.tools.signal.aborted) {
      const next = this.waiting.shift();
      if (!next) return;
      const result = await this.handOver(next);
      if (result) await this.writer.submit(result);
    }
  }

  private async handOver(next: LeasedRecipient): Promise<LedgerResult | undefined> {
    const { pool, options } = this.tools;
    const line = await pool.acquire().catch((error: unknown) => this.giveUp(error));
    if (!line) return undefined;
    try {
      const person = await this.gate.submit(next.id);
      if (!person) return undefined;
      const message = this.messageFor(person);
      const outcome = await line.send({ from: message.from, to: message.to }, message.bytes);
      if (outcome.kind === 'senderRefused') this.stop(outcome.reply);
      return { id: person.id, messageId: message.messageId, ...ledgerResult(outcome, person.attemptNo, options) };
    } catch (error) {
      // The gate's answer was lost with the database, or a message could not be made: nothing left for this person.
      this.stopped = true;
      this.tools.logger.error({ err: error, recipientId: next.id }, 'a recipient could not be handed over');
      const reply = 'Nothing was sent: an error of our own came before it.';
      return { id: next.id, messageId: '', status: 'deferred', reply, waitSeconds: options.brokenSeconds };
    } finally {
      pool.release(line);
    }
  }

  private giveUp(error: unknown): undefined {
    if (!(error instanceof MailServerUnavailable)) throw error;
    this.stop(error.message);
  }

  private stop(reason: string): void {
    this.stopped = true;
    this.unavailable = reason;
  }

  private messageFor(person: InFlightRecipient) {
    const { issue, site, compiled } = this.prepared;
    const token = this.tools.tokens.unsubscribe({ subscriberId: person.subscriberId, issueId: issue.id });
    return compiled.message({
      deliveryId: person.id,
      email: person.email,
      unsubscribeUrl: `${this.tools.publicUrl}/u/${token}`,
      since: longDate(person.confirmedAt ?? issue.createdAt, site.locale, site.timeZone),
    });
  }

  /** Results are worth more than anything: while the database is away they are kept here and nothing new begins. */
  private async write(results: readonly LedgerResult[]): Promise<void> {
    let stoppingSince = 0;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.tools.ledger.record(this.token, results);
      } catch (error) {
        if (this.tools.signal.aborted) stoppingSince ||= Date.now();
        if (stoppingSince && Date.now() - stoppingSince > LAST_WORDS_MS) throw error;
        this.tools.logger.warn({ err: error, results: results.length }, 'results wait for the database');
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}
