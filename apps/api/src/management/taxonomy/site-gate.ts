import { Injectable } from '@nestjs/common';
import { Sites } from '#identity';
import { NotAllowed } from '#kernel';
import type { StaffActor } from '#platform';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound } from '../typed.js';

/** Turns the slug of a site into its id, for a signed-in person. */
@Injectable()
export class SiteGate {
  constructor(private readonly sites: Sites) {}

  /** Does `work` at the site; a site that does not exist is not told from one where one has no role. */
  at<T>(context: ManagementContext, slug: string, work: (actor: StaffActor, siteId: string) => Promise<T>) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(slug);
      return site ? work(actor, site.id) : new NotAllowed(siteNotFound().message);
    });
  }
}
