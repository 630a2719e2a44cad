import { TxtRecords } from '#newsletter';

/** What stands under a name: text, another name that it is the same as (CNAME), or a name server that fails. */
export type ZoneEntry = readonly string[] | { readonly cname: string } | 'SERVFAIL';

const MOST_HOPS = 8;

/**
 * A DNS as a resolver shows it: names in any case, with or without a dot at the end; CNAMEs followed; what is not there
 * does not exist; a long record comes in one piece, as the resolver joins it. Change `entries` to change the world.
 */
export class DnsZone extends TxtRecords {
  readonly asked: string[] = [];
  entries: Record<string, ZoneEntry>;

  constructor(entries: Record<string, ZoneEntry> = {}) {
    super();
    this.entries = entries;
  }

  async of(name: string): Promise<readonly string[] | null> {
    this.asked.push(name);
    let wanted = plain(name);
    for (let hop = 0; hop < MOST_HOPS; hop += 1) {
      const entry = Object.entries(this.entries).find(([known]) => plain(known) === wanted)?.[1];
      if (entry === undefined) return [];
      if (entry === 'SERVFAIL') return null;
      if (!('cname' in entry)) return entry;
      wanted = plain(entry.cname);
    }
    return null;
  }
}

const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');

/** A domain as mailbox providers want it, whose key the mail server holds under the name `s1`. */
export function goodZone(domain: string): Record<string, ZoneEntry> {
  return {
    [domain]: ['google-site-verification=1', 'v=spf1 include:_spf.mail.example -all'],
    [`_dmarc.${domain}`]: ['v=DMARC1; p=none'],
    [`s1._domainkey.${domain}`]: { cname: `s1.${domain}.keys.mail.example` },
    [`s1.${domain}.keys.mail.example`]: ['v=DKIM1; k=rsa; p=MIGf'],
  };
}
