/** What the DNS says under a name: its TXT records, none of them, or no answer at all. */
export type TxtAnswer = readonly string[] | null;

/** What was found of a sender's domain. */
export interface DomainRecords {
  /** The domain of the sender's address. */
  readonly domain: string;
  /** TXT records of the domain itself. */
  readonly spf: TxtAnswer;
  /** TXT records of `_dmarc` below the domain, or below the nearest parent that has one. */
  readonly dmarc: TxtAnswer;
  /** The key that we sign with, and what stands under its selector; null when the mail server signs. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly records: TxtAnswer } | null;
  readonly postalAddress: string;
}

/** `unknown`: nobody can say from here. */
export type DomainState = 'good' | 'warning' | 'missing' | 'unknown';

/** One thing that mailbox providers ask of a sender. */
export interface DomainFinding {
  readonly code: 'SPF' | 'DKIM' | 'DMARC' | 'ALIGNMENT' | 'POSTAL_ADDRESS';
  readonly state: DomainState;
  /** What it is, and what to do. */
  readonly sentence: string;
}

const NO_ANSWER = 'The DNS did not answer, so this could not be looked up. Try again in a few minutes.';

/**
 * What providers ask of whoever sends to many: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489) with the domain of the
 * From header aligned to one of the first two, and a postal address (CAN-SPAM).
 */
export function judgeDomain(records: DomainRecords): DomainFinding[] {
  return [spf(records), dkim(records), dmarc(records), alignment(records), postal(records)];
}

/** True when nothing is known to be missing. */
export function isReady(findings: readonly DomainFinding[]): boolean {
  return findings.every(({ state }) => state !== 'missing');
}

const ofKind = (records: readonly string[], kind: RegExp) => records.filter((record) => kind.test(record));

function spf({ domain, spf: found }: DomainRecords): DomainFinding {
  const says = (state: DomainState, sentence: string): DomainFinding => ({ code: 'SPF', state, sentence });
  if (found === null) return says('unknown', NO_ANSWER);
  const [record, ...more] = ofKind(found, /^v=spf1(?: |$)/i);
  if (record === undefined) {
    return says(
      'missing',
      `${domain} has no SPF record. Add a TXT record that begins with “v=spf1” and names your mail server.`,
    );
  }
  if (more.length > 0)
    return says('missing', `${domain} has ${more.length + 1} SPF records, and then none counts. Make one of them.`);
  if (/(?:^| )\+?all\b/i.test(record)) {
    return says(
      'missing',
      `The SPF record of ${domain} lets everybody send in its name. End it with “~all” or “-all”.`,
    );
  }
  // RFC 7208 section 4.6.4: a record that needs more than ten lookups counts for nothing.
  const lookups = record.match(/(?:^| )[+~?-]?(?:include:|a\b|mx\b|ptr\b|exists:)|(?:^| )redirect=/gi)?.length ?? 0;
  if (lookups > 10)
    return says(
      'missing',
      `The SPF record of ${domain} asks for ${lookups} lookups, and past 10 it counts for nothing. Shorten it.`,
    );
  if (!/ [~-]all\b| redirect=/i.test(record)) {
    return says('warning', `The SPF record of ${domain} says nothing of everybody else. End it with “~all” or “-all”.`);
  }
  return says('good', `${domain} names who may send for it (SPF).`);
}

function dkim({ dkim: key }: DomainRecords): DomainFinding {
  const says = (state: DomainState, sentence: string): DomainFinding => ({ code: 'DKIM', state, sentence });
  if (!key) {
    return says(
      'unknown',
      'Messages are signed by your mail server or by nobody: we hold no key. Send a test and look for “dkim=pass” in its headers.',
    );
  }
  const name = `${key.selector}._domainkey.${key.domain}`;
  if (key.records === null) return says('unknown', NO_ANSWER);
  const record = key.records.find((text) => /(?:^|;)\s*p=/i.test(text));
  if (record === undefined)
    return says('missing', `There is no key under ${name}. Add the TXT record of your signing key there.`);
  if (/(?:^|;)\s*p=\s*(?:;|$)/i.test(record))
    return says('missing', `The key under ${name} was revoked. Put the key there that messages are signed with.`);
  return says('good', `The key that messages are signed with stands under ${name} (DKIM).`);
}

function dmarc({ domain, dmarc: found }: DomainRecords): DomainFinding {
  const says = (state: DomainState, sentence: string): DomainFinding => ({ code: 'DMARC', state, sentence });
  if (found === null) return says('unknown', NO_ANSWER);
  const [record, ...more] = ofKind(found, /^v=DMARC1\s*(?:;|$)/i);
  if (record === undefined) {
    return says(
      'missing',
      `${domain} has no DMARC record. Add a TXT record at _dmarc.${domain}, to begin with “v=DMARC1; p=none”.`,
    );
  }
  if (more.length > 0)
    return says('missing', `${domain} has several DMARC records, and then none counts. Keep one of them.`);
  if (!/;\s*p=\s*(?:none|quarantine|reject)\b/i.test(record)) {
    return says(
      'missing',
      `The DMARC record of ${domain} says nothing of what to do. Add “p=none”, “p=quarantine” or “p=reject”.`,
    );
  }
  return says('good', `${domain} says what becomes of mail that only pretends to be yours (DMARC).`);
}

/** Relaxed alignment: one domain is the other, or below it. The envelope's sender is the address of the From header. */
function alignment({ domain, dkim: key, spf: found }: DomainRecords): DomainFinding {
  const says = (state: DomainState, sentence: string): DomainFinding => ({ code: 'ALIGNMENT', state, sentence });
  const kin = (one: string, other: string) => one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  if (key && kin(key.domain.toLowerCase(), domain.toLowerCase())) {
    return says('good', `Messages are signed for ${key.domain}, which fits their sender.`);
  }
  if (key)
    return says(
      'missing',
      `Messages are signed for ${key.domain}, and sent by ${domain}. Sign for the domain of the sender’s address.`,
    );
  if (found === null) return says('unknown', NO_ANSWER);
  return ofKind(found, /^v=spf1(?: |$)/i).length === 1
    ? says('warning', `Only SPF fits the sender ${domain}: a forwarded message loses that. Sign messages as well.`)
    : says('missing', `Nothing proves that messages come from ${domain}. Add an SPF record, and sign messages.`);
}

function postal({ postalAddress }: DomainRecords): DomainFinding {
  return postalAddress.trim() === ''
    ? {
        code: 'POSTAL_ADDRESS',
        state: 'missing',
        sentence: 'The site has no postal address, and a newsletter must carry one. Enter it in the settings.',
      }
    : { code: 'POSTAL_ADDRESS', state: 'good', sentence: 'Each message carries the postal address of the site.' };
}
