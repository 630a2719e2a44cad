import pg from 'pg';

/**
 * Bytes of rows that one statement may bring into the process. An operation of the highest cost reads five such
 * statements at most; with the objects made from them and the answer they take less than 64 MB.
 */
const MOST_BYTES = 6_000_000;

/** More was asked for than one answer may carry. Its code is what a caller is told. */
export class AnswerTooLarge extends Error {
  readonly extensions = { code: 'ANSWER_TOO_LARGE' };

  constructor() {
    super(
      'The texts that you ask for are too long for one answer. Ask for fewer articles, or fewer fields, at a time.',
    );
  }
}

interface Wire {
  handleDataRow(message: { readonly length: number }): void;
  handleReadyForQuery(connection: unknown): void;
  handleError(error: Error, connection: unknown): void;
}

const Query = pg.Query as unknown as new (config: pg.QueryConfig) => Wire & pg.Submittable;

/** A statement whose rows are dropped as soon as they are too many bytes: they are never all in memory. */
export class BoundedQuery extends Query {
  private bytes = 0;

  override handleDataRow(message: { readonly length: number }): void {
    this.bytes += message.length;
    if (this.bytes <= MOST_BYTES) super.handleDataRow(message);
  }

  override handleReadyForQuery(connection: unknown): void {
    if (this.bytes <= MOST_BYTES) super.handleReadyForQuery(connection);
    else super.handleError(new AnswerTooLarge(), connection);
  }
}
