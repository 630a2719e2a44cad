import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Policy } from '#identity';
import { type ParkedJobRow, ParkedJobs, ReleaseParkedJob } from '#parked';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class ParkedQueries {
  constructor(
    private readonly parked: ParkedJobs,
    private readonly policy: Policy,
  ) {}

  @Query('parkedJobs')
  async parkedJobs(@Context() { actor }: ManagementContext): Promise<ParkedJobRow[]> {
    const may = actor !== null && this.policy.sitesFor(actor, 'job.release').length > 0;
    return may ? this.parked.waiting() : [];
  }
}

@Resolver()
export class ParkedMutations {
  constructor(private readonly release: ReleaseParkedJob) {}

  @Mutation('releaseParkedJob')
  releaseParkedJob(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ParkedJob', await this.release.run(actor, id)));
  }
}
