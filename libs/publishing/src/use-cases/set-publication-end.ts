import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import { NotLive } from '../domain/refusals.js';
import type { AskedTime } from '../domain/wall-time.js';
import { RefusedInTransaction } from '../go-live.js';
import { addEnds, finishEnds } from '../persistence/publication-ends.js';
import { nextSequence, type PublicationRow, publicationById } from '../persistence/publications.js';
import { RefreshGround } from '../refresh-ground.js';
import { type TimeInput, type TimeRefusal, WallClock } from '../wall-clock.js';

type Ended = PublicationRow | NotLive | TimeRefusal | NotFound | NotAllowed;

/** Says until when something that is live stays so, or that it stays. The public views stop at that very instant. */
@Injectable()
export class SetPublicationEnd {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: WallClock,
    private readonly refresh: RefreshGround,
  ) {}

  async run(actor: StaffActor, input: { publicationId: string; until: TimeInput | null }): Promise<Ended> {
    const { publicationId } = input;
    const publication = isId(publicationId) ? await publicationById(this.database.client, publicationId) : null;
    if (!publication || this.policy.mayAt(actor, 'article.read', publication.siteId)) {
      return new NotFound('There is no such publication at your sites. Open it from the list of what is live.');
    }
    const refused = this.policy.mayAt(actor, 'publication.schedule', publication.siteId);
    if (refused) return refused;
    const until = input.until ? await this.clock.read(publication.siteId, input.until, 'until') : null;
    if (isRefusal(until)) return until;
    try {
      return await this.database.transaction((tx) => this.set(tx, actor, publication, until));
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as NotLive;
      throw error;
    }
  }

  private async set(tx: Tx, actor: StaffActor, publication: PublicationRow, until: AskedTime | null) {
    const { id, siteId } = publication;
    // The site first, as everybody who changes what it shows.
    await nextSequence(tx, siteId);
    const at = this.clock.now();
    await finishEnds(tx, [id], 'cancelled', at);
    if (until) await addEnds(tx, [{ publicationId: id, siteId, createdById: actor.userId, until }], at);
    // Writes the date into the row that the public reads.
    if (!(await this.refresh.run(tx, actor, id))) throw new RefusedInTransaction(new NotLive());
    const data = { until: until?.at.toISOString() ?? null };
    await this.audit.record(tx, actor, 'publication.end-set', { type: 'publication', id }, siteId, data);
    return (await publicationById(tx, id))!;
  }
}
