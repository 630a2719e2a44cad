import type { Tx } from '#platform';
import type { TermCode } from '../domain/codes.js';
import type { TermKind, TermLabel } from '../domain/terms.js';

/** A term with its labels and codes, as stored. Without a site it is common to all clinics. */
export interface TermRow {
  readonly id: string;
  readonly siteId: string | null;
  readonly kind: TermKind;
  readonly key: string;
  readonly parentId: string | null;
  /** What a merged term became; null for one that stands. */
  readonly mergedIntoId: string | null;
  readonly labels: readonly TermLabel[];
  readonly codes: readonly TermCode[];
  readonly createdAt: Date;
}

/** What is read with a term: its labels and codes in a stable order. */
export const WITH_ALL = {
  labels: { orderBy: { locale: 'asc' } },
  codes: { orderBy: { code: 'asc' } },
} as const;

type Stored = NonNullable<Awaited<ReturnType<typeof findStored>>>;

function findStored(tx: Tx) {
  return tx.taxonomyTerm.findFirst({ include: WITH_ALL });
}

export function toTermRow(stored: Stored): TermRow {
  return stored as unknown as TermRow;
}

/** What a term is called in a locale: in that very one, else in its language, else in English, else as it can. */
export function labelIn(term: TermRow, locale: string): string {
  const language = locale.split('-')[0];
  const of = (wanted: string) => term.labels.find((it) => it.locale === wanted)?.label;
  return (
    of(locale) ??
    of(language!) ??
    term.labels.find((it) => it.locale.split('-')[0] === language)?.label ??
    of('en') ??
    term.labels[0]?.label ??
    term.key
  );
}
