import { Injectable } from '@nestjs/common';
import { ArticleArchived, ArticleReader, lockArticle, pinRevision, revisionById } from '#editing';
import { AuditLog, Policy } from '#identity';
import { isId, isRefusal, type NotAllowed, NotFound, newId, type Refusal } from '#kernel';
import type { MediaNotPublishable } from '#media';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { type PublishingObstacle, publishingObstacle } from '../domain/publishable.js';
import { AlreadyScheduled, NotApproved } from '../domain/refusals.js';
import type { AskedTime } from '../domain/wall-time.js';
import { RefusedInTransaction } from '../go-live.js';
import { GroundReader } from '../persistence/ground-reader.js';
import { endSchedule, type ScheduleRow, scheduleById } from '../persistence/schedules.js';
import { type TimeInput, type TimeRefusal, WallClock } from '../wall-clock.js';
import { revisionNotFound } from './publish-revision.js';

export interface SchedulePublicationInput {
  readonly siteId: string;
  readonly revisionId: string;
  readonly publishAt: TimeInput;
  /** When it is to be taken off again. */
  readonly until?: TimeInput | null;
  /** The schedule of this article that this one takes the place of. */
  readonly replaces?: string | null;
}

export type Scheduled =
  | ScheduleRow
  | ArticleArchived
  | PublishingObstacle
  | MediaNotPublishable
  | AlreadyScheduled
  | TimeRefusal
  | NotFound
  | NotAllowed;

interface Times {
  readonly from: AskedTime;
  readonly until: AskedTime | null;
}

/** Sets the instant at which an approved revision goes live. Everything is checked now, and again when it fires. */
@Injectable()
export class SchedulePublication {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly grounds: GroundReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: WallClock,
  ) {}

  async run(actor: StaffActor, input: SchedulePublicationInput): Promise<Scheduled> {
    const refused = this.policy.mayAt(actor, 'publication.schedule', input.siteId);
    if (refused) return refused;
    if (!isId(input.revisionId)) return revisionNotFound();
    const from = await this.clock.read(input.siteId, input.publishAt, 'publishAt');
    if (isRefusal(from)) return from;
    const until = input.until ? await this.clock.read(input.siteId, input.until, 'until', from.at) : null;
    if (isRefusal(until)) return until;
    try {
      return await this.database.transaction((tx) => this.schedule(tx, actor, input, { from, until }));
    } catch (error) {
      if (error instanceof RefusedInTransaction) return error.refusal as Exclude<Scheduled, ScheduleRow>;
      if (isUniqueViolation(error)) return this.run(actor, input);
      throw error;
    }
  }

  private async schedule(
    tx: Tx,
    actor: StaffActor,
    input: SchedulePublicationInput,
    { from, until }: Times,
  ): Promise<ScheduleRow> {
    const { siteId, revisionId } = input;
    const text = await this.pinned(tx, actor, revisionId, from.at);
    const { articleId, locale, contentHash } = text;
    await this.makeRoom(tx, actor, input, text);
    const id = newId();
    await tx.publicationSchedule.create({
      data: {
        ...{ id, siteId, articleId, locale, revisionId },
        ...{ publishAt: from.at, localTime: from.localTime, timeZone: from.timeZone, untilAt: until?.at ?? null },
        ...{ state: 'scheduled', createdById: actor.userId, createdAt: this.clock.now() },
      },
    });
    await this.audit.record(tx, actor, 'publication.scheduled', { type: 'schedule', id }, siteId, {
      publishAt: from.at.toISOString(),
      untilAt: until?.at.toISOString() ?? null,
      contentHash,
    });
    return (await scheduleById(tx, id))!;
  }

  /** The text as it will go live: what waits for its instant must not be written over by an autosave meanwhile. */
  private async pinned(tx: Tx, actor: StaffActor, revisionId: string, at: Date) {
    const revision = await revisionById(tx, revisionId);
    const article = revision && (await this.articles.articlesByIds([revision.articleId], tx))[0];
    if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) refuse(revisionNotFound());
    if ((await lockArticle(tx, article.id))?.archivedAt) refuse(new ArticleArchived());
    const obstacle =
      publishingObstacle(await this.grounds.groundOf(tx, revision), at) ??
      (await this.grounds.filesObstacle(tx, revision, { siteId: article.siteId, at }));
    if (obstacle) refuse(obstacle);
    await pinRevision(tx, revisionId, 'publication', this.clock.now());
    const pinned = (await revisionById(tx, revisionId))!;
    if (pinned.contentHash !== revision.contentHash) refuse(new NotApproved());
    return pinned;
  }

  /** One schedule waits for an article on a site: the one that is replaced ends here, another one is in the way. */
  private async makeRoom(
    tx: Tx,
    actor: StaffActor,
    { siteId, replaces }: SchedulePublicationInput,
    { articleId, locale }: { articleId: string; locale: string },
  ): Promise<void> {
    const where = { siteId, articleId, locale, state: 'scheduled' };
    const waiting = await tx.publicationSchedule.findFirst({ where });
    if (!waiting) return;
    const replaced = waiting.id === replaces && (await endSchedule(tx, waiting.id, 'cancelled', this.clock.now()));
    if (!replaced) refuse(new AlreadyScheduled(waiting.id));
    const subject = { type: 'schedule', id: waiting.id } as const;
    await this.audit.record(tx, actor, 'schedule.cancelled', subject, siteId);
  }
}

function refuse(refusal: Refusal): never {
  throw new RefusedInTransaction(refusal);
}
