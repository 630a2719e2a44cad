/** What is left to a client. */
export interface Rate {
  readonly isAllowed: boolean;
  readonly limit: number;
  /** Units that may still be spent in this window. */
  readonly left: number;
  /** Whole seconds until the window begins anew, at least 1. */
  readonly seconds: number;
}

interface Window {
  readonly since: number;
  spent: number;
}

export const WINDOW_MS = 60_000;

/**
 * Counts what each client spends in a minute, in the memory of this process: with two API processes the limit is double,
 * and a restart forgets. It keeps a machine free for the others, and is no wall against many addresses at once: that is
 * the work of whatever stands in front.
 *
 * At most so many clients are remembered; then the one whose window began first makes room, so that no number of made-up
 * addresses takes more memory, and a client that is forgotten merely begins a new window.
 */
export class RateWindow {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly mostClients = 20_000,
    private readonly windowMs = WINDOW_MS,
  ) {}

  /** @param now milliseconds of a clock that only goes forward */
  spend(client: string, units: number, limit: number, now: number): Rate {
    const known = this.windows.get(client);
    const window = known && now - known.since < this.windowMs ? known : this.begin(client, now);
    const isAllowed = window.spent + units <= limit;
    // What is refused costs nothing: who waits for the next window gets it.
    if (isAllowed) window.spent += units;
    const seconds = Math.max(1, Math.ceil((window.since + this.windowMs - now) / 1_000));
    return { isAllowed, limit, left: Math.max(0, limit - window.spent), seconds };
  }

  get size(): number {
    return this.windows.size;
  }

  private begin(client: string, now: number): Window {
    // Put in anew, so that the order of the map is the order of beginnings.
    this.windows.delete(client);
    if (this.windows.size >= this.mostClients) {
      const [oldest] = this.windows.keys();
      this.windows.delete(oldest!);
    }
    const window = { since: now, spent: 0 };
    this.windows.set(client, window);
    return window;
  }
}

/** The header fields of draft-ietf-httpapi-ratelimit-headers-10, and `Retry-After` for whoever has to wait. */
export function rateHeaders({ isAllowed, limit, left, seconds }: Rate, name: string): [string, string][] {
  const policy = `"${name}";q=${limit};w=${WINDOW_MS / 1_000}`;
  const told: [string, string][] = [
    ['RateLimit-Policy', policy],
    ['RateLimit', `"${name}";r=${left};t=${seconds}`],
  ];
  return isAllowed ? told : [...told, ['Retry-After', String(seconds)]];
}
