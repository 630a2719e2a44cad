import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonRow } from '#identity';
import {
  type AssignmentRow,
  AssignReviewer,
  type AssignReviewerInput,
  type Candidate,
  type DeclineReason,
  LeaveReview,
  type ReviewCaseRow,
  ReviewerList,
  ReviewReader,
  TakeUpReview,
} from '#review';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

const MOST = 100;

@Resolver()
export class AssignmentQueries {
  constructor(private readonly reviews: ReviewReader) {}

  @Query('myReviewAssignments')
  async myReviewAssignments(@Context() { actor }: ManagementContext): Promise<AssignmentRow[]> {
    return actor ? this.reviews.openAssignmentsOf(actor.userId, MOST) : [];
  }
}

@Resolver()
export class AssignmentMutations {
  constructor(
    private readonly assignUseCase: AssignReviewer,
    private readonly takeUpUseCase: TakeUpReview,
    private readonly leaveUseCase: LeaveReview,
  ) {}

  @Mutation('assignReviewer')
  assignReviewer(@Args('input') input: AssignReviewerInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.assignUseCase.run(actor, input)));
  }

  @Mutation('takeUpReview')
  takeUpReview(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.takeUpUseCase.run(actor, id)));
  }

  @Mutation('declineReview')
  declineReview(
    @Args('input') input: { caseId: string; reason: DeclineReason; note?: string | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.leaveUseCase.decline(actor, input)));
  }

  @Mutation('handOverReview')
  handOverReview(
    @Args('input') input: { caseId: string; toReviewerId: string; note?: string | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('ReviewCase', await this.leaveUseCase.handOver(actor, input)));
  }
}

@Resolver('ReviewCase')
export class ReviewCaseAssignmentFields {
  constructor(private readonly reviewers: ReviewerList) {}

  @ResolveField('assignments')
  assignments(
    @Parent() reviewCase: ReviewCaseRow,
    @Context() { loaders }: ManagementContext,
  ): Promise<AssignmentRow[]> {
    return loaders.assignmentsOfCase.load(reviewCase.id);
  }

  @ResolveField('candidates')
  candidates(@Parent() reviewCase: ReviewCaseRow): Promise<Candidate[]> {
    return this.reviewers.of(reviewCase);
  }
}

@Resolver('ReviewerCandidate')
export class ReviewerCandidateFields {
  @ResolveField('reviewer')
  reviewer(@Parent() candidate: Candidate, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(candidate.userId);
  }
}

@Resolver('ReviewAssignment')
export class ReviewAssignmentFields {
  @ResolveField('reviewCase')
  reviewCase(@Parent() assignment: AssignmentRow, @Context() { loaders }: ManagementContext) {
    return loaders.reviewCase.load(assignment.caseId);
  }

  @ResolveField('reviewer')
  reviewer(@Parent() assignment: AssignmentRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(assignment.reviewerId);
  }

  @ResolveField('assignedBy')
  async assignedBy(@Parent() { assignedById }: AssignmentRow, @Context() { loaders }: ManagementContext) {
    return assignedById ? loaders.person.load(assignedById) : null;
  }
}
