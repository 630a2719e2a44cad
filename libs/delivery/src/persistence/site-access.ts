import { Injectable } from '@nestjs/common';
import { hashOfSiteKey, type SiteKeyScope } from '#identity';
import { Recent } from '#kernel';
import { Database } from '#platform';
import { SiteGenerations } from './site-generations.js';

/** A secret that is in force, and what it opens. */
export interface LiveSiteKey {
  readonly secretId: string;
  readonly keyId: string;
  readonly siteId: string;
  readonly scopes: readonly SiteKeyScope[];
}

/** Whether a site answers everybody, and at which of its generations that was read. */
export interface SiteDoor {
  readonly id: string;
  readonly generation: string;
  readonly publicRead: boolean;
  /** The operations it answers, by the SHA-256 of their text; null for every operation. */
  readonly operations: ReadonlySet<string> | null;
}

/** Who may ask for what, as it was at one moment. */
export interface AccessState {
  /** By slug. */
  readonly sites: ReadonlyMap<string, SiteDoor>;
  /** By the hash of the secret. */
  readonly keys: ReadonlyMap<string, LiveSiteKey>;
}

// One statement, so that a site's door and its keys are of the same moment as its generation.
const READ = `
SELECT s.id, s.slug, s.public_read AS "publicRead", COALESCE(g.generation, 0)::text AS generation,
  (SELECT json_agg(json_build_object('hash', x.hash, 'secretId', x.id, 'keyId', k.id, 'siteId', s.id, 'scopes', k.scopes))
   FROM site_key k JOIN site_key_secret x ON x.key_id = k.id WHERE k.site_id = s.id AND x.revoked_at IS NULL) AS keys,
  (SELECT array_agg(o.hash) FROM site_operation o WHERE o.site_id = s.id) AS operations
FROM site s LEFT JOIN site_generation g ON g.site_id = s.id`;

/** $1 hash. */
const OPERATION = 'SELECT body FROM site_operation WHERE hash = $1 LIMIT 1';

/** Characters of operations, of each of the two halves in which they are remembered. */
const MOST_TEXT = 1_000_000;

type Row = Omit<SiteDoor, 'operations'> & {
  readonly slug: string;
  readonly keys: (LiveSiteKey & { readonly hash: string })[] | null;
  readonly operations: string[] | null;
};

/**
 * Knows which sites answer everybody, and which secrets are in force, without a statement for each request.
 *
 * A change of either counts the generation of its site on, and `SiteGenerations` tells of that: what is known is dropped
 * then, and read anew from the primary by the next request. So a secret that was revoked opens nothing once the process
 * that revoked it has answered, and nothing elsewhere after 250 ms. While the connection that brings the news is lost,
 * each request reads for itself.
 */
@Injectable()
export class SiteAccess {
  private readonly texts = new Recent<string>(MOST_TEXT);
  private state: AccessState | undefined;
  private reading: Promise<AccessState> | undefined;
  private waiting: Promise<AccessState> | undefined;
  private started = false;

  constructor(
    private readonly database: Database,
    private readonly generations: SiteGenerations,
  ) {}

  /** What is known and holds; undefined when it has to be read. */
  known(): AccessState | undefined {
    return this.generations.isCurrent() ? this.state : undefined;
  }

  /** What is known, or else read after this call began. One statement for all who ask meanwhile. */
  async now(): Promise<AccessState> {
    return this.known() ?? (await this.read());
  }

  /** The key behind a presented secret; undefined for one that opens nothing. */
  static keyIn(state: AccessState, secret: string): LiveSiteKey | undefined {
    return state.keys.get(hashOfSiteKey(secret));
  }

  /**
   * The text of an operation that is on the list of any site, by its SHA-256; undefined for others. Whether a site answers
   * it is another question. One statement the first time.
   */
  async operationText(hash: string): Promise<string | undefined> {
    const { sites } = await this.now();
    if (![...sites.values()].some(({ operations }) => operations?.has(hash))) return undefined;
    const known = this.texts.find(hash);
    if (known !== undefined) return known;
    const { rows } = await this.database.pool.query<{ body: string }>({
      name: 'site_operation',
      text: OPERATION,
      values: [hash],
    });
    const body = rows[0]?.body;
    if (body !== undefined) this.texts.put(hash, body, body.length);
    return body;
  }

  private read(): Promise<AccessState> {
    this.start();
    // A reading that is under way began before this call, and may have missed what it is asked for.
    this.waiting ??= Promise.resolve(this.reading?.catch(() => undefined)).then(() => {
      this.waiting = undefined;
      this.reading = this.readNow();
      return this.reading;
    });
    return this.waiting;
  }

  private async readNow(): Promise<AccessState> {
    const { rows } = await this.database.pool.query<Row>({ name: 'site_access', text: READ });
    const state: AccessState = {
      sites: new Map(
        rows.map(({ slug, keys: _keys, operations, ...door }) => [
          slug,
          { ...door, operations: operations && new Set(operations) },
        ]),
      ),
      keys: new Map(rows.flatMap(({ keys }) => keys ?? []).map(({ hash, ...key }) => [hash, key])),
    };
    const isNewest = rows.every(({ id, generation }) => (this.generations.of(id) ?? 0) <= Number(generation));
    if (isNewest) this.state = state;
    return state;
  }

  private start(): void {
    if (this.started) return;
    this.started = true;
    this.generations.start({
      changed: (siteId, generation) => {
        const door = [...(this.state?.sites.values() ?? [])].find(({ id }) => id === siteId);
        if (!door || Number(door.generation) < generation) this.state = undefined;
      },
      lost: () => {
        this.state = undefined;
      },
    });
  }
}
