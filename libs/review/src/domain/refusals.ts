import { Refusal } from '#kernel';
import type { ReviewCaseState } from './review-case-states.js';

export class ReviewAlreadyOpen extends Refusal {
  readonly code = 'REVIEW_ALREADY_OPEN';
  readonly message = 'A review of exactly this revision is open already. Wait for the decision, or withdraw it first.';
  constructor(readonly caseId: string) {
    super();
  }
}

export class RevisionSuperseded extends Refusal {
  readonly code = 'REVISION_SUPERSEDED';
  readonly message = 'There is a newer revision of this article. Ask for a review of that one.';
  constructor(readonly newestRevisionId: string) {
    super();
  }
}

export class AlreadyApproved extends Refusal {
  readonly code = 'ALREADY_APPROVED';
  readonly message = 'Exactly this text is approved already. It can be published.';
  constructor(readonly approvalId: string) {
    super();
  }
}

/** Four eyes: on no path does a contributor approve their own work. */
export class ApproverIsContributor extends Refusal {
  readonly code = 'APPROVER_IS_CONTRIBUTOR';
  readonly message =
    'You changed this text since its last approval, so you cannot approve it. Ask another clinical reviewer.';
}

export class CredentialNotInForce extends Refusal {
  readonly code = 'CREDENTIAL_NOT_IN_FORCE';
  readonly message =
    'You have no licence in force in your profile. Ask an administrator to enter or renew it, then approve.';
}

export class ReviewMovedOn extends Refusal {
  readonly code = 'REVIEW_MOVED_ON';
  readonly message: string;
  constructor(readonly state: ReviewCaseState) {
    super();
    this.message = `This review was ${WORDS[state]} meanwhile. Reload to see where the article stands.`;
  }
}

export class ContentChanged extends Refusal {
  readonly code = 'CONTENT_CHANGED';
  readonly message = 'The text under review is not the one you saw. Read it again, then decide.';
  constructor(readonly contentHash: string) {
    super();
  }
}

const WORDS: Record<ReviewCaseState, string> = {
  requested: 'reopened',
  inReview: 'taken up',
  changesRequested: 'sent back for changes',
  approved: 'approved',
  withdrawn: 'withdrawn',
  superseded: 'replaced by a review of a newer revision',
};
