import { Injectable } from '@nestjs/common';
import type { NotAllowed } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { type SiteRow, Sites } from '../persistence/sites.js';
import { Policy } from '../policy.js';

/** Says whether everybody may read what a site shows through the delivery API, or only programs with a key of it. */
@Injectable()
export class SetPublicRead {
  constructor(
    private readonly database: Database,
    private readonly sites: Sites,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  /** Every API process knows within 250 ms: the database counts the site's generation on with it. */
  async run(actor: StaffActor, siteId: string, isAllowed: boolean): Promise<SiteRow | NotAllowed> {
    const refused = this.policy.mayAt(actor, 'siteKey.manage', siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      const { count } = await tx.site.updateMany({
        where: { id: siteId, publicRead: !isAllowed },
        data: { publicRead: isAllowed },
      });
      if (count === 1) {
        const subject = { type: 'site', id: siteId } as const;
        await this.audit.record(tx, actor, 'site.publicRead', subject, siteId, { isAllowed });
      }
      return (await this.sites.byId(siteId, tx))!;
    });
  }
}
