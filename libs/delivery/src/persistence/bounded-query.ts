import pg from 'pg';

/**
 * Bytes of rows that one statement may bring into the process, and all statements of one request together: what they
 * bring, the objects made from it and the answer take less than 64 MB.
 */
export const MOST_BYTES = 6_000_000;

/** More was asked for than one answer may carry. Its code is what a caller is told. */
export class AnswerTooLarge extends Error {
  readonly extensions = { code: 'ANSWER_TOO_LARGE' };

  constructor() {
    super(
      'The texts that you ask for are too long for one answer. Ask for fewer articles, or fewer fields, at a time.',
    );
  }
}

/** The database had no time for it. Its code is what a caller is told. */
export class TookTooLong extends Error {
  readonly extensions = { code: 'TIMEOUT' };

  constructor(cause: unknown) {
    super('This took too long and was given up. Ask for less at a time, or again in a moment.', { cause });
  }
}

/** What Postgres says of a statement that its own time-out ended (SQLSTATE `query_canceled`). */
const CANCELED = '57014';
/** What the pool says when no connection came free in time: it gives no code. */
const NO_CONNECTION = 'timeout exceeded when trying to connect';

/** A failure of a statement as a caller may be told of it: that time was too short is no bug. */
export function failureOf(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === CANCELED || message === NO_CONNECTION ? new TookTooLong(error) : error;
}

interface Wire {
  handleDataRow(message: { readonly length: number }): void;
  handleReadyForQuery(connection: unknown): void;
  handleError(error: Error, connection: unknown): void;
}

const Query = pg.Query as unknown as new (config: pg.QueryConfig) => Wire & pg.Submittable;

/** A statement whose rows are dropped as soon as they are too many bytes: they are never all in memory. */
export class BoundedQuery extends Query {
  /** Of rows, so far. */
  bytes = 0;

  override handleDataRow(message: { readonly length: number }): void {
    this.bytes += message.length;
    if (this.bytes <= MOST_BYTES) super.handleDataRow(message);
  }

  override handleReadyForQuery(connection: unknown): void {
    if (this.bytes <= MOST_BYTES) super.handleReadyForQuery(connection);
    else super.handleError(new AnswerTooLarge(), connection);
  }
}
