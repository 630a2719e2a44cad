import type { ComposeIssueInput, IssueArticleMode, IssueCandidatesQuery } from '../../../gql/operations';
import type { Segment } from './segment-fields';
import { languagesOf, type SiteLanguages } from './site-languages';
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
  readonly locale: string;
  readonly title: string;
  readonly mode: IssueArticleMode;
}

/** All that somebody decides about an issue. */
export interface IssueDraft {
  readonly locale: string;
  readonly words: IssueWords;
  readonly articles: readonly Chosen[];
  readonly segment: Segment;
}

/** Where a site has several languages, an issue is for those who read its own, unless somebody says otherwise. */
export function emptyDraft(site: SiteLanguages): IssueDraft {
  return {
    locale: site.locale,
    words: { subject: '', preheader: '', intro: '' },
    articles: [],
    segment: { locale: languagesOf(site).length > 1 ? site.locale : null, interests: [], withoutInterests: false },
  };
}

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

/**
 * A draft in another language: the same articles by their texts in it, for those who read it. An article that has none stays
 * as it is; it is to be seen that it does not fit.
 */
export function inLanguage(draft: IssueDraft, locale: string, site: string, known?: IssueCandidatesQuery): IssueDraft {
  const nodes = known ? [known.live, known.newer].flatMap(({ edges }) => edges.map(({ node }) => node)) : [];
  const found = known ? candidatesOf(known, site, locale) : [];
  const articles = draft.articles.map((one) => {
    const node = nodes.find(({ publications }) => publications.some(({ id }) => id === one.publicationId));
    const other = found.find(({ publicationId }) => node?.publications.some(({ id }) => id === publicationId));
    return other && one.mode !== 'CORRECTION'
      ? { ...one, publicationId: other.publicationId, title: other.title, locale }
      : one;
  });
  const follows = draft.segment.locale === draft.locale;
  return { ...draft, locale, articles, segment: follows ? { ...draft.segment, locale } : draft.segment };
}

/** True for an article that cannot stand in an issue of this language. */
export function isForeign({ mode, locale }: Chosen, issueLocale: string): boolean {
  return mode !== 'CORRECTION' && locale !== issueLocale;
}

/** The same articles with one of them moved to another place. */
export function moved(articles: readonly Chosen[], from: number, to: number): Chosen[] {
  const rest = articles.filter((_, at) => at !== from);
  const one = articles[from];
  return one ? [...rest.slice(0, to), one, ...rest.slice(to)] : [...articles];
}

/** A draft as the API takes it, new or changed. Corrections come before the articles by themselves. */
export function inputOf({ locale, words, articles, segment }: IssueDraft): Omit<ComposeIssueInput, 'site'> {
  return {
    locale,
    ...words,
    articles: articles.map(({ publicationId, mode }) => ({ publicationId, mode })),
    segment: { ...segment, locale: segment.locale ?? null, interests: [...segment.interests] },
  };
}
