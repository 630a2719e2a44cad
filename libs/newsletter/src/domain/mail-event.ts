import { meaningOf } from '#mail';

/** Who reports; `smtp` is the mail server itself, while the message was handed over. */
export type EventSource = 'dsn' | 'arf' | 'ses' | 'postmark' | 'mailgun' | 'smtp';

/**
 * What is reported. A hard bounce: the mailbox does not exist, and nothing more goes there. A soft one: full or away, and
 * it may work next time. Blocked: refused for what we are or wrote, which says nothing about the person.
 */
export const MAIL_EVENT_KINDS = [
  'delivered',
  'bouncedHard',
  'bouncedSoft',
  'blocked',
  'complained',
  'unsubscribed',
] as const;

export type MailEventKind = (typeof MAIL_EVENT_KINDS)[number];

/** One report about one message to one person, whoever tells it. */
export interface ReportedEvent {
  readonly source: EventSource;
  /** The reporter's own name of it. */
  readonly eventKey: string;
  /** The name of this one delivery of the report, where each is signed anew. */
  readonly deliveryKey?: string;
  readonly kind: MailEventKind;
  readonly at: Date;
  readonly status?: string;
  readonly detail?: string;
  /** Who it was for: our own id, our Message-ID with its angle brackets, or the address. The first that is known counts. */
  readonly deliveryId?: string;
  readonly messageId?: string;
  readonly address?: string;
}

const KIND_OF = { noMailbox: 'bouncedHard', notNow: 'bouncedSoft', policy: 'blocked' } as const;

/** What a bounce with this enhanced status code is. */
export function bounceOf(status: string): MailEventKind {
  return KIND_OF[meaningOf(status)];
}
