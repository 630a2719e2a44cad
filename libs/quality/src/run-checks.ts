import type { ArticleContent, DocumentNode } from '#document';
import { CHECKS } from './all-checks.js';
import type { Check, CheckContext, Finding, Severity } from './check.js';
import { findingsOf } from './findings-of.js';
import { contradictionsCheck, duplicatesCheck } from './library/library-checks.js';
import type { LibraryEntry } from './library/types.js';
import { findingsIn, inputOf, type Part, partOf, placed } from './parts.js';
import type { Readability } from './readability/readability.js';

const RANK: Readonly<Record<Severity, number>> = { block: 0, fix: 1, note: 2 };
/** Of one code, so that a text of one repeated phrase stays readable. */
const MOST_OF_A_CODE = 100;

/** What the checks say about one content. */
export interface CheckReport {
  /** The gravest first, then in the order of the checks. */
  readonly findings: readonly Finding[];
  readonly readability: Readability;
}

/** Runs every check over a valid content. Pure: the same content and context give the same report. */
export function runChecks(content: ArticleContent, context: CheckContext = {}): CheckReport {
  return incrementalChecks()(content, context);
}

/**
 * The checks for somebody who writes: call the answer with every state of one text. It gives what `runChecks` gives,
 * but looks again only at the top-level blocks that changed since its last call; what needs the whole article is run each
 * time, on what is known of the blocks. With another context or locale it begins anew. Keep the context the same object,
 * or its values the same ones.
 */
export function incrementalChecks(): (content: ArticleContent, context?: CheckContext) => CheckReport {
  // Who keeps the objects of blocks that did not change saves the reading of them too.
  const keys = new WeakMap<DocumentNode, string>();
  let known = new Map<string, Part>();
  let before: CheckContext = {};
  let locale = '';
  return (content, context = {}) => {
    const seen = locale === content.locale && isSame(before, context) ? known : new Map<string, Part>();
    const now = new Map<string, Part>();
    const parts = (content.document.content ?? []).map((node) => {
      const key = keys.get(node) ?? JSON.stringify(node);
      keys.set(node, key);
      const part = now.get(key) ?? seen.get(key) ?? partOf(node, content, context, PER_BLOCK);
      now.set(key, part);
      return part;
    });
    [known, before, locale] = [now, context, content.locale];
    return reportOf(content, context, parts);
  };
}

const PER_BLOCK = CHECKS.filter(({ perBlock }) => perBlock);

function reportOf(content: ArticleContent, context: CheckContext, parts: readonly Part[]): CheckReport {
  const all = placed(parts);
  const input = inputOf(content, context, all);
  const found = (check: Check): Finding[] =>
    check.perBlock ? all.flatMap((part) => findingsIn(part, check)) : findingsOf(check, input);
  return { findings: gravestFirst(capped(CHECKS.flatMap(found))), readability: input.readability };
}

function isSame(one: CheckContext, other: CheckContext): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof CheckContext>;
  return [...names].every((name) => one[name] === other[name]);
}

/** Runs only the checks that compare a content with the other articles of its library. */
export function runLibraryChecks(content: ArticleContent, library: readonly LibraryEntry[]): readonly Finding[] {
  const context = { library };
  const parts = (content.document.content ?? []).map((node) => partOf(node, content, context, []));
  const input = inputOf(content, context, placed(parts));
  return gravestFirst(capped([contradictionsCheck, duplicatesCheck].flatMap((check) => findingsOf(check, input))));
}

/** The same findings, what stops publishing before what is for the editor to judge. */
export function gravestFirst<F extends Finding>(findings: readonly F[]): F[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

/** At most a hundred of a code; the last of them says how many more there are. */
function capped(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  for (const { code } of findings) counts.set(code, (counts.get(code) ?? 0) + 1);
  const seen = new Map<string, number>();
  return findings.flatMap((finding) => {
    const place = (seen.get(finding.code) ?? 0) + 1;
    seen.set(finding.code, place);
    const more = counts.get(finding.code)! - MOST_OF_A_CODE;
    if (place > MOST_OF_A_CODE) return [];
    const isLast = place === MOST_OF_A_CODE && more > 0;
    return [isLast ? { ...finding, message: `${finding.message} ${more} more like it are not listed.` } : finding];
  });
}
