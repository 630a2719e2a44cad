import type { ComposeIssueInput, IssueArticleMode, IssueCandidatesQuery } from '../../../gql/operations';
import type { Segment } from './segment-fields';
import type { IssueWords } from './words-fields';

/** A live text that an issue can carry. */
export interface Candidate {
  readonly publicationId: string;
  readonly revisionId: string;
  readonly title: string;
  readonly locale: string;
  readonly liveFrom: string;
}

/** An article of an issue that is being composed. */
export interface Chosen {
  readonly publicationId: string;
  readonly title: string;
  readonly mode: IssueArticleMode;
}

/** All that somebody decides about an issue. */
export interface IssueDraft {
  readonly words: IssueWords;
  readonly articles: readonly Chosen[];
  readonly segment: Segment;
}

export const EMPTY_DRAFT: IssueDraft = {
  words: { subject: '', preheader: '', intro: '' },
  articles: [],
  segment: { interests: [], withoutInterests: false },
};

/** The most articles an issue has room for. */
export const MOST_ARTICLES = 20;

/** The texts a site shows now in one language that are not overdue, the newest first. */
export function candidatesOf({ live, newer }: IssueCandidatesQuery, site: string, locale: string): Candidate[] {
  const now = Date.now();
  return [live, newer]
    .flatMap(({ edges }) => edges.flatMap(({ node }) => node.publications))
    .filter((one) => one.state === 'LIVE' && one.site.slug === site && one.locale === locale)
    .filter(({ approval }) => Date.parse(approval.reviewDueAt) > now)
    .map(({ id, revision, locale: spoken, liveFrom }) => ({
      ...{ publicationId: id, revisionId: revision.id, title: revision.title, locale: spoken, liveFrom },
    }))
    .sort((a, b) => b.liveFrom.localeCompare(a.liveFrom));
}

/** The same articles with one of them moved to another place. */
export function moved(articles: readonly Chosen[], from: number, to: number): Chosen[] {
  const rest = articles.filter((_, at) => at !== from);
  const one = articles[from];
  return one ? [...rest.slice(0, to), one, ...rest.slice(to)] : [...articles];
}

/** A draft as the API takes it, new or changed. Corrections come before the articles by themselves. */
export function inputOf({ words, articles, segment }: IssueDraft): Omit<ComposeIssueInput, 'site'> {
  return {
    ...words,
    articles: articles.map(({ publicationId, mode }) => ({ publicationId, mode })),
    segment: { ...segment, interests: [...segment.interests] },
  };
}
