import { type FactoryProvider, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createQueueDriver, Database, LOGGER, type Logger, type QueueDriver, SETTINGS, type Settings } from '#platform';

export type { QueueDriver };

/** Injection token of the queue. The API only asks it whether it is there: work is announced in the outbox. */
export const QUEUE = Symbol('queue');

export const queueProvider: FactoryProvider<QueueDriver> = {
  provide: QUEUE,
  inject: [SETTINGS, Database, LOGGER],
  useFactory: (settings: Settings, database: Database, logger: Logger) =>
    createQueueDriver(settings, String(database.pool.options.connectionString), (err) =>
      logger.warn({ err }, 'The queue reports an error.'),
    ),
};

/** Lets the queue's connections go when the process ends. */
@Injectable()
export class QueueCloser implements OnApplicationShutdown {
  constructor(@Inject(QUEUE) private readonly queue: QueueDriver) {}

  onApplicationShutdown(): Promise<void> {
    return this.queue.close();
  }
}
