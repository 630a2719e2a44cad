import { Refusal } from '#kernel';
import type { RequiredBlock } from '#taxonomy';
import type { ReviewerObstacle } from './assignment/choose-reviewer.js';
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

/** The kind of text has blocks that it cannot do without. */
export class RequiredBlockMissing extends Refusal {
  readonly code = 'REQUIRED_BLOCK_MISSING';
  readonly message: string;
  constructor(readonly missing: readonly RequiredBlock[]) {
    super();
    const names = missing.map((it) => it.says).join('; ');
    this.message = `A text of this kind needs more before it is reviewed. Add ${names}.`;
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

/** Who sends a text back says why: in a note, or in comments on the text itself. */
export class CommentNeeded extends Refusal {
  readonly code = 'COMMENT_NEEDED';
  readonly message =
    'Say what must change: write a note, or comment on the passages first. Then send the text back to its authors.';
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

/** A date by which something must be done lies in the past. */
export class DueDateInPast extends Refusal {
  readonly code = 'DUE_DATE_IN_PAST';
  readonly message = 'This date is over. Choose one that lies ahead.';
  constructor(readonly field: string) {
    super();
  }
}

/** The licence was in force when the reviewer began to decide, and was not any more when the decision was to be kept. */
export class CredentialExpired extends Refusal {
  readonly code = 'CREDENTIAL_EXPIRED';
  readonly message =
    'Your licence ran out or was revoked while you were approving, so nothing was approved. Have it renewed, then approve.';
}

/** A checklist the risk class asks for was not answered by this approver for this text. */
export class ChecklistMissing extends Refusal {
  readonly code = 'CHECKLIST_MISSING';
  readonly message: string;
  constructor(readonly checklists: readonly string[]) {
    super();
    this.message = `Answer these checklists for exactly this text first: ${checklists.join(', ')}.`;
  }
}

/** Our own checklist has a "no": a reason to ask for changes. */
export class SafetyNotMet extends Refusal {
  readonly code = 'SAFETY_NOT_MET';
  readonly message: string;
  constructor(readonly items: readonly string[]) {
    super();
    this.message = `You answered no to ${items.join(', ')} of the safety checklist. Ask for changes instead of approving.`;
  }
}

/** A second approver must be another person than the first. */
export class SecondApproverNeeded extends Refusal {
  readonly code = 'SECOND_APPROVER_NEEDED';
  readonly message = 'You approved this text already. It needs the approval of another clinical reviewer as well.';
}

/** Of the approvers of this text, one must be a specialist, and this would be the last approval. */
export class SpecialistNeeded extends Refusal {
  readonly code = 'SPECIALIST_NEEDED';
  readonly message: string;
  constructor(readonly specialties: readonly string[]) {
    super();
    this.message = `One of its approvers must be a specialist in ${specialties.join(' or ')}. Hand this review over to one.`;
  }
}

/** This person cannot be asked for this review. */
export class ReviewerNotEligible extends Refusal {
  readonly code = 'REVIEWER_NOT_ELIGIBLE';
  readonly message: string;
  constructor(readonly reason: ReviewerObstacle | 'notReviewer') {
    super();
    this.message = `${INELIGIBLE[reason]} Choose another reviewer.`;
  }
}

const INELIGIBLE: Record<ReviewerObstacle | 'notReviewer', string> = {
  contributor: 'This person changed the text since its last approval.',
  noLicence: 'This person has no licence in force.',
  conflictOfInterest: 'This person declared a conflict of interest.',
  assigned: 'This person has this review already.',
  approved: 'This person approved this text already.',
  notReviewer: 'This person is not a clinical reviewer of the site.',
};

/** Nobody at the site may review this text. */
export class NoReviewerFree extends Refusal {
  readonly code = 'NO_REVIEWER_FREE';
  readonly message =
    'No clinical reviewer of the site can take this review: they wrote it, declined it or have no licence in force. Ask an administrator for another reviewer.';
}

/** As many reviewers as the text needs have it already. */
export class ReviewersComplete extends Refusal {
  readonly code = 'REVIEWERS_COMPLETE';
  readonly message = 'This review has all its reviewers. One of them can hand it over.';
}

/** The review does not wait for the caller. */
export class NotYourReview extends Refusal {
  readonly code = 'NOT_YOUR_REVIEW';
  readonly message = 'This review does not wait for you. Reload to see whom it waits for.';
}

/** A conflict of interest, once declared, stands for this review. */
export class ConflictDeclared extends Refusal {
  readonly code = 'CONFLICT_DECLARED';
  readonly message = 'You declared a conflict of interest in this review, so you cannot decide it.';
}
