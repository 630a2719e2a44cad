import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { Sites } from '#identity';
import { isRefusal } from '#kernel';
import { SchedulePublication, SetPublicationEnd, SteerSchedule } from '#publishing';
import { asActor, type ManagementContext } from '../context.js';
import { siteNotFound, typed } from '../typed.js';
import { type TimeArgument, timeOf } from './time-argument.js';

interface SchedulePublicationArgument {
  readonly site: string;
  readonly revisionId: string;
  readonly publishAt?: Date | null;
  readonly at?: TimeArgument | null;
  readonly until?: TimeArgument | null;
  readonly replaces?: string | null;
}

@Resolver()
export class ScheduleMutations {
  constructor(
    private readonly scheduleUseCase: SchedulePublication,
    private readonly steer: SteerSchedule,
    private readonly setEnd: SetPublicationEnd,
    private readonly sites: Sites,
  ) {}

  @Mutation('schedulePublication')
  schedulePublication(@Args('input') input: SchedulePublicationArgument, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const site = await this.sites.bySlug(input.site);
      if (!site) return siteNotFound();
      const publishAt = timeOf({ ...input.at, at: input.publishAt ?? input.at?.at }, 'publishAt');
      if (isRefusal(publishAt)) return publishAt;
      const until = timeOf(input.until, 'until');
      if (isRefusal(until)) return until;
      const { revisionId, replaces } = input;
      const order = { siteId: site.id, revisionId, publishAt, until, replaces };
      return typed('PublicationSchedule', await this.scheduleUseCase.run(actor, order));
    });
  }

  @Mutation('cancelSchedule')
  cancelSchedule(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('PublicationSchedule', await this.steer.cancel(actor, id)));
  }

  @Mutation('retrySchedule')
  retrySchedule(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('PublicationSchedule', await this.steer.retry(actor, id)));
  }

  @Mutation('setPublicationEnd')
  setPublicationEnd(
    @Args('input') input: { publicationId: string; until?: TimeArgument | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const until = timeOf(input.until, 'until') ?? null;
      if (isRefusal(until)) return until;
      return typed('Publication', await this.setEnd.run(actor, { publicationId: input.publicationId, until }));
    });
  }
}
