import { performance } from 'node:perf_hooks';
import pg from 'pg';

/** Written to by a trigger on `site_generation`; a payload is a site's id, a space, its generation. */
const CHANNEL = 'delivery_site';

/** How long one reading of the generations may be relied upon, in milliseconds. */
export const TRUST_MS = 250;

// Well below the above: a reading that comes late once in a while costs nothing.
const READ_EVERY_MS = 100;
const RECONNECT_MS = 250;

const READ = `SELECT s.id, COALESCE(g.generation, 0)::text AS generation
FROM site s LEFT JOIN site_generation g ON g.site_id = s.id`;

/** Who keeps something that was made from the state of a site. */
export interface GenerationListener {
  /** The site is at this generation, or at a later one. */
  changed(siteId: string, generation: number): void;
  /** Nothing is known any more. */
  lost(): void;
}

/**
 * Knows the current generation of every site.
 *
 * A commit that changes one is told at once by LISTEN. Should a message be lost on the way, the generations are also
 * read ten times a second, on the same connection, and `isCurrent` is true only for 250 ms from the moment at which the
 * last answered reading was asked for. So while it is true, every commit older than 250 ms is known here, whatever
 * became of the connection, of a message or of this process's time. It asks the primary: a replica cannot be listened to.
 */
export class SiteGenerations {
  private readonly known = new Map<string, number>();
  private readonly listeners = new Set<GenerationListener>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private trustedUntil = 0;
  private reading: Promise<void> | undefined;
  private state: 'idle' | 'started' | 'closed' = 'idle';

  constructor(private readonly url: string) {}

  /** Begins to follow. Does nothing the second time. */
  start(listener: GenerationListener): void {
    this.listeners.add(listener);
    if (this.state !== 'idle') return;
    this.state = 'started';
    void this.connect();
  }

  /** Whether every commit older than 250 ms is known. */
  isCurrent(): boolean {
    return performance.now() < this.trustedUntil;
  }

  /** The newest generation that this process has heard of; undefined for a site unheard of. */
  of(siteId: string): number | undefined {
    return this.known.get(siteId);
  }

  /** Takes a generation from wherever it was seen; older news than known are no news. */
  learn(siteId: string, generation: number): void {
    const known = this.known.get(siteId);
    if (known !== undefined && known >= generation) return;
    this.known.set(siteId, generation);
    for (const listener of this.listeners) listener.changed(siteId, generation);
  }

  /**
   * Afterwards every commit from before the call is known, or `isCurrent` is false. Takes one round trip to the database,
   * at most 250 ms.
   */
  async catchUp(): Promise<void> {
    const { client } = this;
    // The first reading of a connection that is still to come is later than now.
    if (!client) return;
    const late = setTimeout(() => this.lose(client), TRUST_MS);
    await this.read(client);
    clearTimeout(late);
  }

  /**
   * Reads the generations now, unless a reading is on its way. A process that had no time for a moment is current again
   * after one round trip, and need not make anew what it has. `isCurrent` says whether it helped.
   */
  refresh(): Promise<void> {
    if (this.reading) return this.reading;
    return this.client ? this.read(this.client) : Promise.resolve();
  }

  /** Ends the connection. The object cannot be used afterwards. */
  async close(): Promise<void> {
    this.state = 'closed';
    clearTimeout(this.timer);
    const { client } = this;
    if (!client) return;
    this.lose(client);
    await client.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: 'carepress delivery generations',
      connectionTimeoutMillis: 5_000,
      query_timeout: 2_000,
      keepAlive: true,
    });
    client.on('error', () => this.lose(client));
    client.on('end', () => this.lose(client));
    client.on('notification', ({ payload }) => {
      const [siteId, generation] = (payload ?? '').split(' ');
      if (siteId && this.client === client) this.learn(siteId, Number(generation));
    });
    try {
      await client.connect();
      // First listen, then read: what commits in between is told, what committed before is read.
      await client.query(`LISTEN ${CHANNEL}`);
    } catch {
      await client.end().catch(() => undefined);
      this.later(RECONNECT_MS, () => this.connect());
      return;
    }
    if (this.state === 'closed') return client.end();
    this.client = client;
    await this.follow(client);
  }

  private async follow(client: pg.Client): Promise<void> {
    const asked = performance.now();
    await this.read(client);
    if (this.client !== client) return;
    this.later(Math.max(0, READ_EVERY_MS - (performance.now() - asked)), () => this.follow(client));
  }

  private async read(client: pg.Client): Promise<void> {
    const reading = this.ask(client);
    this.reading = reading;
    await reading;
    if (this.reading === reading) this.reading = undefined;
  }

  private async ask(client: pg.Client): Promise<void> {
    const asked = performance.now();
    try {
      const { rows } = await client.query<{ id: string; generation: string }>({ name: 'generations', text: READ });
      if (this.client !== client) return;
      for (const { id, generation } of rows) this.learn(id, Number(generation));
      this.forgetOthers(new Set(rows.map(({ id }) => id)));
      this.trustedUntil = Math.max(this.trustedUntil, asked + TRUST_MS);
    } catch {
      this.lose(client);
    }
  }

  /** A site that is gone shows nothing any more. */
  private forgetOthers(sites: ReadonlySet<string>): void {
    for (const siteId of this.known.keys()) {
      if (sites.has(siteId)) continue;
      this.known.delete(siteId);
      for (const listener of this.listeners) listener.changed(siteId, Number.POSITIVE_INFINITY);
    }
  }

  private lose(client: pg.Client): void {
    if (this.client !== client) return;
    this.client = undefined;
    this.trustedUntil = 0;
    this.known.clear();
    for (const listener of this.listeners) listener.lost();
    client.end().catch(() => undefined);
    this.later(RECONNECT_MS, () => this.connect());
  }

  private later(milliseconds: number, work: () => Promise<void>): void {
    if (this.state === 'closed') return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void work(), milliseconds);
  }
}
