import pg from 'pg';
import type { Witness } from './article-query.js';
import { BoundedQuery, failureOf } from './bounded-query.js';

export interface DeliveryDatabaseOptions {
  /** The product's database, or one of its replicas. */
  readonly url: string;
  /** True when `url` signs in as a role of its own, that needs no change of role. */
  readonly ownLogin: boolean;
  /** Connections this process may hold; default 8. */
  readonly poolSize?: number;
}

// A reader waits no longer than this; a query that needs more is a mistake of ours.
const STATEMENT_TIMEOUT_MS = 5_000;

function sessionOptions(ownLogin: boolean): string {
  const role = ownLogin ? '' : '-c role=carepress_delivery ';
  return `${role}-c default_transaction_read_only=on -c statement_timeout=${STATEMENT_TIMEOUT_MS}`;
}

/**
 * The connections on which the public's questions run: a role that can read the published views and nothing else, in
 * read-only transactions. A hole in the code above still finds no draft here.
 */
export class DeliveryDatabase {
  readonly pool: pg.Pool;

  constructor({ url, ownLogin, poolSize = 8 }: DeliveryDatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: url,
      options: sessionOptions(ownLogin),
      application_name: 'carepress delivery',
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      allowExitOnIdle: true,
    });
    // Without a listener a restart of the database would end the process; the pool replaces the connection by itself.
    this.pool.on('error', () => undefined);
  }

  /**
   * Runs one named statement: parsed and planned once a connection.
   *
   * @param witness of the one request that all rows are for
   * @throws AnswerTooLarge for more rows than one answer may carry, TookTooLong where there was no time for it
   */
  async rows<T extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
    witness?: Witness,
  ): Promise<T[]> {
    const query = new BoundedQuery({ name, text, values });
    // The pool waits for a query object as it does for a text; its types know only streams of them.
    const { rows } = await this.pool.query<T>(query as unknown as pg.QueryConfig).catch((error) => {
      throw failureOf(error);
    });
    witness?.took?.(query.bytes);
    return rows;
  }

  /** Closes every connection. The object cannot be used afterwards. */
  async close(): Promise<void> {
    await this.pool.end();
  }
}
