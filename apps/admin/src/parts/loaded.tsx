import type { UseQueryResult } from '@tanstack/react-query';
import { FailureNotice } from './notice';
import { RowsSkeleton } from './rows-skeleton';

interface LoadedProps<T> {
  readonly answer: UseQueryResult<T>;
  /** About how many rows it will be. */
  readonly rows?: number;
  readonly children: (data: T) => React.ReactNode;
}

/** What a query answered, or its skeleton, or why there is no answer. */
export function Loaded<T>({ answer, rows = 6, children }: LoadedProps<T>) {
  if (answer.isError) return <FailureNotice error={answer.error} retry={() => void answer.refetch()} />;
  if (answer.isPending) return <RowsSkeleton rows={rows} />;
  return children(answer.data);
}
