import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CheckSenderDomain, type CheckSenderDomainInput, type DomainFinding, type SenderDomain } from '#newsletter';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class SenderDomainQueries {
  constructor(private readonly check: CheckSenderDomain) {}

  @Query('senderDomain')
  senderDomain(
    @Args('site') site: string,
    @Context() { actor }: ManagementContext,
  ): Promise<SenderDomain | null> | null {
    return actor && this.check.read(actor, site);
  }
}

@Resolver()
export class SenderDomainMutations {
  constructor(private readonly check: CheckSenderDomain) {}

  @Mutation('checkSenderDomain')
  checkSenderDomain(@Args('input') input: CheckSenderDomainInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('SenderDomain', await this.check.run(actor, input)));
  }
}

@Resolver('DomainFinding')
export class DomainFindingFields {
  @ResolveField('state')
  state(@Parent() { state }: DomainFinding): string {
    return state.toUpperCase();
  }
}
