/** Rows of a page when the caller does not say, and the most there are. */
export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;

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
export function decodeCursor(cursor: string | null | undefined): (string | number)[] | undefined {
  if (!cursor) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(key) ? key : undefined;
  } catch {
    return undefined;
  }
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
