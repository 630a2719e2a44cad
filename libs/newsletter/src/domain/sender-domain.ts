import { type DomainFinding, domainFinding } from './domain-finding.js';

/** What the DNS says under a name: its TXT records, none of them, or no answer at all. */
export type TxtAnswer = readonly string[] | null;

/** The key that messages are signed with, and what stands under its name in the DNS. */
export interface SigningKey {
  readonly domain: string;
  readonly selector: string;
  readonly records: TxtAnswer;
  /** The record that belongs there, where the key is ours; null where the mail server signs. */
  readonly record: string | null;
}

/** What was found of a sender's domain. */
export interface DomainRecords {
  /** The domain of the sender's address. */
  readonly domain: string;
  /** TXT records of the domain itself. */
  readonly spf: TxtAnswer;
  /** TXT records of `_dmarc` below the domain, or below the nearest parent that has one. */
  readonly dmarc: TxtAnswer;
  /** Null while nobody said what the mail server signs with. */
  readonly dkim: SigningKey | null;
  readonly postalAddress: string;
  /** The name of our mail server, where it has one that the whole world knows. */
  readonly mailServer: string | null;
}

/**
 * What providers ask of whoever sends to many: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489) with the domain of the
 * From header aligned to one of the first two, and a postal address (CAN-SPAM).
 */
export function judgeDomain(records: DomainRecords): DomainFinding[] {
  return [spf(records), dkim(records), dmarc(records), alignment(records), postal(records)];
}

/**
 * True when everything was seen with our own eyes. What nobody could look up does not count: a first newsletter whose
 * sender mailboxes distrust harms the name of a clinic for months.
 */
export function hasPassed(findings: readonly DomainFinding[]): boolean {
  return findings.length > 0 && findings.every(({ state }) => state === 'good' || state === 'warning');
}

const ofKind = (records: readonly string[], kind: RegExp) => records.filter((record) => kind.test(record));
const SPF = /^v=spf1(?: |$)/i;

function spf({ domain, spf: answer, mailServer }: DomainRecords): DomainFinding {
  const found = ofKind(answer ?? [], SPF);
  const shown = { name: domain, found };
  if (answer === null) return domainFinding('SPF', 'NO_ANSWER', shown);
  const [record, ...more] = found;
  if (record === undefined) {
    return domainFinding('SPF', 'SPF_ABSENT', { ...shown, enter: mailServer && `v=spf1 a:${mailServer} ~all` });
  }
  if (more.length > 0) return domainFinding('SPF', 'SPF_SEVERAL', shown);
  const closed = record.replace(/(?:^| )\+?all\b.*$/i, ' ~all');
  if (closed !== record) return domainFinding('SPF', 'SPF_OPEN', { ...shown, enter: closed });
  // RFC 7208 section 4.6.4: a record that needs more than ten lookups counts for nothing.
  const lookups = record.match(/(?:^| )[+~?-]?(?:include:|a\b|mx\b|ptr\b|exists:)|(?:^| )redirect=/gi)?.length ?? 0;
  if (lookups > 10) return domainFinding('SPF', 'SPF_LOOKUPS', shown);
  if (!/ [~-]all\b| redirect=/i.test(record)) {
    return domainFinding('SPF', 'SPF_NO_END', { ...shown, enter: `${record.replace(/ \?all\b.*$/i, '')} ~all` });
  }
  return domainFinding('SPF', 'SPF_GOOD', shown);
}

function dkim({ dkim: key }: DomainRecords): DomainFinding {
  if (!key) return domainFinding('DKIM', 'DKIM_UNKNOWN', { name: null, found: [] });
  const shown = { name: `${key.selector}._domainkey.${key.domain}`, found: ofKind(key.records ?? [], /(?:^|;)\s*p=/i) };
  if (key.records === null) return domainFinding('DKIM', 'NO_ANSWER', shown);
  const [record] = shown.found;
  const enter = key.record;
  if (record === undefined) return domainFinding('DKIM', 'DKIM_ABSENT', { ...shown, enter });
  if (publicKeyOf(record) === '') return domainFinding('DKIM', 'DKIM_REVOKED', { ...shown, enter });
  if (enter !== null && publicKeyOf(record) !== publicKeyOf(enter)) {
    return domainFinding('DKIM', 'DKIM_OTHER', { ...shown, enter });
  }
  return domainFinding('DKIM', 'DKIM_GOOD', shown);
}

/** What stands behind `p=`, without the white space that RFC 6376 section 3.6.1 allows in it. */
function publicKeyOf(record: string): string {
  return (/(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1] ?? '').replace(/\s+/g, '');
}

function dmarc({ domain, dmarc: answer }: DomainRecords): DomainFinding {
  const found = ofKind(answer ?? [], /^v=DMARC1\s*(?:;|$)/i);
  const shown = { name: `_dmarc.${domain}`, found };
  if (answer === null) return domainFinding('DMARC', 'NO_ANSWER', shown);
  const [record, ...more] = found;
  if (record === undefined) return domainFinding('DMARC', 'DMARC_ABSENT', { ...shown, enter: 'v=DMARC1; p=none' });
  if (more.length > 0) return domainFinding('DMARC', 'DMARC_SEVERAL', shown);
  if (!/;\s*p=\s*(?:none|quarantine|reject)\b/i.test(record)) {
    const rest = record
      .replace(/^v=DMARC1\s*;?/i, '')
      .replace(/;?\s*p=[^;]*/i, '')
      .replace(/^[;\s]+/, '');
    return domainFinding('DMARC', 'DMARC_NO_POLICY', { ...shown, enter: `v=DMARC1; p=none${rest && `; ${rest}`}` });
  }
  return domainFinding('DMARC', 'DMARC_GOOD', shown);
}

/** Relaxed alignment: one domain is the other, or below it. The envelope's sender is the address of the From header. */
function alignment({ domain, dkim: key, spf: answer }: DomainRecords): DomainFinding {
  const kin = (one: string, other: string) => one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
  if (key) {
    const fits = kin(key.domain.toLowerCase(), domain.toLowerCase());
    return domainFinding('ALIGNMENT', fits ? 'ALIGNED' : 'ALIGNMENT_OTHER', { name: key.domain, found: [] });
  }
  if (answer === null) return domainFinding('ALIGNMENT', 'NO_ANSWER', { name: domain, found: [] });
  const bySpf = ofKind(answer, SPF).length === 1;
  return domainFinding('ALIGNMENT', bySpf ? 'ALIGNED_BY_SPF' : 'ALIGNMENT_NONE', { name: domain, found: [] });
}

function postal({ postalAddress }: DomainRecords): DomainFinding {
  const address = postalAddress.trim();
  if (address === '') return domainFinding('POSTAL_ADDRESS', 'POSTAL_ADDRESS_ABSENT', { name: null, found: [] });
  return domainFinding('POSTAL_ADDRESS', 'POSTAL_ADDRESS_GOOD', { name: null, found: [address] });
}
