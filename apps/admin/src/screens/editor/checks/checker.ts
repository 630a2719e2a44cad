import type { CheckAnswer, CheckQuestion } from './check-types';

/** The part of a worker that the checker uses. */
export interface CheckThread {
  postMessage(question: CheckQuestion): void;
  onmessage: ((event: MessageEvent<CheckAnswer>) => void) | null;
  terminate(): void;
}

/** Milliseconds from a change to the question, also while somebody types on. */
const PACE = 500;

/**
 * Checks a text while it is written, and not only once the hands rest. One question at a time: what changes meanwhile is asked when the answer is there,
 * so that a slow machine is never asked more than it can answer.
 */
export class Checker {
  private number = 0;
  private waiting = false;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly thread: CheckThread,
    private readonly question: () => Omit<CheckQuestion, 'number'>,
    private readonly answered: (answer: CheckAnswer) => void,
  ) {
    thread.onmessage = ({ data }) => {
      this.waiting = false;
      this.answered(data);
      if (this.again) this.soon();
    };
  }

  /** The text changed. */
  soon(): void {
    this.timer ??= setTimeout(() => this.ask(), PACE);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.thread.terminate();
  }

  private ask(): void {
    this.timer = undefined;
    this.again = this.waiting;
    if (this.waiting) return;
    this.waiting = true;
    this.number += 1;
    this.thread.postMessage({ number: this.number, ...this.question() });
  }
}
