interface Entry<V> {
  readonly key: string;
  readonly value: V;
  readonly size: number;
}

/**
 * The newest values by a text, in bounded memory and without a price for finding one. Two halves: when the younger is full,
 * the older is forgotten as a whole; what is found in the older moves to the younger.
 */
export class Recent<V> {
  private young = new Map<string, Entry<V>>();
  private old = new Map<string, Entry<V>>();
  private size = 0;

  /** @param maxSize of each of the two halves, in whatever `put` counts */
  constructor(private readonly maxSize: number) {}

  find(key: string): V | undefined {
    const found = this.young.get(key);
    if (found) return found.value;
    const older = this.old.get(key);
    // Under the key of before: this one may be a piece of a far longer text, and would keep all of it.
    if (older) this.add(older);
    return older?.value;
  }

  /** @param size roughly what is kept, its key included */
  put(key: string, value: V, size: number): void {
    if (!this.young.has(key)) this.add({ key, value, size });
  }

  private add(entry: Entry<V>): void {
    this.young.set(entry.key, entry);
    this.size += entry.size;
    if (this.size < this.maxSize) return;
    this.old = this.young;
    this.young = new Map();
    this.size = 0;
  }
}
