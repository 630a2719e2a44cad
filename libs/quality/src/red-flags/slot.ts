/** One meaning that red-flag advice must carry. A unit of text carries it when it matches every pattern of one set. */
export interface Slot {
  readonly id: string;
  /** Completes the sentence "Say when to get help: ...". */
  readonly says: string;
  readonly patterns: readonly (readonly RegExp[])[];
}
