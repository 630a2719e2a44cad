/** Two at most run at once: while one waits for the disk, the other works. */
const MOST_AT_ONCE = 2;
/** Nobody waits longer than this for company, in milliseconds. A statement takes about as long. */
const LONGEST_WAIT_MS = 2;

/**
 * Puts what several callers want into one statement: each costs the database and us as much as several rows do. A
 * statement begins when enough wait for it, or when the first of them has waited long enough. Two statements at most run
 * at the same time, so no two callers may want something of the same row.
 */
export class GroupCommit<I, O> {
  private waiting: { item: I; resolve: (value: O) => void; reject: (error: unknown) => void }[] = [];
  private running = 0;
  private patience: NodeJS.Timeout | undefined;

  /**
   * @param run does all of a group; answers in the same order
   * @param enough how many are worth a statement at once: with half of the callers, the others are busy meanwhile
   */
  constructor(
    private readonly run: (items: readonly I[]) => Promise<readonly O[]>,
    private readonly enough: number,
  ) {}

  submit(item: I): Promise<O> {
    return new Promise<O>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      this.consider();
    });
  }

  private consider(): void {
    if (this.waiting.length === 0 || this.running >= MOST_AT_ONCE) return;
    if (this.waiting.length >= this.enough) return void this.begin();
    // While a statement runs there is company to come; its end looks again.
    if (this.running === 0) this.patience ??= setTimeout(() => void this.begin(), LONGEST_WAIT_MS);
  }

  private async begin(): Promise<void> {
    clearTimeout(this.patience);
    this.patience = undefined;
    const group = this.waiting;
    this.waiting = [];
    this.running += 1;
    try {
      const answers = await this.run(group.map(({ item }) => item));
      for (const [index, { resolve }] of group.entries()) resolve(answers[index]!);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    this.running -= 1;
    this.consider();
  }
}
