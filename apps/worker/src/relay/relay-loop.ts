import type { ClaimedEvent, OutboxRelay } from '#outbox';
import { type JobRequest, type Logger, type QueueDriver, within } from '#platform';
import { backOff } from '../pause.js';
import type { Precedence } from '../precedence.js';
import type { Routes } from '../routes.js';
import type { Bell } from './bell.js';
import { routeEvent } from './route-event.js';

const BATCH = 100;
const LEASE_MS = 60_000;
const TURN_MS = 45_000;
const POLL_MS = 1_000;
/** Thousands may be due at one instant; who waits to be told of the first of them waits no longer than this. */
const HOLD_BACK_MS = 10_000;

/**
 * Passes events on to the queue: claim, add, mark as done. A crash after the add repeats the add under the same job
 * ids, and every handler stands being run twice.
 */
export class RelayLoop {
  constructor(
    private readonly outbox: OutboxRelay,
    private readonly queue: Pick<QueueDriver, 'add'>,
    private readonly routes: Routes,
    private readonly logger: Logger,
    private readonly precedence: Precedence,
  ) {}

  /** Runs until the signal. It never throws: whatever fails is tried again. */
  async run(bell: Bell, signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      let wait = POLL_MS;
      await this.precedence.holdBack(HOLD_BACK_MS, signal);
      try {
        // A connection that hangs must not leave the relay alive but dead.
        const claimed = await within(TURN_MS, 'A turn of the relay', this.turn());
        failures = 0;
        if (claimed === BATCH) continue;
      } catch (error) {
        failures += 1;
        wait = backOff(failures, 500, 5_000);
        this.logger.warn({ reason: String(error) }, 'the relay cannot pass events on now, and tries again');
      }
      await bell.wait(wait, signal);
    }
  }

  /** One round; how many events it claimed. */
  async turn(): Promise<number> {
    const events = await this.outbox.claim(BATCH, LEASE_MS);
    const routed = await this.route(events);
    try {
      await this.queue.add(routed.flatMap(({ requests }) => requests));
    } catch (error) {
      await Promise.all(routed.map(({ event }) => this.outbox.release(event.id, event.leaseToken, 0)));
      throw error;
    }
    await Promise.all(routed.map(({ event }) => this.outbox.complete(event.id, event.leaseToken)));
    return events.length;
  }

  private async route(events: readonly ClaimedEvent[]): Promise<{ event: ClaimedEvent; requests: JobRequest[] }[]> {
    const routed = [];
    for (const event of events) {
      try {
        routed.push({ event, requests: routeEvent(this.routes, event) });
      } catch (error) {
        const reason = String(error);
        this.logger.error({ eventId: event.id, attempt: event.attempts, reason }, 'an event cannot be routed');
        await this.outbox.retry(event.id, event.leaseToken, reason, backOff(event.attempts, 1_000, 300_000));
      }
    }
    return routed;
  }
}
