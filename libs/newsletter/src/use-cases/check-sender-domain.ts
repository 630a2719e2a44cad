import { Inject, Injectable } from '@nestjs/common';
import { Policy, type SiteRow, Sites } from '#identity';
import { smtpAddress } from '#mail';
import { type Actor, SETTINGS, type Settings } from '#platform';
import { TxtRecords } from '../dns/txt-records.js';
import { type DomainFinding, isReady, judgeDomain, type TxtAnswer } from '../domain/sender-domain.js';

/** What mailbox providers find when they look at a site's sender. */
export interface SenderDomain {
  readonly domain: string;
  /** False when something is known to be missing. */
  readonly ready: boolean;
  readonly findings: readonly DomainFinding[];
}

/** Looks a site's sender up in the DNS, as those do who get its newsletter. Nothing is kept. */
@Injectable()
export class CheckSenderDomain {
  constructor(
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly txt: TxtRecords,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Null when there is no such site, or the actor has no business with its newsletter. */
  async run(actor: Actor, slug: string): Promise<SenderDomain | null> {
    const site = await this.sites.bySlug(slug);
    return site && !this.policy.mayAt(actor, 'newsletter.read', site.id) ? this.look(site) : null;
  }

  private async look({ senderEmail, postalAddress }: SiteRow): Promise<SenderDomain> {
    const domain = smtpAddress(senderEmail).split('@').at(-1)!;
    const [spf, dmarc, dkim] = await Promise.all([this.txt.of(domain), this.dmarcOf(domain), this.dkimOf()]);
    const findings = judgeDomain({ domain, spf, dmarc, dkim, postalAddress });
    return { domain, ready: isReady(findings), findings };
  }

  /** The domain's own, or the one of the nearest parent: a tree walk, which needs no list of public suffixes. */
  private async dmarcOf(domain: string): Promise<TxtAnswer> {
    const labels = domain.split('.');
    for (let from = 0; from < Math.max(1, labels.length - 1); from += 1) {
      const found = await this.txt.of(`_dmarc.${labels.slice(from).join('.')}`);
      if (found === null || found.length > 0) return found;
    }
    return [];
  }

  private async dkimOf() {
    const key = this.settings.dkim;
    if (!key) return null;
    const { domain, selector } = key;
    return { domain, selector, records: await this.txt.of(`${selector}._domainkey.${domain}`) };
  }
}
