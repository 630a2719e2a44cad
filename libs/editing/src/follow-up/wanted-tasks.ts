import type { TaskOrder } from '#tasks';
import type { PieceToRenew } from '../persistence/piece-reader.js';
import type { LocaleText } from '../persistence/translation-reader.js';

type Detail = NonNullable<TaskOrder['detail']>;

/**
 * One task for each text and piece. The approved text counts; where none is approved, what is there. A new version that
 * is approved and waits to be published is no task of this kind any more.
 */
export function pieceTasks(rows: readonly PieceToRenew[]): TaskOrder[] {
  const orders = new Map<string, TaskOrder>();
  for (const row of rows.filter(({ isApproved, hasApproved }) => isApproved || !hasApproved)) {
    const { articleId, siteId, locale, pieceId, shownVersion, newestVersion } = row;
    const key = `piece-updated.${articleId}.${locale}.${pieceId}`;
    const urgent = rows.some((it) => it.isLive && keyed(it, row));
    const subject = { type: 'article', id: pieceId };
    const detail = { shownVersion, newestVersion };
    if (!orders.has(key)) {
      orders.set(key, { key, siteId, kind: 'pieceUpdated', articleId, locale, subject, detail, urgent });
    }
  }
  return [...orders.values()];
}

function keyed(a: PieceToRenew, b: PieceToRenew): boolean {
  return a.articleId === b.articleId && a.locale === b.locale && a.pieceId === b.pieceId;
}

/** One task for each translation whose approved source says something clinically different. */
export function translationTasks(siteId: string, texts: readonly LocaleText[]): TaskOrder[] {
  return texts.flatMap(({ articleId, locale, isLive, state }) => {
    const { severity, revisionId } = state?.approved ?? {};
    if (severity !== 'clinical' || !revisionId) return [];
    const key = `translation-stale.${articleId}.${locale}`;
    const subject = { type: 'revision', id: revisionId };
    const detail = { sourceRevisionId: revisionId };
    return [{ key, siteId, kind: 'translationStale', articleId, locale, subject, detail, urgent: isLive }];
  });
}

/** True when two tasks ask for the same: the same version of a piece, the same revision of a source. */
export function sameReason(a: Detail, b: Detail): boolean {
  return a.newestVersion === b.newestVersion && a.sourceRevisionId === b.sourceRevisionId;
}
