import { newErrorId } from '#kernel';
import type { Logger, QueueDriver, Sweep } from '#platform';
import { backOff, pause } from '../pause.js';
import type { Precedence } from '../precedence.js';

/** Longest pause after a sweep failed: the database may be back any moment. */
const MOST_AFTER_FAILURE_MS = 30_000;

/**
 * Runs one sweep at its interval until the signal, one run after the other. The interval has a tenth of chance, so
 * that many workers do not sweep at the same moment. It never throws.
 */
export async function sweepLoop(
  sweep: Sweep,
  queue: Pick<QueueDriver, 'add'>,
  logger: Logger,
  signal: AbortSignal,
  precedence: Precedence,
): Promise<void> {
  const run = () => sweep.run({ signal });
  for (let failures = 0; !signal.aborted; ) {
    try {
      await queue.add(await (sweep.goesFirst ? precedence.first(run) : run()));
      failures = 0;
    } catch (error) {
      failures += 1;
      logger.error({ err: error, errorId: newErrorId(), sweep: sweep.name }, 'a sweep failed, and will run again');
    }
    const ms = sweep.everyMs * (0.9 + 0.2 * Math.random());
    await pause(failures > 0 ? Math.max(ms, backOff(failures, 500, MOST_AFTER_FAILURE_MS)) : ms, signal);
  }
}
