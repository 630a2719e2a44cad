import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { EraseSubscriber, type EraseSubscriberInput, SteerSuppression, type SuppressionInput } from '#audience';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class AudienceMutations {
  constructor(
    private readonly suppression: SteerSuppression,
    private readonly erasing: EraseSubscriber,
  ) {}

  @Mutation('suppressAddress')
  suppress(@Args('input') input: SuppressionInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('SuppressedAddress', await this.suppression.add(actor, input)));
  }

  @Mutation('liftSuppression')
  lift(@Args('input') input: SuppressionInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('LiftedSuppression', await this.suppression.lift(actor, input)));
  }

  @Mutation('eraseSubscriber')
  erase(@Args('input') input: EraseSubscriberInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ErasedSubscriber', await this.erasing.run(actor, input)));
  }
}
