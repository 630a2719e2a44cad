import { describe, expect, it } from '@jest/globals';
import { Batch } from './batch.js';
import { AnswerTooLarge } from './bounded-query.js';

describe('a batch', () => {
  it('reads what is asked in one turn at once, and answers each its own', async () => {
    const sizes: number[] = [];
    const batch = new Batch<number, number>(async (questions) => {
      sizes.push(questions.length);
      return questions.map((it) => it * 2);
    }, 3);
    expect(await Promise.all([1, 2, 3, 4].map((it) => batch.ask(it)))).toEqual([2, 4, 6, 8]);
    expect(await batch.ask(5)).toBe(10);
    expect(sizes).toEqual([3, 1, 1]);
  });

  it('reads one after the other what is too much together, and not what nobody wants any more', async () => {
    const sizes: number[] = [];
    let open = 0;
    const batch = new Batch<number, number>(async (questions) => {
      sizes.push(questions.length);
      open += 1;
      expect(open).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      if (questions.length > 1) throw new AnswerTooLarge();
      return questions;
    }, 10);
    const full = { isFull: false };
    const asked = [batch.ask(1, full), batch.ask(2), batch.ask(3, full)];
    // The answer to the first was too much for the request that the third is of.
    void asked[0]!.then(() => {
      full.isFull = true;
    });
    const settled = await Promise.allSettled(asked);
    expect(settled.map((it) => (it.status === 'fulfilled' ? it.value : it.reason.extensions.code))).toEqual([
      ...[1, 2, 'ANSWER_TOO_LARGE'],
    ]);
    expect(sizes).toEqual([3, 1, 1]);
  });

  it('tells everybody of a failure, and goes on', async () => {
    let broken = true;
    const batch = new Batch<number, number>(async (questions) => {
      if (broken) throw new Error('no connection');
      return [...questions];
    }, 10);
    const both = await Promise.allSettled([batch.ask(1), batch.ask(2)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await batch.ask(3)).toBe(3);
  });
});
