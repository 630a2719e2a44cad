import type { TaskKind, TaskOrder } from '#tasks';
import type { EvidenceStatus } from './status.js';

/** An article in a locale that uses a reference in its newest or its live text. */
export interface AffectedArticle {
  readonly articleId: string;
  readonly siteId: string;
  readonly locale: string;
  readonly isLive: boolean;
}

const KINDS: Partial<Record<EvidenceStatus, TaskKind>> = {
  retracted: 'referenceRetracted',
  superseded: 'referenceSuperseded',
  concern: 'referenceConcern',
};

/** The task for one affected article; null for a status that asks nothing of anybody. */
export function taskOrder(referenceId: string, status: EvidenceStatus, article: AffectedArticle): TaskOrder | null {
  const kind = KINDS[status];
  if (!kind) return null;
  const { articleId, siteId, locale, isLive } = article;
  const key = taskKey(referenceId, status, article);
  return { key, siteId, kind, articleId, locale, subject: { type: 'reference', id: referenceId }, urgent: isLive };
}

/** Names the reason: the reference, what became of it, and the text it stands in. */
export function taskKey(referenceId: string, status: EvidenceStatus, article: AffectedArticle): string {
  return `reference-${status}.${referenceId}.${article.articleId}.${article.locale}`;
}
