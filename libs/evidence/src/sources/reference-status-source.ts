import type { StatedStatus } from '../domain/status.js';

/** What a register says about one reference. */
export interface RegisterAnswer {
  readonly status: Extract<StatedStatus, 'ok' | 'concern' | 'retracted'>;
  /** Who says so, such as "crossref" or "pubmed". */
  readonly source: string;
  /** When the notice was published; null for "ok" and where the register does not say. */
  readonly at: Date | null;
}

/** Asks whoever keeps the status of papers. */
export abstract class ReferenceStatusSource {
  /** False when asking is switched off: then nothing is due. */
  abstract readonly isOn: boolean;

  /**
   * What became of a reference; null when no register knows it.
   *
   * @throws Error when a register does not answer as it should: ask again later
   */
  abstract ask(reference: {
    readonly pmid: string | null;
    readonly doi: string | null;
  }): Promise<RegisterAnswer | null>;
}
