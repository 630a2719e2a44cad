import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { People, StaffAuth } from '#identity';
import { isId, NotFound } from '#kernel';
import type { StaffActor } from '#platform';
import { asActor, type ManagementContext } from '../context.js';

@Resolver()
export class SessionOperations {
  constructor(private readonly auth: StaffAuth) {}

  @Query('mySessions')
  mySessions(@Context() { headers }: ManagementContext) {
    return this.auth.sessions(headers);
  }

  @Mutation('endSessions')
  endSessions(@Args('id') id: string | null | undefined, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => {
      const noSuch = new NotFound('This session has ended already. Reload the list.');
      if (id != null && !isId(id)) return noSuch;
      const count = await this.auth.endSessions(context.headers, actor, id ?? null);
      return count === 0 && id != null ? noSuch : { __typename: 'SessionsEnded', count };
    });
  }
}

@Resolver('Me')
export class MeSignInFields {
  constructor(private readonly people: People) {}

  @ResolveField('twoFactorEnabled')
  twoFactorEnabled(@Parent() me: StaffActor): Promise<boolean> {
    return this.people.hasSecondFactor(me.userId);
  }
}
