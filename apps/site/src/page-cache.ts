/** A page as it was rendered, with the validator of the answer it was rendered from. */
export interface CachedPage {
  readonly apiEtag: string;
  readonly status: number;
  readonly type: string;
  readonly markup: string;
  readonly etag: string;
  readonly location?: string;
}

const MOST_PAGES = 500;

/**
 * Rendered pages by address. None is served without asking the API whether its answer still holds, so a withdrawal is
 * seen by the next reader; what is saved is the transfer and the rendering.
 */
export class PageCache {
  private readonly pages = new Map<string, CachedPage>();

  get(key: string): CachedPage | undefined {
    return this.pages.get(key);
  }

  /** Keeps a page; the one kept longest makes room. */
  set(key: string, page: CachedPage): void {
    this.pages.delete(key);
    this.pages.set(key, page);
    if (this.pages.size <= MOST_PAGES) return;
    const [oldest] = this.pages.keys();
    if (oldest !== undefined) this.pages.delete(oldest);
  }

  clear(): void {
    this.pages.clear();
  }

  get size(): number {
    return this.pages.size;
  }
}
