import type { ReadyAnswer } from './answer-cache.js';
import type { RawQuestion } from './raw-question.js';
import { compressedNow, formOf, isHeldBy } from './send-ready.js';

/** What of an answer's head is the same for all answers of one second and one sender. */
export interface PerAnswer {
  /** As `toUTCString` says it, to the second. */
  readonly date: string;
  /** Whole header lines, each with its end. */
  readonly lines: string;
  /** Milliseconds that an idle connection is kept open; 0 says nothing of it. */
  readonly keepAliveMs: number;
}

function linesOf(headers: readonly string[]): string {
  let text = '';
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`;
  return text;
}

function lastLines({ date, keepAliveMs }: PerAnswer): string {
  const kept = keepAliveMs > 0 ? `Keep-Alive: timeout=${Math.floor(keepAliveMs / 1_000)}\r\n` : '';
  return `Date: ${date}\r\nConnection: keep-alive\r\n${kept}\r\n`;
}

/**
 * A ready answer as the bytes of one HTTP/1.1 response on a connection that stays open, a character each: what Node's own
 * response writes for the same answer.
 *
 * @returns undefined while its compressed form is still being made
 */
export function wireText(answer: ReadyAnswer, asked: RawQuestion, each: PerAnswer): string | undefined {
  if (isHeldBy(asked, answer)) {
    return `HTTP/1.1 304 Not Modified\r\n${each.lines}${linesOf(answer.headers)}${lastLines(each)}`;
  }
  const form = formOf(answer, asked);
  const body = form ? compressedNow(form, answer) : answer.body;
  if (body === undefined) return undefined;
  const coded = form ? `content-encoding: ${form}\r\n` : '';
  const head = `HTTP/1.1 200 OK\r\n${each.lines}${linesOf(answer.headers)}${coded}content-length: ${body.length}\r\n`;
  return head + lastLines(each) + body;
}
