import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, isUniqueViolation, type StaffActor, type Tx } from '#platform';
import { AlreadyScheduled, ScheduleMovedOn, ScheduleNotParked } from '../domain/refusals.js';
import { endSchedule, resumeSchedule, type ScheduleRow, scheduleById } from '../persistence/schedules.js';

type Cancelled = ScheduleRow | ScheduleMovedOn | NotFound | NotAllowed;
type Retried = ScheduleRow | ScheduleNotParked | AlreadyScheduled | NotFound | NotAllowed;

/** Takes a schedule back before it fires, or lets a parked one go again. */
@Injectable()
export class SteerSchedule {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async cancel(actor: StaffActor, id: string): Promise<Cancelled> {
    return this.database.transaction(async (tx) => {
      const schedule = await this.readable(tx, actor, id);
      if ('code' in schedule) return schedule;
      if (!(await endSchedule(tx, id, 'cancelled', this.clock.now()))) return new ScheduleMovedOn();
      await this.audit.record(tx, actor, 'schedule.cancelled', { type: 'schedule', id }, schedule.siteId);
      return (await scheduleById(tx, id))!;
    });
  }

  /** It fires within a second, if everything that is asked then still says so. */
  async retry(actor: StaffActor, id: string): Promise<Retried> {
    try {
      return await this.database.transaction(async (tx) => {
        const schedule = await this.readable(tx, actor, id);
        if ('code' in schedule) return schedule;
        if (!(await resumeSchedule(tx, id, this.clock.now()))) return new ScheduleNotParked();
        await this.audit.record(tx, actor, 'schedule.retried', { type: 'schedule', id }, schedule.siteId);
        return (await scheduleById(tx, id))!;
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return this.alreadyScheduled(id);
    }
  }

  private async readable(tx: Tx, actor: StaffActor, id: string): Promise<ScheduleRow | NotFound | NotAllowed> {
    const schedule = isId(id) ? await scheduleById(tx, id) : null;
    if (!schedule || this.policy.mayAt(actor, 'article.read', schedule.siteId)) {
      return new NotFound('There is no such schedule at your sites. Open it from the calendar.');
    }
    return this.policy.mayAt(actor, 'publication.schedule', schedule.siteId) ?? schedule;
  }

  /** Somebody scheduled the article anew while this one was parked. */
  private async alreadyScheduled(id: string): Promise<AlreadyScheduled | ScheduleNotParked> {
    const { client } = this.database;
    const { siteId, articleId, locale } = (await scheduleById(client, id))!;
    const where = { siteId, articleId, locale, state: 'scheduled' };
    const waiting = await client.publicationSchedule.findFirst({ where, select: { id: true } });
    return waiting ? new AlreadyScheduled(waiting.id) : new ScheduleNotParked();
  }
}
