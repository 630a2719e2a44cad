import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MailServerUnavailable, type SmtpAccount, SmtpLine, smtpAccounts } from '#mail';
import { SETTINGS, type Settings } from '#platform';
import { DEFAULT_OPTIONS, NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { LineLimits } from './line-limits.js';

const IDLE_MS = 5_000;
const FIRST_REST_MS = 2_500;
const LONGEST_REST_MS = 5 * 60_000;

/** An account, and until when it is not tried because it could not be used. */
interface KnownAccount {
  readonly account: SmtpAccount;
  failures: number;
  restsUntil: number;
}

/**
 * The SMTP lines of this process, at most `connections` at once for everything that sends. Ours and not the library's:
 * its pool puts a message back without a limit and cannot say how much of it had left.
 */
@Injectable()
export class SmtpPool implements OnApplicationShutdown {
  readonly size: number;
  private readonly accounts: readonly KnownAccount[];
  private readonly idle = new Map<SmtpLine, NodeJS.Timeout>();
  private readonly waiting: (() => void)[] = [];
  private readonly limits = new LineLimits();
  private taken = 0;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(NEWSLETTER_OPTIONS) options: NewsletterOptions = DEFAULT_OPTIONS,
  ) {
    this.accounts = smtpAccounts(settings, options).map((account) => ({ account, failures: 0, restsUntil: 0 }));
    this.size = options.connections;
  }

  /**
   * A line that can send now; waits while all are taken. Give it back with `release`.
   *
   * @throws MailServerUnavailable when a new line is needed and cannot be opened
   */
  async acquire(): Promise<SmtpLine> {
    // Handing a place over counts as taken all the time, so that no third party slips in between.
    if (this.taken >= this.size) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.taken += 1;
    const known = this.takeIdle();
    if (known) return known;
    try {
      return await this.open();
    } catch (error) {
      this.giveUpPlace();
      throw error;
    }
  }

  /** True when a line that is kept from message to message must be given back: it is broken, spent, or others wait. */
  mustGiveBack(line: SmtpLine): boolean {
    return !line.isUsable || this.limits.isSpent(line) || this.waiting.length > 0;
  }

  /** True when "too much at once" meant the messages over this line, and not the pace: shorter lines come from now on. */
  learnsFrom(line: SmtpLine): boolean {
    return this.limits.learn(line);
  }

  /** Gives a line back, good or broken. */
  release(line: SmtpLine): void {
    if (line.isUsable && this.limits.isSpent(line)) line.quit();
    if (line.isUsable) {
      const timer = setTimeout(() => this.retire(line), IDLE_MS);
      timer.unref();
      this.idle.set(line, timer);
    }
    this.giveUpPlace();
  }

  onApplicationShutdown(): void {
    for (const line of [...this.idle.keys()]) this.retire(line);
  }

  /**
   * A line of the first account that can be used. One that cannot rests, longer each time, so that a server that is away
   * does not hold up each new line; when all rest, the one is tried whose rest ends first.
   */
  private async open(): Promise<SmtpLine> {
    const now = performance.now();
    const awake = this.accounts.filter(({ restsUntil }) => restsUntil <= now);
    const soonest = this.accounts.reduce((best, next) => (next.restsUntil < best.restsUntil ? next : best));
    let reason: unknown;
    for (const candidate of awake.length > 0 ? awake : [soonest]) {
      try {
        const line = await SmtpLine.open(candidate.account);
        this.limits.begin(line);
        candidate.failures = 0;
        candidate.restsUntil = 0;
        return line;
      } catch (error) {
        if (!(error instanceof MailServerUnavailable)) throw error;
        candidate.failures += 1;
        candidate.restsUntil = performance.now() + Math.min(FIRST_REST_MS * 2 ** candidate.failures, LONGEST_REST_MS);
        reason = error;
      }
    }
    throw reason;
  }

  private takeIdle(): SmtpLine | undefined {
    for (const [line, timer] of this.idle) {
      clearTimeout(timer);
      this.idle.delete(line);
      if (line.isUsable) return line;
    }
    return undefined;
  }

  private retire(line: SmtpLine): void {
    clearTimeout(this.idle.get(line));
    this.idle.delete(line);
    line.quit();
  }

  private giveUpPlace(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.taken -= 1;
  }
}
