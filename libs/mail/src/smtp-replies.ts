import { enhancedStatus } from './enhanced-status.js';

/** What a reply says of the attempt. `senderRefused`: everybody would get the same answer, so nobody is to blame. */
export type ReplyEnd = 'deferred' | 'failed' | 'senderRefused' | 'broken';

/** What is to be done beside that. */
export type ReplyDuty =
  /** Too many messages or lines for the mail server we hand over to: go slower with all of them. */
  | 'slowDown'
  /** Too many for the receiver: go slower to that domain. */
  | 'slowDomain'
  /** The mailbox does not exist: nothing more goes to it. */
  | 'suppress';

export interface ReplyRule {
  /** Basic code of RFC 5321 section 4.2; `5..` stands for each of its class. */
  readonly code: string;
  /** Enhanced code of RFC 3463 without its class, as in 1.1; `7.` stands for every code of that subject. */
  readonly enhanced?: string;
  /** The command that was answered; each when it is left out. */
  readonly at?: 'MAIL FROM' | 'RCPT TO' | 'DATA';
  readonly end: ReplyEnd;
  readonly duty?: ReplyDuty;
  readonly why: string;
}

/**
 * Every reply of a mail server that is not yes, and what it means: from RFC 5321 section 4.2.3, RFC 3463, RFC 5248, RFC
 * 7372, RFC 7504 and RFC 7505. The first line that fits decides, so that what is narrow stands above what is wide.
 */
export const SMTP_REPLIES: readonly ReplyRule[] = [
  { code: '421', end: 'deferred', duty: 'slowDown', why: 'the service closes the line: too much, or going down' },
  { code: '454', end: 'deferred', duty: 'slowDown', why: 'throttled' },
  { code: '452', enhanced: '5.3', end: 'deferred', duty: 'slowDomain', why: 'too many recipients on this line' },
  {
    code: '4..',
    enhanced: '7.28',
    end: 'deferred',
    duty: 'slowDomain',
    why: 'more mail than this receiver takes at once',
  },
  { code: '4..', enhanced: '3.2', end: 'deferred', duty: 'slowDown', why: 'the system takes nothing at the moment' },
  { code: '450', enhanced: '2.1', end: 'deferred', duty: 'slowDomain', why: 'this mailbox gets mail too fast' },
  { code: '450', end: 'deferred', why: 'the mailbox is busy, or the server greylists' },
  { code: '451', end: 'deferred', why: 'an error of the server, or it greylists' },
  { code: '452', end: 'deferred', why: 'no space at the moment' },
  { code: '455', end: 'deferred', why: 'the parameters cannot be served now' },
  { code: '4..', end: 'deferred', why: 'not now' },

  { code: '503', end: 'broken', why: 'the conversation is muddled: nothing was taken' },
  { code: '5..', at: 'MAIL FROM', end: 'senderRefused', why: 'the server takes nothing from this sender' },
  { code: '530', end: 'senderRefused', why: 'it wants us to sign in' },
  { code: '535', end: 'senderRefused', why: 'it does not accept our sign-in' },
  { code: '555', end: 'senderRefused', why: 'it does not know the parameters we use' },
  { code: '5..', enhanced: '3.4', end: 'failed', why: 'the message is too large for this receiver' },

  { code: '5..', enhanced: '1.1', end: 'failed', duty: 'suppress', why: 'no such mailbox' },
  { code: '5..', enhanced: '1.2', end: 'failed', duty: 'suppress', why: 'no such domain' },
  { code: '5..', enhanced: '1.3', end: 'failed', duty: 'suppress', why: 'no mailbox can be written like this' },
  { code: '5..', enhanced: '1.6', end: 'failed', duty: 'suppress', why: 'the mailbox moved and left no address' },
  { code: '5..', enhanced: '1.10', end: 'failed', duty: 'suppress', why: 'the domain takes no mail (null MX)' },
  { code: '5..', enhanced: '2.1', end: 'failed', duty: 'suppress', why: 'the mailbox is closed' },
  { code: '5..', enhanced: '4.4', end: 'failed', duty: 'suppress', why: 'no mail server is known for the domain' },
  { code: '556', end: 'failed', duty: 'suppress', why: 'the domain takes no mail' },

  { code: '5..', enhanced: '1.', end: 'failed', why: 'an address, and it may be ours' },
  { code: '5..', enhanced: '2.2', end: 'failed', why: 'the mailbox is full' },
  { code: '5..', enhanced: '2.', end: 'failed', why: 'the mailbox takes none of it' },
  { code: '5..', enhanced: '3.', end: 'failed', why: 'the mail system of the receiver' },
  { code: '5..', enhanced: '4.', end: 'failed', why: 'the way to the receiver' },
  { code: '5..', enhanced: '5.', end: 'failed', why: 'the conversation' },
  { code: '5..', enhanced: '6.', end: 'failed', why: 'the form of the message' },
  { code: '5..', enhanced: '7.', end: 'failed', why: 'policy: what we are or wrote, never the person' },
  { code: '521', end: 'failed', why: 'the host takes no mail' },
  { code: '551', end: 'failed', why: 'the person is elsewhere' },
  { code: '552', end: 'failed', why: 'the mailbox is full' },
  { code: '5..', end: 'failed', why: 'no, without saying more: too little to suppress anybody' },
];

const isIn = (pattern: string, code: string) => new RegExp(`^${pattern}$`).test(code);

function fitsEnhanced(wanted: string | undefined, status: string | undefined): boolean {
  if (wanted === undefined) return true;
  const detail = status?.slice(2);
  if (detail === undefined) return false;
  return wanted.endsWith('.') ? detail.startsWith(wanted) : detail === wanted;
}

/**
 * The rule for one reply; undefined when it is neither a temporary nor a permanent refusal.
 *
 * @param text the reply with its enhanced code, when it has one
 * @param command what was answered, as MAIL FROM, RCPT TO or DATA
 */
export function replyRule(code: number, text: string, command?: string): ReplyRule | undefined {
  const status = enhancedStatus(text);
  // A code of another class than the reply's own contradicts it, and says nothing.
  const agreeing = status?.startsWith(String(code)[0]!) ? status : undefined;
  return SMTP_REPLIES.find(
    (rule) =>
      isIn(rule.code, String(code)) &&
      fitsEnhanced(rule.enhanced, agreeing) &&
      (rule.at === undefined || rule.at === command),
  );
}
