/** `unknown`: nobody can say from here. */
export type DomainState = 'good' | 'warning' | 'missing' | 'unknown';

export type DomainCode = 'SPF' | 'DKIM' | 'DMARC' | 'ALIGNMENT' | 'POSTAL_ADDRESS';

/** One thing that mailbox providers ask of a sender. */
export interface DomainFinding {
  readonly code: DomainCode;
  readonly state: DomainState;
  /** Stable, for programs: which of the sentences below it is. */
  readonly reason: string;
  /** What it is, and what to do. */
  readonly sentence: string;
  /** Where in the DNS it stands, or should; null for what stands in our own settings. */
  readonly name: string | null;
  /** What was found there. */
  readonly found: readonly string[];
  /** The TXT record to enter there, where we can say it; null otherwise. */
  readonly enter: string | null;
}

/** Every outcome, with its state and its sentence. {name} stands for the name in the DNS. */
const OUTCOMES = {
  NO_ANSWER: ['unknown', 'The DNS did not answer, so this could not be looked up. Try again in a few minutes.'],
  SPF_GOOD: ['good', '{name} names who may send for it.'],
  SPF_ABSENT: [
    'missing',
    '{name} has no SPF record. Add a TXT record that begins with “v=spf1” and names your mail server.',
  ],
  SPF_SEVERAL: ['missing', '{name} has several SPF records, and then none counts. Make one of them.'],
  SPF_OPEN: ['missing', 'The SPF record of {name} lets everybody send in its name. End it with “~all” or “-all”.'],
  SPF_LOOKUPS: [
    'missing',
    'The SPF record of {name} asks for more than 10 lookups, and then it counts for nothing. Shorten it.',
  ],
  SPF_NO_END: [
    'warning',
    'The SPF record of {name} does not say what becomes of everybody else. End it with “~all” or “-all”.',
  ],
  DKIM_GOOD: ['good', 'The key that messages are signed with stands under {name}.'],
  DKIM_UNKNOWN: [
    'unknown',
    'We hold no key, so your mail server signs, or nobody does. Enter the name (the selector) that your mail provider gives for its key, then check again.',
  ],
  DKIM_ABSENT: ['missing', 'There is no key under {name}. Add the TXT or CNAME record of your signing key there.'],
  DKIM_REVOKED: ['missing', 'The key under {name} was revoked. Put the key there that messages are signed with.'],
  DKIM_OTHER: ['missing', 'Another key than the one we sign with stands under {name}. Put ours there.'],
  DMARC_GOOD: ['good', '{name} says what becomes of mail that only pretends to be yours.'],
  DMARC_ABSENT: ['missing', 'There is no DMARC record. Add a TXT record at {name}, to begin with “v=DMARC1; p=none”.'],
  DMARC_SEVERAL: ['missing', 'There are several DMARC records at {name}, and then none counts. Keep one of them.'],
  DMARC_NO_POLICY: [
    'missing',
    'The DMARC record does not say what to do. Add “p=none”, “p=quarantine” or “p=reject” at {name}.',
  ],
  ALIGNED: ['good', 'Messages are signed for {name}, which fits their sender.'],
  ALIGNED_BY_SPF: [
    'warning',
    'Only SPF fits the sender {name}: a forwarded message loses that. Have messages signed as well.',
  ],
  ALIGNMENT_OTHER: [
    'missing',
    'Messages are signed for {name}, which is not the domain of their sender. Sign for the domain of the sender’s address.',
  ],
  ALIGNMENT_NONE: ['missing', 'Nothing proves that messages come from {name}. Add an SPF record, and sign messages.'],
  POSTAL_ADDRESS_GOOD: ['good', 'Each message carries the postal address of the site.'],
  POSTAL_ADDRESS_ABSENT: [
    'missing',
    'The site has no postal address, and a newsletter must carry one. Enter it in the settings.',
  ],
} as const satisfies Record<string, readonly [DomainState, string]>;

export type DomainReason = keyof typeof OUTCOMES;

/** A finding with the state and the sentence of its reason. */
export function domainFinding(
  code: DomainCode,
  reason: DomainReason,
  { name, found, enter = null }: Pick<DomainFinding, 'name' | 'found'> & { readonly enter?: string | null },
): DomainFinding {
  const [state, sentence] = OUTCOMES[reason];
  return { code, state, reason, sentence: sentence.replaceAll('{name}', name ?? ''), name, found, enter };
}
