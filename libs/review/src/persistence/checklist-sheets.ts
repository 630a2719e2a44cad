import type { Tx } from '#platform';
import type { Answers, InstrumentName, OpenAnswers, Score } from '../domain/checklists/instrument.js';

/** What one named rater answered about one content hash. */
export interface SheetRow {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly contentHash: string;
  readonly raterId: string;
  readonly instrument: InstrumentName;
  readonly version: number;
  readonly answers: Answers;
  readonly openAnswers: OpenAnswers;
  readonly scores: readonly Score[];
  readonly answeredAt: Date;
}

type Stored = NonNullable<Awaited<ReturnType<Tx['checklistSheet']['findUnique']>>>;

function toSheetRow({ context, ...stored }: Stored): SheetRow {
  return { ...stored, openAnswers: context } as unknown as SheetRow;
}

/** Adds a sheet; what the rater answered before stays as history. */
export async function insertSheet(tx: Tx, { openAnswers, ...sheet }: SheetRow): Promise<void> {
  // Prisma's type for JSON columns does not take read-only objects.
  const json = { answers: sheet.answers as never, scores: sheet.scores as never, context: openAnswers as never };
  await tx.checklistSheet.create({ data: { ...sheet, ...json } });
}

/** The newest sheet of each instrument that this rater answered about exactly this content. */
export async function sheetsOf(
  tx: Tx,
  about: { articleId: string; locale: string; contentHash: string; raterId: string },
): Promise<SheetRow[]> {
  const { articleId, locale, contentHash, raterId } = about;
  const stored = await tx.checklistSheet.findMany({
    where: { articleId, locale, contentHash, raterId },
    orderBy: [{ instrument: 'asc' }, { answeredAt: 'desc' }, { id: 'desc' }],
  });
  return newestOfEach(stored.map(toSheetRow), ({ instrument }) => instrument);
}

/** The newest sheet of each rater and instrument about these contents, in any order. One statement. */
export async function sheetsOfContents(tx: Tx, contentHashes: readonly string[]): Promise<SheetRow[]> {
  const stored = await tx.checklistSheet.findMany({
    where: { contentHash: { in: [...contentHashes] } },
    orderBy: [{ answeredAt: 'desc' }, { id: 'desc' }],
  });
  return newestOfEach(stored.map(toSheetRow), (it) =>
    [it.articleId, it.locale, it.contentHash, it.raterId, it.instrument].join(' '),
  );
}

function newestOfEach(sheets: readonly SheetRow[], keyOf: (sheet: SheetRow) => string): SheetRow[] {
  const first = new Map<string, SheetRow>();
  for (const sheet of sheets) if (!first.has(keyOf(sheet))) first.set(keyOf(sheet), sheet);
  return [...first.values()];
}
