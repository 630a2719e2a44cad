import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, type SiteRow } from '#identity';
import { Clock } from '#kernel';
import { type Actor, Database, type Tx } from '#platform';
import { SenderLookup, senderDomainOf } from '../dns/sender-lookup.js';
import { check, type IssueCheck } from '../domain/checks/issue-check.js';
import { NEWSLETTER_OPTIONS, type NewsletterOptions } from '../domain/options.js';
import { SenderDomainNotReady } from '../domain/refusals.js';
import { hasPassed } from '../domain/sender-domain.js';
import { type SenderCheckRow, SenderChecks } from '../persistence/sender-checks.js';

/** A DNS that was asked so lately says the same; in milliseconds. */
const FRESH_MS = 15_000;

/**
 * The domain of a sender must once have been found in order before its site sends a newsletter. A new domain begins
 * anew. What is found missing afterwards is a warning: a DNS that is away for an hour must not silence a clinic.
 */
@Injectable()
export class SenderGate {
  constructor(
    private readonly database: Database,
    private readonly checks: SenderChecks,
    private readonly lookup: SenderLookup,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @Inject(NEWSLETTER_OPTIONS) private readonly options: NewsletterOptions,
  ) {}

  /** False where every message stays in a sandbox. */
  get asks(): boolean {
    return this.options.checksSender;
  }

  /** What stands in the way of a newsletter of this site; null when nothing does. Reads what was found, and looks nothing up. */
  async shut(tx: Tx, site: SiteRow): Promise<SenderDomainNotReady | null> {
    if (!this.asks) return null;
    const domain = senderDomainOf(site);
    const known = await this.checks.find(site.id, domain, tx);
    return known?.passedAt ? null : new SenderDomainNotReady(domain, known?.findings ?? []);
  }

  /** What is to be known before an issue goes, whether it stops it or not. */
  async remark(tx: Tx, site: SiteRow): Promise<IssueCheck | null> {
    const refusal = await this.shut(tx, site);
    if (refusal) return check('blocking', 'site', refusal.code, refusal.message);
    const known = this.asks ? await this.checks.find(site.id, senderDomainOf(site), tx) : null;
    if (!known || hasPassed(known.findings)) return null;
    const first = known.findings.find(({ state }) => state === 'missing' || state === 'unknown');
    const sentence = `The domain of the sender was in order once, and is not any more. ${first?.sentence ?? ''} See the page of the sender’s domain.`;
    return check('warning', 'site', 'SENDER_DOMAIN_FAILING', sentence);
  }

  /** Looks up what never passed, so that nobody is refused only because nobody has looked. Asks the DNS: not inside of a transaction. */
  async lookOnce(actor: Actor, site: SiteRow): Promise<void> {
    if (!this.asks) return;
    const known = await this.checks.find(site.id, senderDomainOf(site));
    if (known?.passedAt) return;
    if (known && this.clock.now().getTime() - known.checkedAt.getTime() < FRESH_MS) return;
    await this.look(actor, site, known?.dkimSelector ?? null);
  }

  /** Looks a site's sender up now and writes down what was found. Seconds, where the DNS is slow. */
  async look(actor: Actor, site: SiteRow, dkimSelector: string | null): Promise<SenderCheckRow> {
    const findings = await this.lookup.run(site, dkimSelector);
    const [domain, checkedAt] = [senderDomainOf(site), this.clock.now()];
    const passed = hasPassed(findings);
    const row = { siteId: site.id, domain, dkimSelector, findings, checkedAt, passedAt: passed ? checkedAt : null };
    await this.database.transaction(async (tx) => {
      await this.checks.save(tx, row);
      const subject = { type: 'site', id: site.id } as const;
      await this.audit.record(tx, actor, 'sender-domain.checked', subject, site.id, { domain, passed });
    });
    return (await this.checks.find(site.id, domain)) ?? row;
  }
}
