import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonRow } from '#identity';
import { isRefusal } from '#kernel';
import { AcceptUpdate, DeferUpdates, type HoldRow } from '#publishing';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { type TimeArgument, timeOf } from './time-argument.js';

@Resolver()
export class HoldMutations {
  constructor(
    private readonly defer: DeferUpdates,
    private readonly accept: AcceptUpdate,
  ) {}

  @Mutation('deferUpdates')
  deferUpdates(
    @Args('input') input: { publicationId: string; until: TimeArgument; reason: string },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => {
      const until = timeOf(input.until, 'until');
      if (isRefusal(until)) return until;
      return typed('Publication', await this.defer.run(actor, { ...input, until }));
    });
  }

  @Mutation('acceptUpdate')
  acceptUpdate(
    @Args('input') input: { publicationId: string; revisionId?: string | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('Publication', await this.accept.run(actor, input)));
  }
}

@Resolver('PublicationHold')
export class HoldFields {
  @ResolveField('until')
  until(@Parent() hold: HoldRow): Date {
    return hold.untilAt;
  }

  @ResolveField('heldBy')
  heldBy(@Parent() hold: HoldRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(hold.heldById);
  }
}
