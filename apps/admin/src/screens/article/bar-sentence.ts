import { t } from '../../messages/t';
import { writeDate } from '../../parts/dates';
import { livePublication, type NextStep, undecidedCase } from './next-step';
import type { Article } from './queries';

/** What is true of the article now, and who takes the next step when this person cannot. */
export function barSentence(article: Article, step: NextStep): string {
  return [truth(article, step), why(article, step)].filter((part) => part !== '').join(' ');
}

function truth(article: Article, step: NextStep): string {
  const { approval, site, newestRevision } = article;
  const open = undecidedCase(article);
  const live = livePublication(article);
  const number = newestRevision.number;
  if (open) return t('bar.inReview', { number: open.revision.number, name: open.requestedBy.name });
  if (step.kind === 'nothing' && live) {
    return t('bar.live', { number, date: writeDate(live.liveFrom, 'day', site.timeZone) });
  }
  if (step.kind === 'publish' && approval) {
    const date = writeDate(approval.approvedAt, 'day', site.timeZone);
    return t('bar.approved', { number, name: approval.approver.name, date });
  }
  if (article.openReviewCase?.state === 'CHANGES_REQUESTED') return t('bar.changes', { number });
  if (approval?.contentHash === newestRevision.contentHash) return t('bar.overdue', { number });
  if (live) return t('bar.newer', { number, live: live.revision.number });
  return t('bar.unreviewed', { number });
}

function why(article: Article, step: NextStep): string {
  const site = article.site.name;
  if (step.blocked === 'ownText') return t('step.ownText');
  if (step.blocked === 'needsReviewer') return t('step.needsReviewer', { site });
  if (step.blocked === 'needsAuthor') return t('step.needsAuthor', { site });
  if (step.blocked === 'needsPublisher') return t('step.needsPublisher', { site });
  return '';
}
