import type { Tx } from '#platform';

/** The text of a revision: what a recall bars. */
export interface BarredText {
  readonly articleId: string;
  readonly locale: string;
  readonly contentHash: string;
}

/** Bars texts from ever being public again. Twice is once. The caller holds the article. */
export async function barRevisions(
  tx: Tx,
  recallId: string,
  revisions: readonly (BarredText & { readonly id: string })[],
  at: Date,
): Promise<void> {
  await tx.recalledRevision.createMany({
    data: revisions.map(({ id, articleId, locale, contentHash }) => ({
      ...{ revisionId: id, articleId, locale, contentHash, recallId },
      recalledAt: at,
    })),
    skipDuplicates: true,
  });
}

/** Those of these texts that were recalled, as whatever revision. */
export async function recalledAmong<T extends BarredText>(tx: Tx, texts: readonly T[]): Promise<Set<T>> {
  const rows = await tx.$queryRaw<{ place: number }[]>`
    SELECT DISTINCT wanted.place::int FROM recalled_revision r
    JOIN unnest(${texts.map((it) => it.articleId)}::uuid[], ${texts.map((it) => it.locale)}::text[],
      ${texts.map((it) => it.contentHash)}::text[]) WITH ORDINALITY AS wanted (article_id, locale, hash, place)
      ON (wanted.article_id, wanted.locale, wanted.hash) = (r.article_id, r.locale, r.content_hash)`;
  return new Set(rows.map(({ place }) => texts[place - 1]!));
}

/** True when this text was recalled, as whatever revision. */
export async function isRecalled(tx: Tx, { articleId, locale, contentHash }: BarredText): Promise<boolean> {
  const row = await tx.recalledRevision.findFirst({
    where: { articleId, locale, contentHash },
    select: { recallId: true },
  });
  return row !== null;
}
