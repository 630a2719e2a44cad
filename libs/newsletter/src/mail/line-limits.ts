import type { SmtpLine } from '#mail';

/** Below what servers take that count at all: Exim takes 1,000 messages over a line until it is told otherwise. */
const USUAL = 500;
/** No server that counts is known to stop before this. */
const LEAST = 100;
/** Lines that were opened together end at this many different times, so that never all of them are opened anew at once. */
const STEPS = 8;

type Line = Pick<SmtpLine, 'sent' | 'account' | 'isUsable'>;

/**
 * How many messages go over one line before it is ended: opening a line costs as much as some ten messages, and some
 * servers send everybody away who says too much over one. A server that does it is believed.
 */
export class LineLimits {
  /** What accounts have taught us, by their keys. */
  private readonly learned = new Map<string, number>();
  private readonly limits = new WeakMap<Line, number>();
  private opened = 0;

  /** To be told of each line that was opened. */
  begin(line: Line): void {
    const share = 1 - (this.opened % STEPS) / (2 * STEPS);
    this.opened += 1;
    this.limits.set(line, Math.ceil(this.limitOf(line) * share));
  }

  isSpent(line: Line): boolean {
    return line.sent >= Math.min(this.limits.get(line) ?? LEAST, this.limitOf(line));
  }

  /**
   * To be told when a server said "too much at once". True when it ended a line that had carried many messages: it counts
   * them, and from now on we end such lines before it does. When it then ends one that had carried fewer, it means our pace.
   */
  learn(line: Line): boolean {
    const known = this.learned.get(line.account.key) ?? LEAST;
    if (line.isUsable || line.sent <= known) return false;
    if (!this.learned.has(line.account.key)) this.learned.set(line.account.key, line.sent - 1);
    return true;
  }

  private limitOf({ account }: Line): number {
    return this.learned.get(account.key) ?? USUAL;
  }
}
