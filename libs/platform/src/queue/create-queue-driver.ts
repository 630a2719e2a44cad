import type { Settings } from '../settings/settings.js';
import type { ReportError } from './bull-driver.js';
import type { QueueDriver } from './driver.js';
import { PostgresQueueDriver } from './postgres-driver.js';
import { RedisQueueDriver } from './redis-driver.js';

/**
 * The queue that the settings ask for: Redis or Valkey with REDIS_URL, otherwise the product's own Postgres.
 *
 * @param databaseUrl the Postgres that the product uses, embedded or own
 * @param report told of every error between calls, such as a lost connection; the driver recovers by itself
 */
export function createQueueDriver(
  settings: Pick<Settings, 'redisUrl'>,
  databaseUrl: string,
  report: ReportError = () => undefined,
): QueueDriver {
  const calm = atMostEvery(10_000, report);
  return settings.redisUrl ? new RedisQueueDriver(settings.redisUrl, calm) : new PostgresQueueDriver(databaseUrl, calm);
}

/** Reports the same message once an interval: a lost connection says the same hundred times. */
function atMostEvery(ms: number, report: ReportError): ReportError {
  const last = new Map<string, number>();
  return (error) => {
    const now = Date.now();
    if (now - (last.get(error.message) ?? 0) < ms) return;
    if (last.size > 100) last.clear();
    last.set(error.message, now);
    report(error);
  };
}
