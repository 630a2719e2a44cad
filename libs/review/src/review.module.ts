import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { OutboxModule } from '#outbox';
import { ReviewReader } from './persistence/review-reader.js';
import { ApproveRevision } from './use-cases/approve-revision.js';
import { EndReview } from './use-cases/end-review.js';
import { RequestReview } from './use-cases/request-review.js';

/** Review cases, and approvals bound to one content hash. */
@Module({
  imports: [EditingModule, IdentityModule, OutboxModule],
  providers: [ApproveRevision, EndReview, RequestReview, ReviewReader],
  exports: [ApproveRevision, EndReview, RequestReview, ReviewReader],
})
export class ReviewModule {}
