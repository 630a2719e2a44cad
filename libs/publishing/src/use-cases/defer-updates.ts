import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { type HoldBound, holdBound } from '../domain/hold-bounds.js';
import { NotLive, publicationNotFound } from '../domain/refusals.js';
import { RefusedInTransaction } from '../go-live.js';
import { HeldUpdates } from '../held-updates.js';
import { addHold, finishHold } from '../persistence/publication-holds.js';
import { lockSite, type PublicationRow, publicationById } from '../persistence/publications.js';
import { type TimeInput, type TimeRefusal, WallClock } from '../wall-clock.js';

export interface DeferUpdatesInput {
  readonly publicationId: string;
  readonly until: TimeInput;
  readonly reason: string;
}

type Deferred = PublicationRow | NotLive | TimeRefusal | NotFound | NotAllowed;

/**
 * A site keeps the text it shows for a while: updates of it wait until an instant, thirty days away at most and never
 * past the review date of what is kept. A withdrawal and a recall take the text off all the same.
 */
@Injectable()
export class DeferUpdates {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: WallClock,
    private readonly held: HeldUpdates,
  ) {}

  async run(actor: StaffActor, input: DeferUpdatesInput): Promise<Deferred> {
    const publication = isId(input.publicationId)
      ? await publicationById(this.database.client, input.publicationId)
      : null;
    if (!publication || this.policy.mayAt(actor, 'article.read', publication.siteId)) return publicationNotFound();
    const refused = this.policy.mayAt(actor, 'publication.defer', publication.siteId);
    if (refused) return refused;
    const reason = input.reason.trim();
    if (reason.length < 3 || reason.length > 1_000) {
      return new InvalidInput('reason', 'Say why the update waits, in 3 to 1,000 characters. Others read it.');
    }
    const until = await this.clock.read(publication.siteId, input.until, 'until');
    if (isRefusal(until)) return until;
    try {
      const order = { id: publication.id, until: until.at, reason };
      return await this.database.transaction((tx) => this.defer(tx, actor, order));
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as NotLive | InvalidInput;
      throw error;
    }
  }

  private async defer(tx: Tx, actor: StaffActor, { id, until, reason }: { id: string; until: Date; reason: string }) {
    const { siteId } = (await publicationById(tx, id))!;
    await lockSite(tx, siteId);
    const publication = (await publicationById(tx, id))!;
    const at = this.clock.now();
    const latest = publication.state === 'live' ? await this.held.latestFor(tx, publication, at) : null;
    if (!latest) throw new RefusedInTransaction(new NotLive());
    const bound = holdBound(at, latest);
    if (until > bound.latest) throw new RefusedInTransaction(tooLong(bound));
    await finishHold(tx, id, 'replaced', { at, byId: actor.userId });
    await addHold(tx, { publicationId: id, siteId, untilAt: until, reason, heldById: actor.userId, heldAt: at });
    const data = { until: until.toISOString(), reason };
    await this.audit.record(tx, actor, 'publication.updates-deferred', { type: 'publication', id }, siteId, data);
    await this.outbox.append(tx, {
      kind: 'publication.updates-deferred',
      payload: { publicationId: id, siteId },
    });
    return publication;
  }
}

function tooLong({ latest, endedBy }: HoldBound): InvalidInput {
  const why =
    endedBy === 'longest wait' ? 'An update waits thirty days at most' : 'A text is not kept past its review date';
  return new InvalidInput('until', `${why}. Choose a time before ${latest.toISOString().slice(0, 16)} UTC.`);
}
