import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from './generated/prisma/client.js';

/** What a use case writes through: the client, or the transaction it runs in. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  readonly url: string;
  /** Connections this process may hold; default 10. */
  readonly poolSize?: number;
  readonly applicationName: string;
}

/** Two that met once seldom meet again; more often is a fault of ours, and must be seen. */
const MOST_REPEATS = 3;
const LONGEST_PAUSE_MS = 50;

/** The product's database: Prisma over one pool, and the pool itself for the few statements Prisma cannot say. */
export class Database {
  readonly pool: pg.Pool;
  readonly client: PrismaClient;

  constructor(options: DatabaseOptions) {
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.poolSize ?? 10,
      application_name: options.applicationName,
      keepAlive: true,
      allowExitOnIdle: true,
    });
    // Without a listener a restart of the database would end the process; the pool replaces the connection by itself.
    this.pool.on('error', () => undefined);
    this.client = new PrismaClient({ adapter: new PrismaPg(this.pool) });
  }

  /**
   * Runs `work` in one transaction. Keep it short, and make no call to the outside in it: a connection and its locks
   * are held until it ends. When two transactions wait for each other the database ends one of them, and it runs again
   * from its beginning: `work` must change nothing but what it writes through `tx`.
   *
   * @param longestMs after so long it is taken back; longer only for one statement over very many rows
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, longestMs = 30_000): Promise<T> {
    for (let again = MOST_REPEATS; ; again -= 1) {
      try {
        return await this.client.$transaction(work, { maxWait: 10_000, timeout: longestMs });
      } catch (error) {
        if (again === 0 || !isDeadlock(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_PAUSE_MS));
      }
    }
  }

  /** Closes every connection. The object cannot be used afterwards. */
  async close(): Promise<void> {
    await this.client.$disconnect();
    await this.pool.end();
  }
}

const AWAY = /^(08...|57P0[123]|57014|53...|40001|40P01|25P03)$/;
const CUT = /terminat|ECONNRE|EPIPE|ETIMEDOUT|timeout|not queryable|closed|Can't reach database/i;

/**
 * True for an error that says nothing about the work itself: the database was away, full, out of connections, or two
 * transactions met. The same work may go well a moment later.
 */
export function isPassing(error: unknown): boolean {
  const state = sqlState(error);
  if (state) return AWAY.test(state);
  return error instanceof Error && (CUT.test(error.message) || CUT.test(String((error as { code?: string }).code)));
}

/** The Postgres error code (SQLSTATE) of an error thrown by Prisma or node-postgres, if it has one. */
export function sqlState(error: unknown): string | undefined {
  const seen = new Set<unknown>();
  for (let at: unknown = error; at && typeof at === 'object' && !seen.has(at); ) {
    seen.add(at);
    const it = at as { originalCode?: string; code?: string; cause?: unknown; meta?: { driverAdapterError?: unknown } };
    const code = it.originalCode ?? it.code;
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code;
    at = it.meta?.driverAdapterError ?? it.cause;
  }
  return undefined;
}

/** True when the database ended a transaction because it and another waited for each other (SQLSTATE 40P01). */
function isDeadlock(error: unknown): boolean {
  return sqlState(error) === '40P01';
}

/** True when a write met a unique key that is taken (SQLSTATE 23505, Prisma P2002). */
export function isUniqueViolation(error: unknown): boolean {
  const prisma = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  return prisma || sqlState(error) === '23505';
}
