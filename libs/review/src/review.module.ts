import { Module } from '@nestjs/common';
import { AssessmentModule } from '#assessment';
import { CommentsModule } from '#comments';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { NotifyModule } from '#notify';
import { OutboxModule } from '#outbox';
import { RemindReviewers } from './jobs/remind-reviewers.js';
import { ReviewReader } from './persistence/review-reader.js';
import { AnswerChecklist } from './use-cases/answer-checklist.js';
import { ApprovalGround } from './use-cases/approval-ground.js';
import { ApprovalTerms } from './use-cases/approval-terms.js';
import { ApproveRevision } from './use-cases/approve-revision.js';
import { AssignReviewer } from './use-cases/assign-reviewer.js';
import { AssignmentDesk } from './use-cases/assignment-desk.js';
import { CasePlaces } from './use-cases/case-places.js';
import { EndReview } from './use-cases/end-review.js';
import { LeaveReview } from './use-cases/leave-review.js';
import { RequestGround } from './use-cases/request-ground.js';
import { RequestReview } from './use-cases/request-review.js';
import { ReviewerList } from './use-cases/reviewer-list.js';
import { TakeUpReview } from './use-cases/take-up-review.js';

const DOOR = [
  AnswerChecklist,
  ApproveRevision,
  AssignReviewer,
  EndReview,
  LeaveReview,
  RemindReviewers,
  RequestReview,
  ReviewerList,
  ReviewReader,
  TakeUpReview,
];

/** Review cases, and approvals bound to one content hash. */
@Module({
  imports: [AssessmentModule, CommentsModule, EditingModule, IdentityModule, NotifyModule, OutboxModule],
  providers: [...DOOR, ApprovalGround, ApprovalTerms, AssignmentDesk, CasePlaces, RequestGround],
  exports: DOOR,
})
export class ReviewModule {}
