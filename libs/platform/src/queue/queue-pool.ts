import pg from 'pg';

/** SQLSTATEs of a server that is away, stopping or starting, and of one without a free connection. */
const AWAY = /^(08...|57P0[123]|53300)$/;
const CUT = /Connection terminated|Connection ended|timeout exceeded when trying to connect|Query read timeout/;

function isAway(error: Error & { code?: string }): boolean {
  return (
    AWAY.test(error.code ?? '') ||
    ['ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(error.code ?? '') ||
    CUT.test(error.message)
  );
}

/**
 * BullMQ takes only ECONNREFUSED for a lost connection, waits, and tries the same step again. Every other error it
 * takes for the job's own: a job that did its work while Postgres restarted would be run again. So all the ways in
 * which Postgres can be away get that code.
 */
function asRefused(error: unknown): never {
  if (!(error instanceof Error) || !isAway(error)) throw error;
  throw Object.assign(new Error(`Postgres is away: ${error.message}`, { cause: error }), { code: 'ECONNREFUSED' });
}

/** The pool that all queues and workers of a process share: one listening connection a worker, and a few for the rest. */
export class QueuePool extends pg.Pool {
  constructor(connectionString: string, applicationName: string) {
    super({
      connectionString,
      application_name: applicationName,
      options: '-c search_path=bullmq',
      max: 12,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 30_000,
      allowExitOnIdle: true,
    });
    // Every queue and every worker adds a listener of its own.
    this.setMaxListeners(0);
    this.on('error', () => undefined);
  }

  override query(...args: unknown[]): never {
    const answer = (super.query as (...all: unknown[]) => unknown).apply(this, args);
    return (answer instanceof Promise ? answer.catch(asRefused) : answer) as never;
  }

  override connect(...args: unknown[]): never {
    const answer = (super.connect as (...all: unknown[]) => unknown).apply(this, args);
    return (answer instanceof Promise ? answer.catch(asRefused) : answer) as never;
  }
}
