import { queryOptions } from '@tanstack/react-query';
import { request } from '../../../api/client';
import { IssueDocument, type IssueStatus, type IssueWholeFragment } from '../../../gql/operations';

export type WholeIssue = IssueWholeFragment;

/** Numbers move by the second while something is handed over, and by the report afterwards. */
const RUNNING_MS = 1_000;
const RESTING_MS = 15_000;

const RUNNING: readonly IssueStatus[] = ['HANDING_OVER', 'WAITING'];

/** True while messages may be leaving. */
export const isRunning = (status: IssueStatus): boolean => RUNNING.includes(status);

/** One issue with everything that is to be said of it; null when it is not there for this person. */
export const issueQuery = (id: string) =>
  queryOptions({
    queryKey: ['issues', 'one', id],
    queryFn: async (): Promise<WholeIssue | null> => (await request(IssueDocument, { id })).issue ?? null,
    refetchInterval: ({ state: { data } }) => {
      if (!data || data.status === 'COMPOSING') return false;
      return isRunning(data.status) ? RUNNING_MS : RESTING_MS;
    },
  });
