/** A good answer, ready to be sent. */
export interface ReadyAnswer {
  /** Names and values of the headers in turn, as `writeHead` takes them. */
  readonly headers: readonly string[];
  /**
   * The bytes of its UTF-8, a character each. Node writes such a text together with the head in one piece, without an
   * object for the writing: half the price of the same bytes in a `Buffer`.
   */
  readonly body: string;
  /** The validator of an answer to GET. */
  readonly etag?: string;
}

/** A text as the bytes that are sent, a character each. */
export function asBytes(text: string): string {
  // Made anew even from plain ASCII: what `JSON.stringify` returns may take two bytes a character, and is then turned into
  // one each time it is sent.
  return Buffer.from(text).toString('latin1');
}

interface Entry {
  readonly answer: ReadyAnswer;
  readonly bytes: number;
  /** The generation of every site the answer was made from, as its own statements saw it. */
  readonly sites: ReadonlyMap<string, number>;
  /** From this instant on it is old, whatever happens to its sites. */
  readonly until: Date | undefined;
  /** Asked for since it last came before the one who makes room. */
  used: boolean;
}

// Objects, headers and table slots of an entry, roughly: without it a million tiny answers would weigh nothing.
const OVERHEAD_BYTES = 1_000;

// An answer is also kept as gzip and as Brotli once somebody asked for that: each about a third of it.
const COMPRESSED_TOO = 1.7;

/**
 * Ready answers by the bytes of their question, at most so many bytes of them. The oldest makes room, unless it was asked
 * for since it was last looked at: then it is passed over once (the clock algorithm, which leaves the order alone when an
 * answer is found). It keeps an answer as long as no site that it was made from is known to have moved on.
 */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>();
  private readonly keysOfSite = new Map<string, Set<string>>();
  private bytes = 0;

  /** @param maxBytes 0 keeps nothing */
  constructor(private readonly maxBytes: number) {}

  find(key: string, now: Date): ReadyAnswer | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    if (entry.until && entry.until <= now) {
      this.remove(key);
      return undefined;
    }
    entry.used = true;
    return entry.answer;
  }

  keep(key: string, answer: ReadyAnswer, sites: ReadonlyMap<string, number>, until?: Date): void {
    const bytes = COMPRESSED_TOO * answer.body.length + 2 * key.length + OVERHEAD_BYTES;
    if (bytes > this.maxBytes / 8) return;
    this.remove(key);
    this.entries.set(key, { answer, bytes, sites, until, used: false });
    this.bytes += bytes;
    for (const siteId of sites.keys()) {
      const keys = this.keysOfSite.get(siteId) ?? new Set();
      this.keysOfSite.set(siteId, keys.add(key));
    }
    this.makeRoom();
  }

  private makeRoom(): void {
    // A passed-over entry is put behind the others and so comes again; without its mark it goes then.
    for (const [key, entry] of this.entries) {
      if (this.bytes <= this.maxBytes) break;
      if (!entry.used) {
        this.remove(key);
        continue;
      }
      entry.used = false;
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
  }

  /** Drops what was made from an earlier state of a site. */
  dropOlder(siteId: string, generation: number): void {
    for (const key of this.keysOfSite.get(siteId) ?? []) {
      if (this.entries.get(key)!.sites.get(siteId)! < generation) this.remove(key);
    }
  }

  clear(): void {
    this.entries.clear();
    this.keysOfSite.clear();
    this.bytes = 0;
  }

  private remove(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.entries.delete(key);
    this.bytes -= entry.bytes;
    for (const siteId of entry.sites.keys()) {
      const keys = this.keysOfSite.get(siteId);
      keys?.delete(key);
      if (keys?.size === 0) this.keysOfSite.delete(siteId);
    }
  }
}
