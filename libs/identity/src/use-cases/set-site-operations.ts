import { Injectable } from '@nestjs/common';
import { InvalidInput, type NotAllowed } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { AuditLog } from '../audit/audit-log.js';
import { type OperationText, type SiteOperationRow, SiteOperations } from '../persistence/site-operations.js';
import { Policy } from '../policy.js';

const MOST_OPERATIONS = 500;
/** Characters of one operation. The delivery API reads 2,000 tokens, which are far fewer. */
const LONGEST_OPERATION = 50_000;

/** Says which operations a site answers over the delivery API; with an empty list it answers every operation. */
@Injectable()
export class SetSiteOperations {
  constructor(
    private readonly database: Database,
    private readonly operations: SiteOperations,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  /** Every API process knows within 250 ms: the database counts the site's generation on with it. */
  async run(
    actor: StaffActor,
    siteId: string,
    wanted: readonly OperationText[],
  ): Promise<SiteOperationRow[] | InvalidInput | NotAllowed> {
    const refused = this.policy.mayAt(actor, 'siteKey.manage', siteId);
    if (refused) return refused;
    if (wanted.length > MOST_OPERATIONS) {
      return new InvalidInput('manifests', `Name at most ${MOST_OPERATIONS} operations.`);
    }
    if (wanted.some(({ body }) => body.length > LONGEST_OPERATION || body.includes('\0'))) {
      return new InvalidInput('manifests', `Name operations of at most ${LONGEST_OPERATION} characters.`);
    }
    return this.database.transaction(async (tx) => {
      if (await this.operations.replace(tx, siteId, wanted)) {
        const subject = { type: 'site', id: siteId } as const;
        await this.audit.record(tx, actor, 'site.operations', subject, siteId, { operations: wanted.length });
      }
      return this.operations.ofSite(siteId, tx);
    });
  }
}
