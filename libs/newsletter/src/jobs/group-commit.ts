/**
 * Puts what several callers want into one statement: while one statement runs, everything that comes waits for the
 * next. One caller alone never waits; twenty at once cost one commit.
 */
export class GroupCommit<I, O> {
  private waiting: { item: I; resolve: (value: O) => void; reject: (error: unknown) => void }[] = [];
  private running = false;

  /** @param run does all of a group; answers in the same order */
  constructor(private readonly run: (items: readonly I[]) => Promise<readonly O[]>) {}

  submit(item: I): Promise<O> {
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
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
    this.running = false;
  }
}
