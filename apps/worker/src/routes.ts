import { assessRevisionJob } from '#assessment';
import { sendConfirmationJob } from '#audience';
import { deliverJob, planDeliveriesJob } from '#channels';
import { followUpApprovalJob } from '#editing';
import { runImportJob } from '#importing';
import { renderMediaJob } from '#media';
import { sendChunkJob } from '#newsletter';
import { sendNoticeJob, writeLetterJob } from '#notify';
import { findLiveUnderLicenceJob, refreshDatesJob, reopenRaisedRiskJob, settleRecallsJob } from '#oversight';
import type { JobDefinition } from '#platform';

/** One job that follows from a fact. */
export interface Route {
  readonly job: JobDefinition;
  /** The job's data from the fact's payload: ids to ids. */
  readonly dataOf: (payload: Readonly<Record<string, string>>) => unknown;
}

export type Routes = Readonly<Record<string, readonly Route[]>>;

/** A route to a job; without `dataOf` the payload is the data. */
export function to<D>(job: JobDefinition<D>, dataOf: Route['dataOf'] = (payload) => payload): Route {
  return { job, dataOf };
}

/**
 * What follows from what: the only place that knows both sides. A fact without a line is an error; a fact that nobody
 * waits for has an empty one.
 */
export const routes: Routes = {
  'revision.saved': [to(assessRevisionJob)],
  'article.classified': [],
  'article.risk-raised': [to(reopenRaisedRiskJob, ({ articleId }) => ({ articleId }))],
  'article.slug-changed': [],
  'term.merged': [],
  'translation.confirmed': [],
  'review.requested': [],
  'approval.given': [to(refreshDatesJob), to(followUpApprovalJob)],
  'recall.opened': [],
  'reference.status-stated': [],
  'recall.corrected': [],
  'approval.half-given': [],
  'credential.revoked': [to(findLiveUnderLicenceJob)],
  'import.requested': [to(runImportJob)],
  'media.added': [to(renderMediaJob)],
  'media.focal-point-moved': [to(renderMediaJob)],
  'publication.went-live': [
    to(planDeliveriesJob, planning('publish')),
    to(settleRecallsJob, ({ publicationId }) => ({ publicationId })),
  ],
  'delivery.planned': [to(deliverJob)],
  'publication.updates-deferred': [],
  'publication.updates-accepted': [],
  'publication.withdrawn': [to(planDeliveriesJob, planning('withdraw'))],
  'subscriber.confirmation-requested': [to(sendConfirmationJob)],
  'staff.letter-due': [to(writeLetterJob)],
  'staff-notice.queued': [to(sendNoticeJob)],
  'issue.frozen': [to(sendChunkJob)],
  'issue.resumed': [to(sendChunkJob)],
  'issue.resend-agreed': [to(sendChunkJob)],
};

function planning(operation: 'publish' | 'withdraw'): Route['dataOf'] {
  return ({ publicationId }) => ({ publicationId, operation });
}
