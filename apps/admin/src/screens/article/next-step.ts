import type { ArticleQuery, Role } from '../../gql/operations';
import { PUBLISHERS, REVIEW_ASKERS, REVIEWERS, WITHDRAWERS } from '../../parts/roles';

type Article = NonNullable<ArticleQuery['article']>;
type Facts = Pick<Article, 'openReviewCase' | 'approval' | 'publications' | 'newestRevision' | 'site'>;

/** The one step that this text needs next, and why this person cannot take it when they cannot. */
export type NextStep =
  | { readonly kind: 'ask' | 'decide' | 'publish'; readonly blocked?: undefined }
  | { readonly kind: 'ask'; readonly blocked: 'needsAuthor' }
  | { readonly kind: 'decide'; readonly blocked: 'ownText' | 'needsReviewer' | 'needsSecond' }
  | { readonly kind: 'publish'; readonly blocked: 'needsPublisher' }
  | { readonly kind: 'nothing'; readonly blocked?: undefined };

interface Person {
  readonly id: string;
  /** At the article's site. */
  readonly roles: ReadonlySet<Role>;
}

function holds(person: Person, roles: readonly Role[]): boolean {
  return roles.some((role) => person.roles.has(role));
}

/** The publication that the article's own site shows now. */
export function livePublication(article: Facts) {
  return article.publications.find(({ state, site }) => state === 'LIVE' && site.slug === article.site.slug);
}

/** The review case that waits for a decision; one that was sent back waits for its author instead. */
export function undecidedCase(article: Facts) {
  const one = article.openReviewCase;
  return one && (one.state === 'REQUESTED' || one.state === 'IN_REVIEW') ? one : undefined;
}

/** True when the approval covers the newest text and is not past its review date. */
export function isApproved(article: Facts, now: Date): boolean {
  const { approval, newestRevision } = article;
  return approval?.contentHash === newestRevision.contentHash && new Date(approval.reviewDueAt) > now;
}

/** Review, approve, publish: the first of the three that the newest text has not had. */
export function nextStep(article: Facts, person: Person, now: Date): NextStep {
  const open = undecidedCase(article);
  if (open) {
    if (!holds(person, REVIEWERS)) return { kind: 'decide', blocked: 'needsReviewer' };
    if (open.approvals.some(({ approver, revokedAt }) => approver.id === person.id && !revokedAt)) {
      return { kind: 'decide', blocked: 'needsSecond' };
    }
    const wrote = open.contributors.some(({ id }) => id === person.id);
    return wrote ? { kind: 'decide', blocked: 'ownText' } : { kind: 'decide' };
  }
  if (!isApproved(article, now)) {
    return holds(person, REVIEW_ASKERS) ? { kind: 'ask' } : { kind: 'ask', blocked: 'needsAuthor' };
  }
  if (livePublication(article)?.contentHash === article.newestRevision.contentHash) return { kind: 'nothing' };
  return holds(person, PUBLISHERS) ? { kind: 'publish' } : { kind: 'publish', blocked: 'needsPublisher' };
}

/** The publications this person may take down now; `roles` answers what they are at a site. */
export function withdrawable<F extends Pick<Article, 'publications'>>(
  article: F,
  roles: (siteSlug: string) => ReadonlySet<Role>,
): F['publications'] {
  return article.publications.filter(
    ({ state, site }) => state === 'LIVE' && WITHDRAWERS.some((role) => roles(site.slug).has(role)),
  );
}
