import { CHECKS_VERSION, type Finding, type LibraryEntry, libraryEntry, runChecks, type Speller } from '#quality';
import type { ImportReport } from '../text/index.js';
import { contextOfUnit, type DraftReport, linesBy, type ReadUnit, reportOfUnit } from './draft-report.js';

/** A finding with the line of the source it is about: a paragraph in a DOCX; null for the whole text. */
export type PlacedFinding = Finding & { readonly line: number | null };

/** The report of an article of a source, and everything that the checks find in it. */
export type CheckedUnit = (ImportReport | DraftReport) & {
  readonly locale: string;
  readonly checksVersion: string;
  readonly checks: readonly PlacedFinding[];
};

/**
 * What the checks find in articles of sources, one after the other, as one batch: each is compared with all others, so
 * that copies, contradictions and shared topics are found too.
 */
export async function* checkUnits(
  units: readonly ReadUnit[],
  spellerFor: (locale: string) => Promise<Speller | undefined>,
): AsyncGenerator<CheckedUnit> {
  const entries = units.map(({ unit, content }) => ({ ...libraryEntry(unit.name, content), title: unit.name }));
  for (const [at, read] of units.entries()) {
    const library = entries.filter((_, place) => place !== at);
    yield checked(read, library, await spellerFor(read.content.locale));
  }
}

function checked(read: ReadUnit, library: readonly LibraryEntry[], speller: Speller | undefined): CheckedUnit {
  const knowledge = { library, ...(speller ? { speller } : {}) };
  const lineOf = linesBy(read.draft.provenance);
  const { findings } = runChecks(read.content, contextOfUnit(read, knowledge));
  return {
    ...reportOfUnit(read, knowledge),
    locale: read.content.locale,
    checksVersion: CHECKS_VERSION,
    checks: findings.map((finding) => ({ ...finding, line: lineOf(finding.path) })),
  };
}
