/**
 * Lets what is due go before the telling of it, in one process: while the one runs, the other holds back for a while.
 * Both want the same processor and the same rows.
 */
export class Precedence {
  private running = 0;
  private readonly waiting = new Set<() => void>();

  /** Does something that others hold back for. */
  async first<T>(work: () => Promise<T>): Promise<T> {
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      if (this.running === 0) for (const go of [...this.waiting]) go();
    }
  }

  /** Ends when nothing runs that goes first, when the signal says so, or after `mostMs`: nobody holds back for ever. */
  async holdBack(mostMs: number, signal: AbortSignal): Promise<void> {
    if (this.running === 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const go = () => {
        this.waiting.delete(go);
        clearTimeout(timer);
        signal.removeEventListener('abort', go);
        resolve();
      };
      const timer = setTimeout(go, mostMs);
      signal.addEventListener('abort', go);
      this.waiting.add(go);
    });
  }
}
