import { describe, expect, it, jest } from '@jest/globals';
import { build as b } from '#document';
import { answerQuestion } from './answer-question';
import type { CheckAnswer, CheckQuestion } from './check-types';
import { Checker, type CheckThread } from './checker';

const question = (words: string) => ({
  content: b.content(b.doc(b.h(2, 'Help'), b.p(words)), { title: 'Back pain' }),
  redFlagTopic: undefined,
  year: 2026,
  safetyBlocks: new Map(),
  exercises: new Map(),
});

describe('checking while somebody writes', () => {
  it('asks one question at a time, and the newest words last', () => {
    jest.useFakeTimers();
    const asked: CheckQuestion[] = [];
    const thread: CheckThread = { postMessage: (it) => asked.push(it), onmessage: null, terminate: () => undefined };
    const answers: number[] = [];
    let words = 'one';
    const checker = new Checker(
      thread,
      () => question(words),
      ({ number }) => answers.push(number),
    );
    const answer = () => thread.onmessage?.({ data: answerQuestion(asked.at(-1)!) } as MessageEvent<CheckAnswer>);
    checker.soon();
    jest.advanceTimersByTime(1_000);
    for (words of ['two', 'three', 'four']) {
      checker.soon();
      jest.advanceTimersByTime(1_000);
    }
    expect(asked).toHaveLength(1);
    answer();
    jest.advanceTimersByTime(1_000);
    expect([asked.length, asked[1]!.content]).toEqual([2, question('four').content]);
    answer();
    jest.advanceTimersByTime(5_000);
    expect([asked.length, answers]).toEqual([2, [1, 2]]);
    jest.useRealTimers();
  });

  it('places a finding on its words, in positions of the editor', () => {
    const { findings } = answerQuestion({ number: 1, ...question('For details click here and read on, please.') });
    const finding = findings.find(({ code }) => code === 'LINK_TARGET_LOST');
    // 0 heading, 1 to 5 "Help", 6 paragraph, 7 its first letter.
    expect(finding?.place).toEqual({ from: 7 + 12, to: 7 + 22 });
  });
});
