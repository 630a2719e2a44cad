import pg from 'pg';
import { OUTBOX_CHANNEL } from '#outbox';
import type { Logger } from '#platform';
import { backOff, pause } from '../pause.js';

/**
 * Hears at once that something was appended. It needs a connection of its own, because LISTEN belongs to one
 * connection and ends with it; a lost one is replaced for as long as the process lives. Meanwhile the relay polls.
 */
export async function listenToOutbox(
  databaseUrl: string,
  onFact: () => void,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      await listenOnce(databaseUrl, onFact, signal, () => {
        failures = 0;
      });
    } catch (error) {
      failures += 1;
      logger.warn({ reason: String(error) }, 'the relay lost the connection it listens on, and connects again');
      await pause(backOff(failures, 250, 5_000), signal);
    }
  }
}

/** Listens until the signal, or throws when the connection is lost. */
async function listenOnce(databaseUrl: string, onFact: () => void, signal: AbortSignal, onListening: () => void) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'carepress relay',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  const lost = new Promise<never>((_, reject) => {
    client.on('error', reject);
    client.on('end', () => reject(new Error('The connection ended.')));
  });
  lost.catch(() => undefined);
  client.on('notification', onFact);
  try {
    await client.connect();
    await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
    onListening();
    // What was appended while nobody listened.
    onFact();
    await Promise.race([lost, new Promise((resolve) => signal.addEventListener('abort', resolve))]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
