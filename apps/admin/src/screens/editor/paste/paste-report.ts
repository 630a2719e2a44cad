/** What the cleaning of a pasted text did. */
export type PasteChange =
  /** Colours, fonts and sizes. */
  | 'looks'
  /** Headings of another level. */
  | 'headings'
  /** Lists that were only typed. */
  | 'typedLists'
  /** Tables that held the page together. */
  | 'layoutTables'
  /** Addresses that led through another page, or that said where the reader came from. */
  | 'detours'
  /** Links whose address leads nowhere. Their words stay. */
  | 'links'
  /** Pictures: their place and description stay where there was one. */
  | 'pictures'
  /** Menus, buttons, forms and programs of a page. */
  | 'machinery';

/** How often each thing was done; what was not done is not there. */
export type PasteReport = ReadonlyMap<PasteChange, number>;

/** Counts what is done. */
export class PasteCount {
  private readonly counts = new Map<PasteChange, number>();

  add(change: PasteChange): void {
    this.counts.set(change, (this.counts.get(change) ?? 0) + 1);
  }

  get report(): PasteReport {
    return this.counts;
  }
}
