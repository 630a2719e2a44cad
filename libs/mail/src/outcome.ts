import { replyRule } from './smtp-replies.js';

/** How the attempt to hand one message over ended. */
export type SendOutcome =
  /** The server answered 2xx: it is theirs now. */
  | { readonly kind: 'handedOver'; readonly reply: string }
  /** The server said "not now" (4xx). `slow`: because we send too much at once, and to whom. */
  | { readonly kind: 'deferred'; readonly reply: string; readonly slow?: 'account' | 'domain' }
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
  const rule = replyRule(fault.responseCode ?? 0, fault.response ?? fault.message, fault.command);
  if (rule?.end === 'deferred') {
    const slow =
      rule.duty === 'slowDown' ? ('account' as const) : rule.duty === 'slowDomain' ? ('domain' as const) : null;
    return { kind: 'deferred', reply, ...(slow && { slow }) };
  }
  if (rule) return { kind: rule.end, reply };
  return { kind: ended ? 'unknown' : 'broken', reply };
}
