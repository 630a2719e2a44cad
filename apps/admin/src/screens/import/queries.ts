import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/client';
import {
  ImportBatchDocument,
  ImportBatchesDocument,
  type ImportBatchQuery,
  ImportReportDocument,
  type ImportReportQuery,
} from '../../gql/operations';

export type Batch = NonNullable<ImportBatchQuery['batch']>;
export type BatchItem = Batch['items'][number];
export type Record = NonNullable<ImportReportQuery['record']>;
export type NewestRevision = NonNullable<ImportReportQuery['article']>['newestRevision'];

/** Items that one look shows; a larger upload says how many more there are. */
export const SHOWN_ITEMS = 200;
const AGAIN_MS = 1_000;

export function isOver(state: string): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}

/** An upload, asked again each second until the worker is through. */
export const batchQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'batch', id],
    queryFn: async () => (await request(ImportBatchDocument, { id, items: SHOWN_ITEMS })).batch,
    refetchInterval: ({ state }) => (state.data && isOver(state.data.state) ? false : AGAIN_MS),
  });

export const batchesQuery = (site: string) =>
  queryOptions({
    queryKey: ['imports', 'batches', site],
    queryFn: async () => (await request(ImportBatchesDocument, { site })).batches,
  });

export const reportQuery = (record: string, article: string) =>
  queryOptions({
    queryKey: ['imports', 'report', record, article],
    queryFn: () => request(ImportReportDocument, { record, article }),
  });
