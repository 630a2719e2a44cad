import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { MakePreviewLink, type MakePreviewLinkInput } from '../../preview/make-preview-link.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class PreviewLinkMutations {
  constructor(private readonly make: MakePreviewLink) {}

  @Mutation('createPreviewLink')
  createPreviewLink(@Args('input') input: MakePreviewLinkInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('PreviewLink', await this.make.run(actor, input)));
  }
}
