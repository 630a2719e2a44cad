import { Args, Context, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CheckSenderDomain, type DomainFinding, type SenderDomain } from '#newsletter';
import type { ManagementContext } from '../context.js';

@Resolver()
export class SenderDomainQueries {
  constructor(private readonly check: CheckSenderDomain) {}

  @Query('senderDomain')
  senderDomain(
    @Args('site') site: string,
    @Context() { actor }: ManagementContext,
  ): Promise<SenderDomain | null> | null {
    return actor && this.check.run(actor, site);
  }
}

@Resolver('DomainFinding')
export class DomainFindingFields {
  @ResolveField('state')
  state(@Parent() { state }: DomainFinding): string {
    return state.toUpperCase();
  }
}
