import { translatableHash } from '#document';
import { InvalidInput, isId } from '#kernel';
import type { Tx } from '#platform';
import { contentOf, type RevisionRow } from './revision-row.js';
import { pinRevision, revisionById } from './revisions.js';

/** How a translation came to stand on a revision of its source. */
export type BasisAct = 'started' | 'saved' | 'confirmed' | 'restored';

/** Which revision of its source a translation says the same as, from one of its own revisions on. */
export interface BasisRow {
  readonly sequence: bigint;
  readonly articleId: string;
  readonly locale: string;
  readonly fromNumber: number;
  readonly sourceLocale: string;
  readonly sourceRevisionId: string;
  readonly sourceNumber: number;
  readonly translatableHash: string;
  readonly act: BasisAct;
  readonly confirmedById: string;
  readonly at: Date;
}

/** A revision of the source, with the hash of the text as the translator saw it. */
export interface SourceAsSeen {
  readonly revisionId: string;
  readonly contentHash: string;
}

/** A place in the history of a translation. */
export type TranslationPlace = Pick<RevisionRow, 'articleId' | 'locale' | 'number'>;

/** What a revision of a translation stands on: the last word about it or an earlier revision. Null: no translation. */
export async function basisOf(tx: Tx, { articleId, locale, number }: TranslationPlace): Promise<BasisRow | null> {
  const row = await tx.translationBasis.findFirst({
    where: { articleId, locale, fromNumber: { lte: number } },
    orderBy: { sequence: 'desc' },
  });
  return row as BasisRow | null;
}

/** Writes down that a translation, from this revision on, says what this revision of its source says. Pins the source. */
export async function addBasis(
  tx: Tx,
  translation: TranslationPlace,
  source: RevisionRow,
  how: { readonly act: BasisAct; readonly byId: string; readonly at: Date },
): Promise<void> {
  await pinRevision(tx, source.id, 'translation', how.at);
  await tx.translationBasis.create({
    data: {
      articleId: translation.articleId,
      locale: translation.locale,
      fromNumber: translation.number,
      sourceLocale: source.locale,
      sourceRevisionId: source.id,
      sourceNumber: source.number,
      translatableHash: translatableHash(contentOf(source)),
      act: how.act,
      confirmedById: how.byId,
    },
  });
}

/** A text that was restored stands on what it stood on when it was written. */
export async function restoreBasis(
  tx: Tx,
  { from, to, byId }: { readonly from: RevisionRow; readonly to: RevisionRow; readonly byId: string },
): Promise<void> {
  const basis = await basisOf(tx, from);
  if (!basis) return;
  const { sequence: _sequence, at: _at, ...kept } = basis;
  await tx.translationBasis.create({
    data: { ...kept, fromNumber: to.number, act: 'restored', confirmedById: byId },
  });
}

/**
 * The revision that a translation is to stand on: of the same article, in the locale it was made from, and not before
 * the one it stands on. Null when none is named.
 */
export async function sourceRevision(
  tx: Tx,
  translation: TranslationPlace,
  named: SourceAsSeen | null | undefined,
): Promise<RevisionRow | InvalidInput | null> {
  if (!named) return null;
  const source = isId(named.revisionId) ? await revisionById(tx, named.revisionId) : null;
  const basis = await basisOf(tx, translation);
  if (!basis) return new InvalidInput('source', 'This text is no translation. Leave the source out.');
  if (source?.articleId !== translation.articleId || source.locale !== basis.sourceLocale) {
    return new InvalidInput('source', `Name a revision of this article in ${basis.sourceLocale}.`);
  }
  if (source.contentHash !== named.contentHash) {
    return new InvalidInput('source', 'The source was written over after you read it. Read it again, then save.');
  }
  if (source.number >= basis.sourceNumber) return source;
  return new InvalidInput('source', 'The translation stands on a later revision of its source already.');
}

/** True for a translation that still has the words of a source in another language. */
export async function isUntranslated(tx: Tx, revision: RevisionRow): Promise<boolean> {
  const basis = await basisOf(tx, revision);
  if (!basis || languageOf(basis.sourceLocale) === languageOf(revision.locale)) return false;
  return translatableHash(contentOf(revision)) === basis.translatableHash;
}

/** British and American English may well say the same. */
function languageOf(locale: string): string {
  return new Intl.Locale(locale).language;
}
