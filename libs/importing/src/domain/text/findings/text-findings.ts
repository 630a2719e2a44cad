import { type CheckContext, type LibraryEntry, libraryEntry, runChecks, type Speller } from '#quality';
import type { Provenance } from '../content-blocks.js';
import type { TextOutline } from '../outline.js';
import { toContent } from '../to-content.js';
import type { Finding } from './finding.js';

/** What the checks of a text may know beside it. */
export interface TextKnowledge {
  /** The language that the text is judged in; English when it is left out. */
  readonly locale?: string;
  readonly speller?: Speller;
  /** The other texts of the batch. */
  readonly library?: readonly LibraryEntry[];
}

/**
 * What the report of an import lists. The workbench finds more, in the article; the report says what to know of a file
 * before anyone edits it.
 */
const LISTED: ReadonlySet<string> = new Set([
  'BYLINE_MISSING',
  'CITATION_MISSING',
  'CLAIM_CONTRADICTS_GUIDELINE',
  'CLAIM_FACTUAL_ERROR',
  'CLAIM_GUARANTEE',
  'CLAIM_UNSUPPORTED',
  'DISPARAGES_TREATMENT',
  'DOSE_MISSING',
  'ESCALATION_VAGUE',
  'FEAR_APPEAL',
  'FIRST_PERSON_UNATTRIBUTED',
  'GRAMMAR',
  'INTERNAL_REPETITION',
  'JARGON_UNDEFINED',
  'LINK_TARGET_LOST',
  'LIST_TOO_LONG',
  'LONG_SENTENCES',
  'PATIENT_STORY_UNVERIFIED',
  'PROMO_CONTENT',
  'RED_FLAGS_MISSING',
  'RIGHTS_UNKNOWN',
  'SPELLING',
  'STIGMA_LANGUAGE',
  'TOPIC_OVERLAP',
  'TYPOGRAPHY',
]);

/** The findings of the checks over the article that the file becomes, each at its line. */
export function textFindings(outline: TextOutline, knowledge: TextKnowledge = {}): Finding[] {
  const { content, provenance } = contentOf(outline, knowledge.locale);
  const lineOf = linesByPath(provenance);
  return runChecks(content, contextOf(outline, knowledge))
    .findings.filter(({ code }) => LISTED.has(code))
    .map(({ code, path, quote, message, severity }) => ({ code, line: lineOf(path), quote, message, severity }));
}

/** What another text of the batch has to know of this one. */
export function batchEntry(file: string, outline: TextOutline): LibraryEntry {
  return { ...libraryEntry(file, contentOf(outline).content), title: file };
}

// The hash is not judged: any will do.
function contentOf(outline: TextOutline, locale = 'en') {
  return toContent(outline, { locale, sha256: '0'.repeat(64) });
}

/** What a plain text says of its origin. */
export function contextOf(outline: TextOutline, { speller, library }: TextKnowledge): CheckContext {
  const { organisation, hasByline } = outline;
  const known = { ...(speller ? { speller } : {}), ...(library ? { library } : {}) };
  return { ...known, organisation, origin: { rightsUnknown: true, bylineMissing: !hasByline } };
}

/** The line of the innermost part of the article that a path lies in; null for the whole of it. */
function linesByPath(provenance: readonly Provenance[]): (path: string) => number | null {
  const lines = new Map(
    provenance.map(({ path, fromLine }) => [path === 'title' ? path : `document.${path}`, fromLine]),
  );
  return (path) => {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const line = lines.get(at);
      if (line !== undefined) return line;
    }
    return null;
  };
}
