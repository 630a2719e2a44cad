import type { ArticleEvent } from '../domain/article-event.js';
import type { AttemptResult } from '../domain/attempt.js';
import type { DestinationRefused } from '../domain/refusals.js';

/** One thing to tell, and to whom. */
export interface ChannelMessage {
  /** The same at every attempt: the receiver's key against doubles. */
  readonly deliveryId: string;
  readonly url: string;
  readonly secret: string;
  readonly event: ArticleEvent;
}

/** How one kind of destination is told. It knows no table and decides no retry: it tries once and says how it went. */
export interface Channel {
  /** Stored with every destination; never changed once in use. */
  readonly kind: string;
  /** The address as it will be used, or why we do not send there. */
  checkAddress(url: string): URL | DestinationRefused;
  /** A secret for a new destination. */
  newSecret(): string;
  /** Tells the destination once, within 20 s. Foreseeable failures are outcomes; a bug is thrown. */
  tell(message: ChannelMessage): Promise<AttemptResult>;
}
