/** While one statement runs, the next begins as soon as this many wait for it: their commits then overlap. */
const ENOUGH = 5;
const MOST_AT_ONCE = 2;

/**
 * Puts what several callers want into one statement: while one statement runs, everything that comes waits for the
 * next. One caller alone never waits; twenty at once cost a few commits. Two statements at most run at the same time,
 * so no two callers may want something of the same row.
 */
export class GroupCommit<I, O> {
  private waiting: { item: I; resolve: (value: O) => void; reject: (error: unknown) => void }[] = [];
  private running = 0;

  /** @param run does all of a group; answers in the same order */
  constructor(private readonly run: (items: readonly I[]) => Promise<readonly O[]>) {}

  submit(item: I): Promise<O> {
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      const enough = this.running < MOST_AT_ONCE && this.waiting.length >= ENOUGH;
      if (this.running === 0 || enough) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running += 1;
    while (this.waiting.length > 0) {
      const group = this.waiting;
      this.waiting = [];
      try {
        const answers = await this.run(group.map(({ item }) => item));
        for (const [index, { resolve }] of group.entries()) resolve(answers[index]!);
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.running -= 1;
  }
}
