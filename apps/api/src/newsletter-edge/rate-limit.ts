import { Injectable } from '@nestjs/common';
import { Clock, Refusal } from '#kernel';

/** Too many requests from one place. */
export class TooManyRequests extends Refusal {
  readonly code = 'TOO_MANY_REQUESTS';
  readonly message = 'These were many requests in a short time. Wait a minute, and try again.';
}

const WINDOW_MS = 60_000;
const LIMIT = 20;
const MOST_CLIENTS = 20_000;

/**
 * Counts requests a client and minute, in the memory of this process. It blunts a script, no more: with two API
 * processes the limit is double, and a restart forgets. What must hold holds elsewhere: one confirmation mail to an
 * address in five minutes is kept in the database.
 */
@Injectable()
export class RateLimit {
  private readonly windows = new Map<string, { since: number; count: number }>();

  constructor(private readonly clock: Clock) {}

  /** Null while the client is within its limit. */
  check(client: string): TooManyRequests | null {
    const now = this.clock.now().getTime();
    const window = this.windows.get(client);
    if (!window || now - window.since >= WINDOW_MS) {
      if (this.windows.size >= MOST_CLIENTS) this.windows.clear();
      this.windows.set(client, { since: now, count: 1 });
      return null;
    }
    window.count += 1;
    return window.count > LIMIT ? new TooManyRequests() : null;
  }
}
