/** What a permanent or temporary refusal says, and of whom. */
export type RefusalMeaning =
  /** The mailbox does not exist or is closed for good. */
  | 'noMailbox'
  /** It exists and takes nothing at the moment. */
  | 'notNow'
  /** The server will not take this sender, this text or this size: it says nothing about the person. */
  | 'policy';

/** Enhanced status code (RFC 3463), as in 5.1.1; undefined when a text holds none. */
export function enhancedStatus(text: string): string | undefined {
  return /(?:^|[\s#(]|\b\d{3}-)([245]\.\d{1,3}\.\d{1,3})(?=$|[\s:;,)-])/.exec(text)?.[1];
}

/**
 * What the second and third part of a code mean, whatever the first: from the registry of RFC 3463 and RFC 5248, and of
 * RFC 7372 for 7.2x. The longest line that fits decides.
 */
const MEANINGS: Readonly<Record<string, RefusalMeaning>> = {
  '0': 'noMailbox',
  '1': 'noMailbox',
  // Of our own address, not of theirs.
  '1.7': 'policy',
  '1.8': 'policy',
  '2': 'notNow',
  '2.0': 'noMailbox',
  '2.1': 'noMailbox',
  '2.3': 'policy',
  '3': 'notNow',
  '3.4': 'policy',
  '4': 'notNow',
  '4.4': 'noMailbox',
  '5': 'policy',
  '6': 'policy',
  '7': 'policy',
};

/** The meaning of a code; the plainest reading of its class when no line fits. */
export function meaningOf(status: string): RefusalMeaning {
  const [first, subject, detail] = status.split('.');
  if (first === '4') return MEANINGS[`${subject}.${detail}`] === 'policy' || subject === '7' ? 'policy' : 'notNow';
  return MEANINGS[`${subject}.${detail}`] ?? MEANINGS[subject ?? ''] ?? 'noMailbox';
}
