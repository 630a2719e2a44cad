import { describe, expect, it } from '@jest/globals';
import type { SmtpAccount } from '#mail';
import { LineLimits } from './line-limits.js';

const account = (key: string): SmtpAccount => ({ key, connection: {} });
const line = (sent: number, key = 'a', isUsable = true) => ({ sent, isUsable, account: account(key) });

/** How many messages a new line may carry. */
function carries(limits: LineLimits, key = 'a'): number {
  const fresh = line(0, key);
  limits.begin(fresh);
  while (!limits.isSpent(fresh)) fresh.sent += 1;
  return fresh.sent;
}

describe('how many messages go over one line', () => {
  it('ends lines that were opened together at different times, none too soon', () => {
    const limits = new LineLimits();
    const lengths = Array.from({ length: 20 }, () => carries(limits));
    expect(new Set(lengths).size).toBe(8);
    expect(Math.min(...lengths)).toBeGreaterThan(250);
    expect(Math.max(...lengths)).toBe(500);
  });

  it('believes a server that ends a line after many messages, for its lines alone', () => {
    const limits = new LineLimits();
    const long = line(400);
    limits.begin(long);
    expect(limits.learn(line(201, 'a', false))).toBe(true);
    expect(limits.isSpent(long)).toBe(true);
    expect(Math.max(...Array.from({ length: 20 }, () => carries(limits)))).toBe(200);
    expect(Math.max(...Array.from({ length: 20 }, () => carries(limits, 'b')))).toBe(500);
  });

  it('never learns from a line that goes on, nor from one that had carried few', () => {
    const limits = new LineLimits();
    expect(limits.learn(line(400))).toBe(false);
    expect(limits.learn(line(100, 'a', false))).toBe(false);
    expect(Math.max(...Array.from({ length: 20 }, () => carries(limits)))).toBe(500);
  });

  it('learns once: who ends a shorter line after that means the pace', () => {
    const limits = new LineLimits();
    expect([301, 400, 300, 150].map((sent) => limits.learn(line(sent, 'a', false)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(Math.max(...Array.from({ length: 20 }, () => carries(limits)))).toBe(300);
  });

  it('knows no limit below a hundred', () => {
    const limits = new LineLimits();
    expect(limits.learn(line(101, 'a', false))).toBe(true);
    const fresh = line(99);
    limits.begin(fresh);
    expect(Array.from({ length: 8 }, () => carries(limits))).toContain(100);
  });
});
