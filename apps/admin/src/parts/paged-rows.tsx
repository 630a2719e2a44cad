import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { t } from '../messages/t';
import form from './form.module.css';
import { FailureNotice } from './notice';
import { RowsSkeleton } from './rows-skeleton';

interface PagedRowsProps<Row> {
  readonly answer: UseInfiniteQueryResult<unknown>;
  readonly rows: readonly Row[];
  /** In the place of no rows. */
  readonly empty: React.ReactNode;
  /** One row, with its key. */
  readonly children: (row: Row) => React.ReactNode;
  /** About how many rows it will be. */
  readonly expected?: number;
  /** False where it is asked again by itself: that is nothing to announce. */
  readonly announces?: boolean;
}

/** The rows of a list that is read page by page; its skeleton, why there is no answer, and the way to more. */
export function PagedRows<Row>({ answer, rows, empty, children, expected = 6, announces = true }: PagedRowsProps<Row>) {
  return (
    <>
      <div className={form.rows} aria-busy={announces ? answer.isFetching : answer.isPending}>
        {answer.isError ? (
          <FailureNotice error={answer.error} retry={() => void answer.refetch()} />
        ) : answer.isPending ? (
          <RowsSkeleton rows={expected} />
        ) : rows.length === 0 ? (
          empty
        ) : (
          <ul>{rows.map(children)}</ul>
        )}
      </div>
      {answer.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={answer.isFetchingNextPage}
          onClick={() => void answer.fetchNextPage()}
        >
          {t('articles.more')}
        </Button>
      )}
    </>
  );
}
