import { MailServerUnavailable, type SmtpLine } from '#mail';
import type { Logger } from '#platform';
import { ledgerResult } from '../domain/ledger-result.js';
import type { NewsletterOptions } from '../domain/options.js';
import type { Pacer } from '../mail/pacer.js';
import type { SmtpPool } from '../mail/smtp-pool.js';
import type { ReadyMessage } from '../message/compiled-issue.js';
import type { InFlightRecipient, LeasedRecipient, Ledger, LedgerResult } from '../persistence/ledger.js';
import type { MessageWriter } from './message-writer.js';
import { PacedQueue } from './paced-queue.js';
import type { PreparedIssue } from './prepare-issue.js';
import { type HeldIssue, RunLedger } from './run-ledger.js';

/** What a run needs beside the issue. */
export interface RunTools {
  readonly ledger: Ledger;
  readonly pool: SmtpPool;
  readonly pacer: Pacer;
  readonly writer: MessageWriter;
  readonly options: NewsletterOptions;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

/** People to write to next, and the issue as it may be sent to them: asked for again with each chunk. */
export interface Chunk {
  readonly prepared: PreparedIssue;
  readonly people: readonly LeasedRecipient[];
  /** The domain of a person, where domains have a pace. */
  readonly domainOf?: (person: LeasedRecipient) => string | undefined;
}

const LONGEST_NAP_MS = 500;
/** With so many people left for each line the next chunk is asked for, so that no line waits for it. */
const LEFT_A_LINE = 4;

/** What stands behind the last @, in small letters: how paces are kept. */
export function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/**
 * Leased recipients, chunk after chunk, handed over by as many lanes as there are SMTP lines. A lane holds a line, and with
 * each step writes down how its last message ended and lets the next person past the gate of the ledger, in one commit
 * with the other lanes. Only people past the gate can end as unknown, so a killed process leaves at most one for each line.
 */
export class ChunkRun {
  private readonly queue: PacedQueue;
  private readonly steps: RunLedger;
  private prepared: PreparedIssue | undefined;
  /** Set when the run must end early. */
  private halted = false;
  /** The chunk that is on its way here; undefined when none was asked for. */
  private coming: Promise<void> | undefined;
  private noMore = false;
  /** Of the chunk that came last. */
  private chunkSize = 0;
  private fault: { error: unknown } | undefined;
  /** Lines that are held at the moment. */
  private lanes = 0;
  /** Why the mail server cannot be used, when it cannot. */
  unavailable: string | null = null;

  /** @param more asked for each chunk, the first one too; null when nobody is left or the issue may not go on */
  constructor(
    private readonly tools: RunTools,
    private readonly held: HeldIssue,
    private readonly more: () => Promise<Chunk | null>,
  ) {
    this.queue = new PacedQueue(tools.pacer);
    this.steps = new RunLedger(tools, held, tools.pool.size);
  }

  /** True when the run ended early: the mail server or the database is away. */
  get hasStopped(): boolean {
    return this.halted || this.steps.isAway;
  }

  /** Ends when everybody was tried, or when the run has to stop. Gives back whom it did not begin with. */
  async run(): Promise<void> {
    const { ledger, options, pool } = this.tools;
    const renewal = setInterval(
      () => {
        ledger.renew(this.held.token, options.leaseSeconds).catch(() => undefined);
      },
      (options.leaseSeconds * 1_000) / 3,
    );
    try {
      await this.ask();
      // As many as there are lines, however few come first: whoever finds nobody waits for the next chunk, without a line.
      const lanes = Array.from({ length: pool.size }, () => this.lane());
      await Promise.all(lanes.map((lane) => lane.catch((error: unknown) => this.fail(error))));
      // It may be asked for by the last lane, and must not take people for a run that is over.
      await this.coming;
    } finally {
      clearInterval(renewal);
      await this.giveBack();
    }
    if (this.fault) throw this.fault.error;
  }

  /** Nothing new begins; what is on its way comes to its end, and the run then fails with the first error. */
  private fail(error: unknown): void {
    this.fault ??= { error };
    this.halt();
  }

  /** What of it fails is found by the sweep when the leases end. */
  private async giveBack(): Promise<void> {
    await this.postpone();
    await this.tools.ledger.release(this.held.token, [...this.queue.rest, ...this.steps.notPassed]);
  }

  private async postpone(): Promise<void> {
    const later = this.queue.takePostponed();
    if (later.length > 0) await this.tools.ledger.postpone(this.held.token, later);
  }

  private async ask(): Promise<void> {
    await this.postpone();
    const chunk = await this.more();
    this.noMore = chunk === null;
    if (!chunk) return;
    this.prepared = chunk.prepared;
    this.chunkSize = chunk.people.length;
    this.queue.add(chunk.people, chunk.domainOf);
  }

  private async lane(): Promise<void> {
    const { pool, pacer } = this.tools;
    let line: SmtpLine | undefined;
    let result: LedgerResult | undefined;
    const writeDown = async () => {
      if (result) await this.steps.step(result, undefined);
      result = undefined;
    };
    const giveBack = async () => {
      // First the ledger, then the line: whoever gets the line next may then have somebody in flight.
      await writeDown();
      if (line) pool.release(line);
      this.lanes -= line ? 1 : 0;
      line = undefined;
    };
    try {
      for (let next = await this.next(writeDown); next; next = await this.next(writeDown)) {
        if (line && pool.mustGiveBack(line)) await giveBack();
        line ??= await this.openLine();
        if (!line) {
          this.queue.putBack(next);
          break;
        }
        // What is known is written down before a wait: the next commit may be a while away.
        const wait = pacer.account(line.account);
        if (wait > 0) await writeDown();
        if (wait > 0 && !(await this.waitForTurn(line, wait))) {
          this.queue.putBack(next);
          break;
        }
        const person = await this.steps.step(result, next.id);
        result = person && (await this.handOver(line, person));
      }
    } finally {
      await giveBack();
    }
  }

  /** Who is next; undefined when nobody is, or the run must end. Asks for more while there are some left. */
  private async next(beforeWaiting: () => Promise<void>): Promise<LeasedRecipient | undefined> {
    while (!this.hasStopped && !this.tools.signal.aborted) {
      if (!this.noMore && this.queue.length <= Math.max(this.tools.pool.size * LEFT_A_LINE, this.chunkSize / 2)) {
        this.coming ??= this.ask()
          .catch((error: unknown) => this.fail(error))
          .finally(() => {
            this.coming = undefined;
          });
      }
      const person = this.queue.next();
      if (person || !this.coming) return person;
      await beforeWaiting();
      await this.coming;
    }
    return undefined;
  }

  /** Undefined when no line is to be had. While other lanes have theirs, this one leaves the rest to them. */
  private async openLine(): Promise<SmtpLine | undefined> {
    try {
      const line = await this.tools.pool.acquire();
      this.lanes += 1;
      return line;
    } catch (error) {
      if (!(error instanceof MailServerUnavailable)) throw error;
      if (this.lanes === 0) this.halt(error.message);
      return undefined;
    }
  }

  /** False when the run ended meanwhile. Looks up often, so that a worker that stops does not wait for a slow server. */
  private async waitForTurn({ account }: SmtpLine, first: number): Promise<boolean> {
    for (let wait = first; wait > 0; wait = this.tools.pacer.account(account)) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_NAP_MS)));
      if (this.hasStopped || this.tools.signal.aborted) return false;
    }
    return true;
  }

  private async handOver(line: SmtpLine, person: InFlightRecipient): Promise<LedgerResult> {
    const message = this.compose(person);
    if (!message) return this.notComposed(person);
    const { from, to, messageId: idempotencyKey } = message;
    const outcome = await line.send({ from, to, idempotencyKey }, message.pieces);
    if (outcome.kind === 'deferred' && outcome.slow && !this.tools.pool.learnsFrom(line)) {
      this.tools.pacer.tooMuch(line.account, outcome.slow === 'domain' ? domainOfAddress(to) : null);
    }
    if (outcome.kind === 'senderRefused') this.halt(outcome.reply);
    const ended = ledgerResult(outcome, person.attemptNo, this.tools.options);
    return { id: person.id, messageId: message.messageId, ...ended };
  }

  /** Undefined when a message cannot be made for this one person. When no address opens, nothing can be sent at all. */
  private compose(person: InFlightRecipient): ReadyMessage | undefined {
    try {
      const address = this.tools.writer.addressOf(person);
      try {
        return this.tools.writer.write(this.prepared!, person, address);
      } catch (error) {
        this.tools.logger.error({ err: error, recipientId: person.id }, 'a message could not be made');
      }
    } catch (error) {
      this.halt('the addresses of subscribers do not open');
      this.tools.logger.error({ err: error, recipientId: person.id }, 'an address does not open');
    }
    return undefined;
  }

  /** One person's message fails for a fault of ours: the others go on, and this one is tried again and then given up. */
  private notComposed(person: InFlightRecipient): LedgerResult {
    if (this.halted) return this.steps.nothingSent(person.id);
    const outcome = {
      kind: 'deferred',
      reply: 'Nothing was sent: the message for this person could not be made.',
    } as const;
    return { id: person.id, messageId: '', ...ledgerResult(outcome, person.attemptNo, this.tools.options) };
  }

  private halt(reason?: string): void {
    this.halted = true;
    this.unavailable = reason ?? this.unavailable;
  }
}
