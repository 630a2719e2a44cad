/** How the attempt to hand one message over ended. */
export type SendOutcome =
  /** The server answered 2xx: it is theirs now. */
  | { readonly kind: 'handedOver'; readonly reply: string }
  /** The server said "not now" (4xx). */
  | { readonly kind: 'deferred'; readonly reply: string }
  /** The server said no for good (5xx). */
  | { readonly kind: 'failed'; readonly reply: string }
  /** The server will not take anything from this sender: it says nothing about the person. */
  | { readonly kind: 'senderRefused'; readonly reply: string }
  /** The connection was lost before the message was complete: the server must not deliver it (RFC 5321 4.1.1.4). */
  | { readonly kind: 'broken'; readonly reply: string }
  /** The message was complete and no reply came: it may have been handed over. */
  | { readonly kind: 'unknown'; readonly reply: string };

/** What an SMTP library's error tells. */
export interface SmtpFault {
  readonly message: string;
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  /** The SMTP command that was answered. */
  readonly command?: string;
}

/** Bad sequence of commands (RFC 5321 section 4.2.3): our conversation is muddled, the person is not to blame. */
const BAD_SEQUENCE = 503;

/**
 * What may be kept of a server's words. Postgres cannot store NUL, a reply can be a megabyte long, and most servers repeat
 * the address they refuse: an address is kept where addresses are kept, and nowhere else.
 */
export function plainReply(text: string): string {
  const known = text.slice(0, 2_000).replaceAll('\0', '');
  return known.replace(/[^\s<>"'(),;:[\]]*@[^\s<>"'(),;:[\]]*/g, '[address]').slice(0, 500);
}

/**
 * Classifies an error by what the server can have: a reply decides; without one, whether the whole message was
 * written. `ended` is true once the last byte of the body was taken from us, which is before the final dot leaves.
 */
export function classifyFault(fault: SmtpFault, ended: boolean): SendOutcome {
  const reply = plainReply(fault.response ?? fault.message);
  const code = fault.responseCode ?? 0;
  if (code === BAD_SEQUENCE) return { kind: 'broken', reply };
  if (code >= 500 && code < 600 && fault.command === 'MAIL FROM') return { kind: 'senderRefused', reply };
  if (code >= 400 && code < 500) return { kind: 'deferred', reply };
  if (code >= 500 && code < 600) return { kind: 'failed', reply };
  return { kind: ended ? 'unknown' : 'broken', reply };
}
