import type { ChannelEvent } from '../domain/article-event.js';
import type { AttemptResult } from '../domain/attempt.js';
import type { CopyRow, Drift } from '../domain/copy.js';
import type { DestinationRefused } from '../domain/refusals.js';

/** Where a destination is, and what opens it. */
export interface ChannelAddress {
  readonly destinationId: string;
  readonly siteId: string;
  readonly url: string;
  /** The newer first. Two while one takes over from the other. */
  readonly secrets: readonly string[];
  /** What this kind of destination needs to know beside its address; see `check`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** One thing to tell, and to whom. */
export interface ChannelMessage extends ChannelAddress {
  /** The same at every attempt and every replay: the receiver's key against doubles. */
  readonly deliveryId: string;
  /** Counts the attempts of the delivery. */
  readonly attempt: number;
  /** Null for a test. */
  readonly publicationId: string | null;
  readonly event: ChannelEvent;
  /** False once another worker may have taken the delivery over: from then on nothing is changed. */
  readonly isHeld: () => boolean;
}

/** What somebody fills in to add a destination. */
export interface GivenDestination {
  readonly url: string;
  /** What this channel needs beside the address: a user name, a zone. No secrets. */
  readonly settings: Readonly<Record<string, string>>;
  /** A secret that the other side made up, such as an application password; null where we make it. */
  readonly secret: string | null;
}

/** As it is kept. */
export interface CheckedDestination {
  readonly url: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
}

/** How one kind of destination is told. It knows no table and decides no retry: it tries once and says how it went. */
export interface Channel {
  /** Stored with every destination; never changed once in use. */
  readonly kind: string;
  /** Whether we make the secret up and show it once, or the other side did. */
  readonly makesSecret: boolean;
  /** The destination as it will be used, or why we do not send there. */
  check(given: GivenDestination): CheckedDestination | DestinationRefused;
  /** Tells the destination once, within 20 s unless it writes a whole site. Foreseeable failures are outcomes; a bug is thrown. */
  tell(message: ChannelMessage): Promise<AttemptResult>;
  /**
   * For a channel that keeps copies (`Copies`): looks once whether these still are as they were told. For each in its order
   * null when it is, or how it differs; or the outcome when they cannot be seen now.
   */
  look?(address: ChannelAddress, copies: readonly CopyRow[]): Promise<(Drift | null)[] | AttemptResult>;
}
