import { Injectable } from '@nestjs/common';
import { type SiteRow, Sites } from '#identity';
import type { NotFound } from '#kernel';
import type { StaffActor } from '#platform';
import { siteNotFound } from '../typed.js';

/** Finds the site that an operation names, for a person who works there. */
@Injectable()
export class AtSite {
  constructor(private readonly sites: Sites) {}

  /** For anybody else it does not exist: the two look alike. */
  async of(actor: StaffActor, slug: string): Promise<SiteRow | NotFound> {
    const site = await this.sites.bySlug(slug);
    return site && actor.memberships.some(({ siteId }) => siteId === site.id) ? site : siteNotFound();
  }
}
