import type { ReleaseCandidatesQuery } from '../../../gql/operations';

/** An approved text that a site does not show yet. */
export interface Candidate {
  readonly revisionId: string;
  readonly title: string;
  readonly number: number;
  readonly locale: string;
}

/** The newest texts in every language that are approved, and that the site does not show as they are. */
export function candidatesOf({ approved, newer, live }: ReleaseCandidatesQuery, site: string): Candidate[] {
  const articles = [approved, newer, live].flatMap(({ edges }) => edges.map(({ node }) => node));
  return articles
    .flatMap(({ translations, publications }) =>
      translations
        .filter(({ revision }) => revision.approvals.some(({ complete, revokedAt }) => complete && !revokedAt))
        .filter(
          ({ revision, locale }) =>
            !publications.some(
              (one) =>
                one.state === 'LIVE' &&
                one.site.slug === site &&
                one.locale === locale &&
                one.contentHash === revision.contentHash,
            ),
        )
        .map(({ revision }) => ({
          revisionId: revision.id,
          ...{ title: revision.title, number: revision.number, locale: revision.locale },
        })),
    )
    .sort((a, b) => a.title.localeCompare(b.title));
}
