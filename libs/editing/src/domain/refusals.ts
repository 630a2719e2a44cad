import { Refusal } from '#kernel';
import type { RevisionRow } from '../persistence/revision-row.js';

/** Somebody saved since this edit began. Carries both sides, so that nothing has to be typed again. */
export class StaleBase extends Refusal {
  readonly code = 'STALE_BASE';
  readonly message =
    'Somebody saved this article after you opened it. Nothing was overwritten. Compare both texts, then save again.';
  constructor(
    readonly newest: RevisionRow,
    readonly base: RevisionRow | null,
  ) {
    super();
  }
}

/** Another article has this address in this locale. */
export class SlugTaken extends Refusal {
  readonly code = 'SLUG_TAKEN';
  readonly message: string;
  constructor(readonly slug: string) {
    super();
    this.message = `Another article has the address "${slug}". Choose a different one.`;
  }
}
