import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { type Estimate, type IssueRow, SendingPace } from '#newsletter';
import type { ManagementContext } from '../context.js';

@Resolver('Issue')
export class IssueSendingFields {
  private readonly byRequest = new WeakMap<ManagementContext, DataLoader<IssueRow, Estimate | null, string>>();

  constructor(private readonly pace: SendingPace) {}

  @ResolveField('estimate')
  estimate(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<Estimate | null> {
    const known = this.byRequest.get(context) ?? this.loader();
    this.byRequest.set(context, known);
    return known.load(issue);
  }

  /** A list of issues costs one statement. */
  private loader() {
    return new DataLoader<IssueRow, Estimate | null, string>(
      async (issues) => {
        const estimates = await this.pace.of(issues);
        return issues.map(({ id }) => estimates.get(id) ?? null);
      },
      { cacheKeyFn: ({ id, state }) => `${id} ${state}` },
    );
  }
}
