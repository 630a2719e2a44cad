import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonRow } from '#identity';
import { isRefusal } from '#kernel';
import { type IssueRow, type IssueScheduleRow, ScheduleIssue } from '#newsletter';
import { asActor, type ManagementContext } from '../context.js';
import { type TimeArgument, timeOf } from '../publishing/time-argument.js';
import { typed } from '../typed.js';
import { IssueLoaders } from './issue-loaders.js';

@Resolver()
export class SchedulingMutations {
  constructor(private readonly schedule: ScheduleIssue) {}

  @Mutation('scheduleIssue')
  scheduleIssue(
    @Args('input') input: { readonly id: string; readonly sendAt: TimeArgument },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const sendAt = timeOf(input.sendAt, 'sendAt');
      if (isRefusal(sendAt)) return sendAt;
      return typed('Issue', await this.schedule.run(actor, { id: input.id, sendAt }));
    });
  }

  @Mutation('unscheduleIssue')
  unscheduleIssue(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Issue', await this.schedule.unschedule(actor, id)));
  }
}

@Resolver('Issue')
export class IssueScheduledFields {
  constructor(private readonly loaders: IssueLoaders) {}

  @ResolveField('schedule')
  schedule(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<IssueScheduleRow | null> {
    return this.loaders.of(context).schedule.load(issue.id);
  }
}

@Resolver('IssueSchedule')
export class IssueScheduleFields {
  @ResolveField('state')
  state(@Parent() { state }: IssueScheduleRow): string {
    return state.toUpperCase();
  }

  @ResolveField('by')
  by(@Parent() schedule: IssueScheduleRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(schedule.createdById);
  }
}
