import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { ReleaseMovedOn } from '../domain/refusals.js';
import type { ReleaseState } from '../domain/states.js';
import { moveRelease, type ReleaseRow, releaseById } from '../persistence/releases.js';

type Steered = ReleaseRow | ReleaseMovedOn | NotFound | NotAllowed;

/** Takes a release back before it fires, or lets a parked one go again. */
@Injectable()
export class SteerRelease {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  cancel(actor: StaffActor, id: string): Promise<Steered> {
    return this.move(actor, id, 'cancelled');
  }

  /** It fires within a second, if everything that is asked then still says so. */
  retry(actor: StaffActor, id: string): Promise<Steered> {
    return this.move(actor, id, 'planned');
  }

  private move(actor: StaffActor, id: string, to: ReleaseState): Promise<Steered> {
    return this.database.transaction(async (tx) => {
      const release = isId(id) ? await releaseById(tx, id) : null;
      if (!release || this.policy.mayAt(actor, 'article.read', release.siteId)) {
        return new NotFound('There is no such release at your sites. Open it from the list of releases.');
      }
      const refused = this.policy.mayAt(actor, 'publication.schedule', release.siteId);
      if (refused) return refused;
      if (!(await moveRelease(tx, id, to, this.clock.now()))) return new ReleaseMovedOn(release.state);
      const action = to === 'planned' ? 'release.retried' : 'release.cancelled';
      await this.audit.record(tx, actor, action, { type: 'release', id }, release.siteId);
      return (await releaseById(tx, id))!;
    });
  }
}
