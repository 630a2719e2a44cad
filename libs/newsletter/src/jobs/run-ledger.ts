import type { Logger } from '#platform';
import type { NewsletterOptions } from '../domain/options.js';
import type { InFlightRecipient, Ledger, LedgerResult } from '../persistence/ledger.js';
import { GroupCommit } from './group-commit.js';

/** What a lane has to write down, and whom it wants to write to next. */
interface Step {
  readonly result: LedgerResult | undefined;
  readonly nextId: string | undefined;
}

/** The issue that a run hands over, and what its leases are held with. */
export interface HeldIssue {
  readonly issueId: string;
  readonly token: string;
}

interface LedgerTools {
  readonly ledger: Ledger;
  readonly options: NewsletterOptions;
  readonly logger: Logger;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 5_000;
/** How long a process that stops goes on trying to write down what it knows. */
const LAST_WORDS_MS = 15_000;

/** What the lanes of one run write into the ledger: several lanes at once, and never forgotten while the database is away. */
export class RunLedger {
  /** True once the ledger did not answer: nothing new may begin. */
  isAway = false;
  /** Who did not pass the gate, or of whom nobody knows it: those that are still ours are given back at the end. */
  readonly notPassed: string[] = [];
  private readonly steps: GroupCommit<Step, InFlightRecipient | undefined>;

  constructor(
    private readonly tools: LedgerTools,
    private readonly held: HeldIssue,
    lanes: number,
  ) {
    this.steps = new GroupCommit((steps) => this.commit(steps), Math.ceil(lanes / 2));
  }

  /**
   * Writes down how a lane's last message ended, and lets its next person past the gate; in one commit with other lanes.
   * Undefined when nobody was asked for, or that person must not be written to.
   */
  step(result: LedgerResult | undefined, nextId: string | undefined): Promise<InFlightRecipient | undefined> {
    return this.steps.submit({ result, nextId });
  }

  /** What becomes of somebody past the gate to whom nothing went. */
  nothingSent(id: string): LedgerResult {
    const reply = 'Nothing was sent: an error of our own came before it.';
    return { id, messageId: '', status: 'deferred', reply, waitSeconds: this.tools.options.brokenSeconds };
  }

  /** One commit for several lanes. When its answer is lost nobody passes, and what it may have let past is taken back. */
  private async commit(steps: readonly Step[]): Promise<(InFlightRecipient | undefined)[]> {
    const results = steps.flatMap(({ result }) => result ?? []);
    const nextIds = steps.flatMap(({ nextId }) => nextId ?? []);
    try {
      const { ledger, options } = this.tools;
      const passed = await ledger.advance(this.held, results, nextIds, options.leaseSeconds);
      if (passed.size < nextIds.length) this.notPassed.push(...nextIds.filter((id) => !passed.has(id)));
      return steps.map(({ nextId }) => passed.get(nextId ?? ''));
    } catch (error) {
      this.isAway = true;
      this.notPassed.push(...nextIds);
      this.tools.logger.warn({ err: error, people: nextIds.length }, 'the ledger did not answer');
      await this.write([...results, ...nextIds.map((id) => this.nothingSent(id))]);
      return steps.map(() => undefined);
    }
  }

  /** Results are worth more than anything: while the database is away they are kept here and nothing new begins. */
  private async write(results: readonly LedgerResult[]): Promise<void> {
    let stoppingSince = 0;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.tools.ledger.record(this.held.token, results);
      } catch (error) {
        if (this.tools.signal.aborted) stoppingSince ||= Date.now();
        if (stoppingSince && Date.now() - stoppingSince > LAST_WORDS_MS) throw error;
        this.tools.logger.warn({ err: error, results: results.length }, 'results wait for the database');
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }
}
