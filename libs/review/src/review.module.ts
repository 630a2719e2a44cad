import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { ReviewReader } from './persistence/review-reader.js';
import { AnswerChecklist } from './use-cases/answer-checklist.js';
import { ApprovalGround } from './use-cases/approval-ground.js';
import { ApprovalTerms } from './use-cases/approval-terms.js';
import { ApproveRevision } from './use-cases/approve-revision.js';
import { EndReview } from './use-cases/end-review.js';
import { RequestReview } from './use-cases/request-review.js';

/** Review cases, and approvals bound to one content hash. */
@Module({
  imports: [EditingModule, IdentityModule, OutboxModule],
  providers: [AnswerChecklist, ApprovalGround, ApprovalTerms, ApproveRevision, EndReview, RequestReview, ReviewReader],
  exports: [AnswerChecklist, ApproveRevision, EndReview, RequestReview, ReviewReader],
})
export class ReviewModule {}
