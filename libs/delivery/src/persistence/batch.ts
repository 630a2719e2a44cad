import type { Witness } from './article-query.js';
import { AnswerTooLarge } from './bounded-query.js';

interface Waiting<Q, R> {
  readonly question: Q;
  readonly witness: Pick<Witness, 'isFull'> | undefined;
  readonly resolve: (answer: R) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Puts questions that come in the same turn of the event loop into one statement. Each is read after it was asked, in
 * one state of the database with the others, and none waits for an earlier statement: under load, most of what a reading
 * costs is the way to the database and back, and that is then shared.
 */
export class Batch<Q, R> {
  private waiting: Waiting<Q, R>[] = [];

  /**
   * @param read answers every question, in their order
   * @param most questions in one statement
   */
  constructor(
    private readonly read: (questions: readonly Q[]) => Promise<readonly R[]>,
    private readonly most: number,
  ) {}

  /** @param witness of the request that asks */
  ask(question: Q, witness?: Pick<Witness, 'isFull'>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => this.send());
      this.waiting.push({ question, witness, resolve, reject });
      if (this.waiting.length >= this.most) this.send();
    });
  }

  private send(): void {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.sendTogether(batch);
  }

  private sendTogether(batch: readonly Waiting<Q, R>[]): void {
    this.read(batch.map(({ question }) => question)).then(
      (answers) => {
        for (const [n, { resolve }] of batch.entries()) resolve(answers[n]!);
      },
      (reason) => {
        // Each alone may be small enough, and whose is not must not fail the others.
        if (reason instanceof AnswerTooLarge && batch.length > 1) void this.sendInTurn(batch);
        else for (const { reject } of batch) reject(reason);
      },
    );
  }

  /** One after the other: all at once they would take the memory that one statement must not. */
  private async sendInTurn(batch: readonly Waiting<Q, R>[]): Promise<void> {
    for (const { question, witness, resolve, reject } of batch) {
      if (witness?.isFull) reject(new AnswerTooLarge());
      else await this.read([question]).then(([answer]) => resolve(answer!), reject);
    }
  }
}
