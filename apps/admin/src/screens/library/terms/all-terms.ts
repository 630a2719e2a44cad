import { request } from '../../../api/client';
import { type TermKind, type TermPartsFragment, TermsDocument } from '../../../gql/operations';

/** All terms of a kind: a site has hundreds at most. */
export async function allTerms(site: string, kind: TermKind | undefined, search: string | undefined) {
  const terms: TermPartsFragment[] = [];
  let after: string | null | undefined;
  do {
    const { taxonomyTerms } = await request(TermsDocument, { site, kind, search, after });
    terms.push(...taxonomyTerms.edges.map(({ node }) => node));
    after = taxonomyTerms.pageInfo.hasNextPage ? taxonomyTerms.pageInfo.endCursor : null;
  } while (after);
  return terms;
}
