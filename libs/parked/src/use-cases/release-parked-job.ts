import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, NotAllowed, NotFound, type Result } from '#kernel';
import { type Actor, Database } from '#platform';
import { type ParkedJobRow, ParkedJobs } from '../persistence/parked-jobs.js';

/** Lets a job go again that waits for a person. A job belongs to no site: who may do it at one of them may do it. */
@Injectable()
export class ReleaseParkedJob {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly parked: ParkedJobs,
  ) {}

  async run(actor: Actor, id: string): Promise<Result<ParkedJobRow, NotFound | NotAllowed>> {
    const [siteId] = this.policy.sitesFor(actor, 'job.release');
    if (actor.kind !== 'staff' || !siteId) {
      return new NotAllowed(
        'This needs a publisher or an administrator. Ask one, or ask an administrator for the role.',
      );
    }
    const refused = this.policy.mayAt(actor, 'job.release', siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      const job = isId(id) ? await this.parked.release(tx, id, actor.userId) : null;
      if (!job) return new NotFound('No such job waits. Somebody may have let it go, or it was done meanwhile.');
      await this.audit.record(tx, actor, 'job.released', { type: 'job', id }, siteId, { name: job.name });
      return job;
    });
  }
}
