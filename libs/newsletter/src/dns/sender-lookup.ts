import { Inject, Injectable } from '@nestjs/common';
import type { SiteRow } from '#identity';
import { dkimRecord, signingKey, smtpAddress } from '#mail';
import { SETTINGS, type Settings } from '#platform';
import type { DomainFinding } from '../domain/domain-finding.js';
import { judgeDomain, type SigningKey, type TxtAnswer } from '../domain/sender-domain.js';
import { TxtRecords } from './txt-records.js';

/** The domain of a sender, in the form in which the DNS knows it. */
export function senderDomainOf({ senderEmail }: Pick<SiteRow, 'senderEmail'>): string {
  return smtpAddress(senderEmail).split('@').at(-1)!.toLowerCase();
}

/** Looks a sender up in the DNS, as those do who get its newsletter. */
@Injectable()
export class SenderLookup {
  constructor(
    private readonly txt: TxtRecords,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @param selector the name of the key that the mail server signs with, where we hold none */
  async run(site: Pick<SiteRow, 'senderEmail' | 'postalAddress'>, selector: string | null): Promise<DomainFinding[]> {
    const domain = senderDomainOf(site);
    const [spf, dmarc, dkim] = await Promise.all([
      this.txt.of(domain),
      this.nearest(domain, (parent) => `_dmarc.${parent}`),
      this.keyOf(domain, selector),
    ]);
    const { postalAddress } = site;
    return judgeDomain({
      domain,
      spf,
      dmarc: dmarc.records,
      dkim,
      postalAddress,
      mailServer: publicHost(this.settings.smtpUrl),
    });
  }

  /** The domain's own, or the one of the nearest parent: a tree walk, which needs no list of public suffixes. */
  private async nearest(
    domain: string,
    nameOf: (domain: string) => string,
  ): Promise<{ records: TxtAnswer; domain: string }> {
    const labels = domain.split('.');
    for (let from = 0; from < Math.max(1, labels.length - 1); from += 1) {
      const parent = labels.slice(from).join('.');
      const records = await this.txt.of(nameOf(parent));
      if (records === null || records.length > 0) return { records, domain: parent };
    }
    return { records: [], domain };
  }

  private async keyOf(domain: string, selector: string | null): Promise<SigningKey | null> {
    const own = this.settings.dkim;
    if (own) {
      const name = `${own.selector}._domainkey.${own.domain}`;
      const record = dkimRecord(signingKey(own));
      return { domain: own.domain, selector: own.selector, records: await this.txt.of(name), record };
    }
    if (selector === null) return null;
    const found = await this.nearest(domain, (parent) => `${selector}._domainkey.${parent}`);
    return { ...found, selector, record: null };
  }
}

/** The name of our mail server, where others know it by that name. */
function publicHost(smtpUrl: string | undefined): string | null {
  const host = smtpUrl ? new URL(smtpUrl).hostname : '';
  return /[a-z]/i.test(host) && host.includes('.') ? host : null;
}
