import { isId } from '#kernel';

/** Rows of a page when the caller does not say, and the most there are. */
export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

/** As Date.toISOString writes the years 1 to 9999. */
const TIME = /^(?!0000)\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** The largest number of a Postgres integer. */
const INT_MAX = 2_147_483_647;

/** A page of a list as the Relay connection specification has it. */
export interface Connection<T> {
  readonly edges: { cursor: string; node: T }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** A cursor: opaque to clients, the sort key inside. */
export function encodeCursor(...key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key of a cursor; undefined for anything we did not make. */
export function decodeCursor(cursor: string | null | undefined): unknown[] | undefined {
  if (!cursor) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** The sort key of a cursor that orders by time, then id; undefined for anything we did not make. */
export function decodeTimeCursor(cursor: string | null | undefined): { at: Date; id: string } | undefined {
  const [time, id] = decodeCursor(cursor) ?? [];
  const at = typeof time === 'string' && TIME.test(time) ? new Date(time) : undefined;
  return at && !Number.isNaN(at.getTime()) && isId(id) ? { at, id } : undefined;
}

/** The sort key of a cursor that orders by a counted number; undefined for anything we did not make. */
export function decodeNumberCursor(cursor: string | null | undefined): number | undefined {
  const [number] = decodeCursor(cursor) ?? [];
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) <= INT_MAX ? number : undefined;
}

/** How many rows a page has: what was asked for, between 1 and 100. */
export function pageSize(first: number | null | undefined): number {
  return Math.min(Math.max(first ?? DEFAULT_PAGE, 1), MAX_PAGE);
}

/** Builds a page from one row more than it shows: the extra one says that there is a next page. */
export function connectionOf<T>(
  rows: readonly T[],
  size: number,
  cursorOf: (row: T) => string,
  after?: string | null,
): Connection<T> {
  const edges = rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
