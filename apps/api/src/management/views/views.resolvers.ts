import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { KeepView, type KeepViewInput, type SavedViewRow, SavedViews } from '#editing';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class ViewResolvers {
  constructor(
    private readonly views: SavedViews,
    private readonly keep: KeepView,
  ) {}

  @Query('savedViews')
  async savedViews(@Context() { actor }: ManagementContext): Promise<SavedViewRow[]> {
    return actor ? this.views.ofPerson(actor.userId) : [];
  }

  @Mutation('saveView')
  saveView(@Args('input') input: KeepViewInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('SavedView', await this.keep.run(actor, input)));
  }

  @Mutation('removeView')
  removeView(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('SavedView', await this.keep.remove(actor, id)));
  }
}
