import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { IssueCandidatesDocument } from '../../../gql/operations';

/** What a site shows now, in every language, by the words looked for. */
export const candidatesQuery = (site: string, search?: string) =>
  queryOptions({
    queryKey: ['issue-candidates', site, search],
    queryFn: () => request(IssueCandidatesDocument, { site, search }),
    placeholderData: keepPreviousData,
  });
