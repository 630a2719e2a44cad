import type { Refusal } from '#kernel';

/** Carries a refusal out of a transaction that must leave nothing behind. */
export class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
