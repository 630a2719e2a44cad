import { Injectable } from '@nestjs/common';
import { Policy, type SiteRow, Sites } from '#identity';
import { InvalidInput, type NotAllowed, NotFound, type Result } from '#kernel';
import type { Actor, StaffActor } from '#platform';
import { senderDomainOf } from '../dns/sender-lookup.js';
import { hasPassed } from '../domain/sender-domain.js';
import { type SenderCheckRow, SenderChecks } from '../persistence/sender-checks.js';
import { SenderGate } from './sender-gate.js';

/** What mailbox providers find when they look at a site's sender, as it was found last. */
export interface SenderDomain extends Pick<SenderCheckRow, 'domain' | 'dkimSelector' | 'findings' | 'passedAt'> {
  /** Null: nobody has looked yet. */
  readonly checkedAt: Date | null;
  /** True when everything was found. */
  readonly ready: boolean;
  /** False where every message stays in a sandbox: nothing waits for it then. */
  readonly required: boolean;
}

export interface CheckSenderDomainInput {
  /** Slug of the site. */
  readonly site: string;
  /** The name of the key that the mail server signs with; the one entered before when it is left out. */
  readonly dkimSelector?: string | null;
}

const SELECTOR = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?)*$/i;

/** Looks a site's sender up in the DNS, and shows what was found. */
@Injectable()
export class CheckSenderDomain {
  constructor(
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly checks: SenderChecks,
    private readonly gate: SenderGate,
  ) {}

  /** As it was found last; null when there is no such site, or the actor has no business with its newsletter. */
  async read(actor: Actor, slug: string): Promise<SenderDomain | null> {
    const site = await this.sites.bySlug(slug);
    if (!site || this.policy.mayAt(actor, 'newsletter.read', site.id)) return null;
    const domain = senderDomainOf(site);
    return this.shown(domain, await this.checks.find(site.id, domain));
  }

  /** Looks now. Safe to run as often as one likes. */
  async run(
    actor: StaffActor,
    { site: slug, dkimSelector }: CheckSenderDomainInput,
  ): Promise<Result<SenderDomain, NotAllowed | NotFound | InvalidInput>> {
    const site = await this.sites.bySlug(slug);
    if (!site) return new NotFound('There is no site with this short name.');
    const refused = this.policy.mayAt(actor, 'newsletter.send', site.id);
    if (refused) return refused;
    const selector = await this.selectorFor(site, dkimSelector);
    if (selector instanceof InvalidInput) return selector;
    return this.shown(senderDomainOf(site), await this.gate.look(actor, site, selector));
  }

  private async selectorFor(site: SiteRow, given: string | null | undefined): Promise<string | null | InvalidInput> {
    if (given === undefined || given === null) {
      return (await this.checks.find(site.id, senderDomainOf(site)))?.dkimSelector ?? null;
    }
    // People copy the whole name from their provider's page.
    const selector = given.trim().replace(/\._domainkey(?:\..*)?$/i, '');
    if (selector === '') return null;
    return selector.length <= 120 && SELECTOR.test(selector)
      ? selector
      : new InvalidInput('dkimSelector', 'Write the name of the key as your mail provider gives it, such as s1.');
  }

  private shown(domain: string, row: SenderCheckRow | null): SenderDomain {
    const { dkimSelector, findings, checkedAt, passedAt } = row ?? {
      ...{ dkimSelector: null, findings: [], checkedAt: null, passedAt: null },
    };
    const found = { domain, dkimSelector, findings, checkedAt, passedAt };
    return { ...found, ready: hasPassed(findings), required: this.gate.asks };
  }
}
