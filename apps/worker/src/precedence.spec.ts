import { describe, expect, it } from '@jest/globals';
import { Precedence } from './precedence.js';

const LONG_MS = 600_000;

/** Something that runs until it is told to end. */
function running(precedence: Precedence): { end: () => Promise<void> } {
  let finish = () => {};
  const done = precedence.first(() => new Promise<void>((resolve) => (finish = resolve)));
  return {
    end: () => {
      finish();
      return done;
    },
  };
}

async function settled(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => {
    over = true;
  });
  await new Promise(setImmediate);
  return over;
}

describe('who goes first', () => {
  const { signal } = new AbortController();

  it('holds nobody back while nothing runs', async () => {
    await new Precedence().holdBack(LONG_MS, signal);
  });

  it('holds others back until the last of it has ended, also when it fails', async () => {
    const precedence = new Precedence();
    const [one, other] = [running(precedence), running(precedence)];
    const waiting = precedence.holdBack(LONG_MS, signal);
    await one.end();
    expect(await settled(waiting)).toBe(false);
    await other.end();
    await waiting;
    await expect(precedence.first(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await precedence.holdBack(LONG_MS, signal);
  });

  it('holds nobody back for ever, and nobody past the end of the process', async () => {
    const precedence = new Precedence();
    const one = running(precedence);
    await precedence.holdBack(5, signal);
    const stopping = new AbortController();
    const waiting = precedence.holdBack(LONG_MS, stopping.signal);
    expect(await settled(waiting)).toBe(false);
    stopping.abort();
    await waiting;
    await one.end();
  });
});
