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

/** True when this text was recalled, as whatever revision. */
export async function isRecalled(tx: Tx, { articleId, locale, contentHash }: BarredText): Promise<boolean> {
  const row = await tx.recalledRevision.findFirst({
    where: { articleId, locale, contentHash },
    select: { recallId: true },
  });
  return row !== null;
}
