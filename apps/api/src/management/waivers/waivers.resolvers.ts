import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import {
  type AssessedFinding,
  type RevisionAssessment,
  WaiveFinding,
  type WaiveFindingInput,
  type WaiverRow,
} from '#assessment';
import type { RevisionRow } from '#editing';
import type { PersonRow } from '#identity';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

@Resolver()
export class AssessmentMutations {
  constructor(private readonly waiveUseCase: WaiveFinding) {}

  @Mutation('waiveFinding')
  waiveFinding(@Args('input') input: WaiveFindingInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Waiver', await this.waiveUseCase.run(actor, input)));
  }
}

@Resolver('Revision')
export class RevisionAssessmentFields {
  @ResolveField('findings')
  async findings(
    @Parent() revision: RevisionRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<readonly AssessedFinding[]> {
    return (await loaders.assessment.load(revision)).findings;
  }

  @ResolveField('readability')
  async readability(
    @Parent() revision: RevisionRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<RevisionAssessment['readability']> {
    return (await loaders.assessment.load(revision)).readability;
  }

  @ResolveField('waivers')
  waivers(
    @Parent() { articleId, locale }: RevisionRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<WaiverRow[]> {
    return loaders.waivers.load({ articleId, locale });
  }
}

@Resolver('Waiver')
export class WaiverFields {
  @ResolveField('waivedBy')
  waivedBy(@Parent() waiver: WaiverRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(waiver.waivedById);
  }
}
