import type { Severity } from '#quality';
import type { BodyLine } from '../outline.js';
import { type Sentence, sentencesOf } from '../sentences.js';

/** One thing an editor should look at. */
export interface Finding {
  readonly code: string;
  /** Line of the source, from 1; null when the finding is about the whole file. */
  readonly line: number | null;
  /** The words it is about, verbatim from that line; empty for the whole file. */
  readonly quote: string;
  /** A full sentence that says what to do. */
  readonly message: string;
  /** `block` stops publishing, `fix` should be mended first, `note` is for the editor to judge: as in every check. */
  readonly severity: Severity;
}

/** A sentence with the line it stands on. */
export interface PlacedSentence extends Sentence {
  readonly line: BodyLine;
}

const MAX_QUOTE = 240;
const MAX_PER_CODE = 100;
/** A passage without a full stop is looked at in pieces of this length, so that no pattern meets a huge string. */
const MAX_SENTENCE = 1_200;

/** The sentences of body lines, in order. */
export function sentencesOfLines(lines: readonly BodyLine[]): PlacedSentence[] {
  return lines.flatMap((line) =>
    sentencesOf(line.text).flatMap(({ text, start }) => pieces(text).map((piece) => ({ text: piece, start, line }))),
  );
}

function pieces(text: string): string[] {
  if (text.length <= MAX_SENTENCE) return [text];
  const found: string[] = [];
  for (let at = 0; at < text.length; at += MAX_SENTENCE) found.push(text.slice(at, at + MAX_SENTENCE));
  return found;
}

/** A quotation of at most 240 characters around a place in a text, cut between words. */
export function quoteAround(text: string, at: number, length: number): string {
  if (text.length <= MAX_QUOTE) return wellFormed(text);
  const room = Math.max(0, MAX_QUOTE - length) / 2;
  let from = Math.max(0, Math.floor(at - room));
  let to = Math.min(text.length, from + MAX_QUOTE);
  if (from > 0) from = nextSpace(text, from, at);
  if (to < text.length) to = lastSpace(text, to, Math.min(at + length, to));
  return wellFormed(text.slice(from, to));
}

/** A cut can halve a character outside the basic plane; a database refuses the half. */
function wellFormed(quote: string): string {
  return quote.trim().replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}

function nextSpace(text: string, from: number, limit: number): number {
  const space = text.indexOf(' ', from);
  return space === -1 || space > limit ? from : space;
}

function lastSpace(text: string, to: number, limit: number): number {
  const space = text.lastIndexOf(' ', to);
  return space <= limit ? to : space;
}

/**
 * Findings in the order of the file, whole-file ones first, at most 100 of a code; the last of them says how many
 * more there are, so that a file of one repeated phrase stays readable.
 */
export function inFileOrder(findings: readonly Finding[]): Finding[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of findings) {
    const same = byCode.get(finding.code);
    if (same === undefined) byCode.set(finding.code, [finding]);
    else same.push(finding);
  }
  const kept = [...byCode.values()].flatMap((same) => capped(same));
  return kept.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

function capped(same: readonly Finding[]): Finding[] {
  if (same.length <= MAX_PER_CODE) return [...same];
  const last = same[MAX_PER_CODE - 1] as Finding;
  const more = same.length - MAX_PER_CODE;
  return [
    ...same.slice(0, MAX_PER_CODE - 1),
    { ...last, message: `${last.message} ${more} more like it are not listed.` },
  ];
}
