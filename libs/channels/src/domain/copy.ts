/**
 * How a copy elsewhere differs from what was told: its text was edited there, it has another address, it is not public
 * any more, it is gone, or it was withdrawn by us and is public again.
 */
export type DriftKind = 'edited' | 'moved' | 'unpublished' | 'deleted' | 'republished';

export interface Drift {
  readonly kind: DriftKind;
  /** Told again by itself: what was withdrawn is public again, or an attempt of ours that slept brought an older state back. */
  readonly mend: boolean;
  /** A sentence for people. */
  readonly detail: string;
}

/** `begun`: the other side was not heard yet. */
export type CopyState = 'begun' | 'live' | 'withdrawn';

/** Which article at which destination. */
export interface CopyKey {
  readonly destinationId: string;
  readonly articleId: string;
  readonly locale: string;
}

/** What a destination holds of an article, as far as we know. */
export interface CopyRow extends CopyKey {
  readonly publicationId: string;
  readonly contentHash: string;
  readonly sequence: bigint;
  readonly state: CopyState;
  readonly remoteId: string | null;
  readonly remoteUrl: string | null;
  /** Fingerprint of what the other side stored when it was told. */
  readonly remoteDigest: string | null;
  /** Since when it is not known whether the other side made the copy. */
  readonly makingSince: Date | null;
  readonly toldAt: Date | null;
  readonly checkedAt: Date | null;
  readonly drift: DriftKind | null;
  readonly driftDetail: string | null;
  readonly driftSince: Date | null;
}
