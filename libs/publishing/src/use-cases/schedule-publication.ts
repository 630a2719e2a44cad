import { Injectable } from '@nestjs/common';
import { ArticleArchived, ArticleReader, lockArticle, pinRevision, revisionById } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound, newId } from '#kernel';
import type { MediaNotPublishable } from '#media';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { type PublishingObstacle, publishingObstacle } from '../domain/publishable.js';
import { AlreadyScheduled, NotApproved, ScheduleMovedOn } from '../domain/refusals.js';
import { GroundReader } from '../persistence/ground-reader.js';
import { endSchedule, type ScheduleRow, scheduleById } from '../persistence/schedules.js';
import { revisionNotFound } from './publish-revision.js';

export interface SchedulePublicationInput {
  readonly siteId: string;
  readonly revisionId: string;
  readonly publishAt: Date;
}

type Scheduled =
  | ScheduleRow
  | ArticleArchived
  | PublishingObstacle
  | MediaNotPublishable
  | AlreadyScheduled
  | InvalidInput
  | NotFound
  | NotAllowed;

/** Sets the instant at which an approved revision goes live. Everything is checked now, and again when it fires. */
@Injectable()
export class SchedulePublication {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly grounds: GroundReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: SchedulePublicationInput): Promise<Scheduled> {
    const refused = this.policy.mayAt(actor, 'publication.schedule', input.siteId);
    if (refused) return refused;
    if (!isId(input.revisionId)) return revisionNotFound();
    if (input.publishAt <= this.clock.now()) {
      return new InvalidInput('publishAt', 'Choose an instant in the future, or publish now.');
    }
    try {
      return await this.database.transaction((tx) => this.schedule(tx, actor, input));
    } catch (error) {
      if (isUniqueViolation(error)) return this.run(actor, input);
      throw error;
    }
  }

  /** Takes a schedule back before it fires. */
  async cancel(actor: StaffActor, id: string): Promise<ScheduleRow | ScheduleMovedOn | NotFound | NotAllowed> {
    return this.database.transaction(async (tx) => {
      const schedule = isId(id) ? await scheduleById(tx, id) : null;
      if (!schedule || this.policy.mayAt(actor, 'article.read', schedule.siteId)) {
        return new NotFound('There is no such schedule at your sites. Open it from the calendar.');
      }
      const refused = this.policy.mayAt(actor, 'publication.schedule', schedule.siteId);
      if (refused) return refused;
      if (!(await endSchedule(tx, id, 'cancelled', this.clock.now()))) return new ScheduleMovedOn();
      await this.audit.record(tx, actor, 'schedule.cancelled', { type: 'schedule', id }, schedule.siteId);
      return (await scheduleById(tx, id))!;
    });
  }

  private async schedule(tx: Tx, actor: StaffActor, input: SchedulePublicationInput): Promise<Scheduled> {
    const { siteId, revisionId, publishAt } = input;
    const revision = await revisionById(tx, revisionId);
    const article = revision && (await this.articles.articlesByIds([revision.articleId], tx))[0];
    if (!revision || !article || this.policy.mayAt(actor, 'article.read', article.siteId)) return revisionNotFound();
    if ((await lockArticle(tx, article.id))?.archivedAt) return new ArticleArchived();
    const obstacle =
      publishingObstacle(await this.grounds.groundOf(tx, revision), publishAt) ??
      (await this.grounds.filesObstacle(tx, revision, { siteId: article.siteId, at: publishAt }));
    if (obstacle) return obstacle;
    // What waits for its instant must not be written over by an autosave meanwhile.
    await pinRevision(tx, revisionId, 'publication', this.clock.now());
    const { articleId, locale, contentHash } = (await revisionById(tx, revisionId))!;
    if (contentHash !== revision.contentHash) return new NotApproved();
    const waiting = await tx.publicationSchedule.findFirst({
      where: { siteId, articleId, locale, state: 'scheduled' },
    });
    if (waiting) return new AlreadyScheduled(waiting.id);
    const id = newId();
    const createdAt = this.clock.now();
    await tx.publicationSchedule.create({
      data: {
        id,
        siteId,
        articleId,
        locale,
        revisionId,
        publishAt,
        state: 'scheduled',
        createdById: actor.userId,
        createdAt,
      },
    });
    await this.audit.record(tx, actor, 'publication.scheduled', { type: 'schedule', id }, siteId, {
      publishAt: publishAt.toISOString(),
      contentHash,
    });
    return (await scheduleById(tx, id))!;
  }
}
