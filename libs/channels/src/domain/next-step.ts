import type { AttemptResult } from './attempt.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Milliseconds before each attempt, the example schedule of Standard Webhooks 1.0.0: ten attempts over about 75 hours.
 */
export const RETRY_TABLE: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

export const MAX_ATTEMPTS = RETRY_TABLE.length;

/** The longest wait a destination can ask for: otherwise one answer could put a delivery off for ever. */
const LONGEST_ASKED = 24 * HOUR;

export type NextStep =
  | { readonly kind: 'succeed' | 'disable' | 'exhaust' }
  | { readonly kind: 'retry'; readonly afterMs: number };

/**
 * What follows from an attempt. A wait has a fifth of chance either way, so that deliveries which failed together do
 * not come back together; a wait that the destination asked for is never shortened.
 *
 * @param attempt which attempt it was, from 1
 * @param chance from 0 to 1
 */
export function nextStep(result: AttemptResult, attempt: number, chance: number = Math.random()): NextStep {
  if (result.outcome === 'accepted') return { kind: 'succeed' };
  if (result.outcome === 'gone') return { kind: 'disable' };
  const wait = RETRY_TABLE[attempt];
  if (wait === undefined) return { kind: 'exhaust' };
  const asked = result.outcome === 'throttled' ? Math.min(result.retryAfterMs ?? 0, LONGEST_ASKED) : 0;
  return { kind: 'retry', afterMs: Math.round(Math.max(wait * (0.8 + 0.4 * chance), asked)) };
}

/**
 * Milliseconds that a Retry-After header asks for: seconds, or an HTTP date (RFC 9110, 10.2.3). Undefined when it says
 * neither, or an instant in the past.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  if (!/^[A-Za-z]{3}/.test(text)) return undefined;
  const ms = Date.parse(text) - now.getTime();
  return ms > 0 ? ms : undefined;
}
