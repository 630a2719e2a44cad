import type { AddressBox, AudienceTokens } from '#audience';
import { MailServerUnavailable, type SmtpLine } from '#mail';
import type { Logger } from '#platform';
import { ledgerResult } from '../domain/ledger-result.js';
import type { NewsletterOptions } from '../domain/options.js';
import type { Pacer } from '../mail/pacer.js';
import type { SmtpPool } from '../mail/smtp-pool.js';
import type { ReadyMessage } from '../message/compiled-issue.js';
import { longDate } from '../message/words.js';
import type { InFlightRecipient, LeasedRecipient, Ledger, LedgerResult } from '../persistence/ledger.js';
import { GroupCommit } from './group-commit.js';
import { PacedQueue } from './paced-queue.js';
import type { PreparedIssue } from './prepare-issue.js';

/** What a run needs beside the issue. */
export interface RunTools {
  readonly ledger: Ledger;
  readonly pool: SmtpPool;
  readonly pacer: Pacer;
  readonly tokens: AudienceTokens;
  readonly box: AddressBox;
  readonly options: NewsletterOptions;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
const LONGEST_NAP_MS = 500;
/** How long a process that stops goes on trying to write down what it knows. */
const LAST_WORDS_MS = 15_000;

/** What stands behind the last @, in small letters: how paces are kept. */
export function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** What a lane has to write down, and whom it wants to write to next. */
interface Step {
  readonly result: LedgerResult | undefined;
  readonly nextId: string | undefined;
}

/**
 * One lease of recipients, handed over by as many lanes as there are SMTP lines. A lane holds a line, and with each step
 * writes down how its last message ended and lets the next person past the gate of the ledger, in one commit with the
 * other lanes. Only people past the gate can end as unknown, so a killed process leaves at most one for each line.
 */
export class ChunkRun {
  private readonly queue: PacedQueue;
  private readonly steps: GroupCommit<Step, InFlightRecipient | undefined>;
  /** Set when the run must end early. */
  private stopped = false;
  /** Lines that are held at the moment. */
  private lanes = 0;
  /** Why the mail server cannot be used, when it cannot. */
  unavailable: string | null = null;

  constructor(
    private readonly tools: RunTools,
    private readonly prepared: PreparedIssue,
    private readonly token: string,
    leased: readonly LeasedRecipient[],
    /** The domain of a person, where domains have a pace. */
    domainOf: (person: LeasedRecipient) => string | undefined = () => undefined,
  ) {
    this.queue = new PacedQueue(leased, tools.pacer, domainOf);
    this.steps = new GroupCommit((steps) => this.commit(steps));
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
      await Promise.all(Array.from({ length: Math.min(pool.size, this.queue.length) }, () => this.lane()));
      if (this.queue.postponed.length > 0) await ledger.postpone(this.token, this.queue.postponed);
      await ledger.release(this.token);
    } finally {
      clearInterval(renewal);
    }
  }

  private async lane(): Promise<void> {
    const { pool, pacer } = this.tools;
    let line: SmtpLine | undefined;
    let result: LedgerResult | undefined;
    const giveBack = async () => {
      // First the ledger, then the line: whoever gets the line next may then have somebody in flight.
      if (result) await this.steps.submit({ result, nextId: undefined });
      result = undefined;
      if (line) pool.release(line);
      this.lanes -= line ? 1 : 0;
      line = undefined;
    };
    for (let next = this.next(); next; next = this.next()) {
      if (line && pool.mustGiveBack(line)) await giveBack();
      line ??= await this.openLine();
      if (!line) {
        this.queue.putBack(next);
        break;
      }
      // What is known is written down before a wait: the next commit may be a while away.
      const wait = pacer.account(line.account);
      if (wait > 0) {
        if (result) await this.steps.submit({ result, nextId: undefined });
        result = undefined;
        if (!(await this.waitForTurn(line, wait))) {
          this.queue.putBack(next);
          break;
        }
      }
      const person = await this.steps.submit({ result, nextId: next.id });
      result = person && (await this.handOver(line, person));
    }
    await giveBack();
  }

  /** Undefined when no line is to be had. While other lanes have theirs, this one leaves the rest to them. */
  private async openLine(): Promise<SmtpLine | undefined> {
    try {
      const line = await this.tools.pool.acquire();
      this.lanes += 1;
      return line;
    } catch (error) {
      if (!(error instanceof MailServerUnavailable)) throw error;
      if (this.lanes === 0) this.stop(error.message);
      return undefined;
    }
  }

  /** False when the run ended meanwhile. Looks up often, so that a worker that stops does not wait for a slow server. */
  private async waitForTurn({ account }: SmtpLine, first: number): Promise<boolean> {
    for (let wait = first; wait > 0; wait = this.tools.pacer.account(account)) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(wait, LONGEST_NAP_MS)));
      if (this.stopped || this.tools.signal.aborted) return false;
    }
    return true;
  }

  private next(): LeasedRecipient | undefined {
    return this.stopped || this.tools.signal.aborted ? undefined : this.queue.next();
  }

  private async handOver(line: SmtpLine, person: InFlightRecipient): Promise<LedgerResult> {
    const message = this.compose(person);
    if (!message) return this.notComposed(person);
    try {
      const { from, to, messageId: idempotencyKey } = message;
      const outcome = await line.send({ from, to, idempotencyKey }, message.bytes);
      if (outcome.kind === 'deferred' && outcome.slow) {
        this.tools.pacer.tooMuch(line.account, outcome.slow === 'domain' ? domainOfAddress(to) : null);
      }
      if (outcome.kind === 'senderRefused') this.stop(outcome.reply);
      const ended = ledgerResult(outcome, person.attemptNo, this.tools.options);
      return { id: person.id, messageId: message.messageId, ...ended };
    } catch (error) {
      this.stopped = true;
      this.tools.logger.error({ err: error, recipientId: person.id }, 'a message could not be handed over');
      return this.nothingSent(person.id);
    }
  }

  /** Undefined when a message cannot be made for this one person. When no address opens, nothing can be sent at all. */
  private compose(person: InFlightRecipient): ReadyMessage | undefined {
    try {
      const address = this.tools.box.open({ ...person, id: person.subscriberId });
      try {
        return this.messageFor(person, address);
      } catch (error) {
        this.tools.logger.error({ err: error, recipientId: person.id }, 'a message could not be made');
      }
    } catch (error) {
      this.stop('the addresses of subscribers do not open');
      this.tools.logger.error({ err: error, recipientId: person.id }, 'an address does not open');
    }
    return undefined;
  }

  /** One person's message fails for a fault of ours: the others go on, and this one is tried again and then given up. */
  private notComposed(person: InFlightRecipient): LedgerResult {
    if (this.stopped) return this.nothingSent(person.id);
    const outcome = {
      kind: 'deferred',
      reply: 'Nothing was sent: the message for this person could not be made.',
    } as const;
    return { id: person.id, messageId: '', ...ledgerResult(outcome, person.attemptNo, this.tools.options) };
  }

  /** One commit for several lanes. When its answer is lost nobody passes, and what it may have let past is taken back. */
  private async commit(steps: readonly Step[]): Promise<(InFlightRecipient | undefined)[]> {
    const results = steps.flatMap(({ result }) => result ?? []);
    const nextIds = steps.flatMap(({ nextId }) => nextId ?? []);
    try {
      const passed = await this.tools.ledger.advance(this.token, results, nextIds, this.tools.options.leaseSeconds);
      return steps.map(({ nextId }) => passed.get(nextId ?? ''));
    } catch (error) {
      this.stopped = true;
      this.tools.logger.warn({ err: error, people: nextIds.length }, 'the ledger did not answer');
      await this.write([...results, ...nextIds.map((id) => this.nothingSent(id))]);
      return steps.map(() => undefined);
    }
  }

  private nothingSent(id: string): LedgerResult {
    const reply = 'Nothing was sent: an error of our own came before it.';
    return { id, messageId: '', status: 'deferred', reply, waitSeconds: this.tools.options.brokenSeconds };
  }

  private stop(reason: string): void {
    this.stopped = true;
    this.unavailable = reason;
  }

  private messageFor(person: InFlightRecipient, email: string) {
    const { issue, site, compiled } = this.prepared;
    const token = this.tools.tokens.unsubscribe({ subscriberId: person.subscriberId, issueId: issue.id });
    return compiled.message({
      deliveryId: person.id,
      email,
      unsubscribeUrl: `${this.tools.publicUrl}/u/${token}`,
      resends: person.resends,
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
