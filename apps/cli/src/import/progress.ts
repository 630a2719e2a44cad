import { stat } from 'node:fs/promises';
import type { Passed } from './other-sources.js';

const WIDTH = 24;

/** A line that moves on a terminal: how much of the files was read, how many articles, how many a second. */
export class Progress {
  private readonly shown = process.stderr.isTTY === true;
  private readonly began = performance.now();
  private total = 1;
  private articles = 0;

  constructor(readonly passed: Passed) {}

  /** Learns how much there is to read. */
  async measure(paths: readonly string[]): Promise<void> {
    if (!this.shown) return;
    const sizes = await Promise.all(
      paths.map((path) =>
        stat(path).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    this.total = Math.max(
      1,
      sizes.reduce((sum, size) => sum + size, 0),
    );
  }

  /** Takes the line away, so that something else can be printed. */
  clear(): void {
    if (this.shown) process.stderr.write('\r\x1b[K');
  }

  show(articles: number): void {
    this.articles += articles;
    if (!this.shown) return;
    const share = Math.min(1, this.passed.bytes / this.total);
    const full = Math.round(share * WIDTH);
    const rate = this.articles / Math.max(0.001, (performance.now() - this.began) / 1_000);
    const bar = `${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}`;
    process.stderr.write(
      `\r\x1b[K[${bar}] ${Math.floor(share * 100)} %  ${this.articles} articles, ${Math.round(rate)} a second`,
    );
  }
}
