import { Refusal } from '#kernel';

/** An article of the issue may not be sent now. */
export class ArticleNotSendable extends Refusal {
  readonly code = 'ARTICLE_NOT_SENDABLE';
  readonly message: string;
  constructor(
    readonly publicationId: string,
    /** Its title when it was added; null when it was never seen live. */
    readonly articleTitle: string | null,
  ) {
    super();
    const name = articleTitle === null ? `The article with publication ${publicationId}` : `“${articleTitle}”`;
    this.message =
      `${name} cannot be sent: it is not live on this site, its approval is no longer in force, or its review is ` +
      'overdue. Publish an approved revision of it, or take it out of the issue.';
  }
}

/** An earlier issue carried text that was recalled, and this one does not carry the correction. */
export class CorrectionOwed extends Refusal {
  readonly code = 'CORRECTION_OWED';
  readonly message =
    'An earlier issue carried text that was recalled and is corrected by now, and this issue does not say so. Compose it anew: a new issue carries the correction by itself.';
  constructor(
    /** The publications that are to be carried as corrections. */
    readonly publicationIds: readonly string[],
  ) {
    super();
  }
}

/** Nobody would get the issue. */
export class EmptyAudience extends Refusal {
  readonly code = 'EMPTY_AUDIENCE';
  readonly message =
    'Nobody would get this newsletter: no confirmed subscriber it is for may be written to now. Nothing was sent.';
}

/** Commercial mail must carry the sender's postal address (CAN-SPAM, 15 U.S.C. 7704(a)(5)). */
export class PostalAddressMissing extends Refusal {
  readonly code = 'POSTAL_ADDRESS_MISSING';
  readonly message = 'The site has no postal address, and a newsletter must carry one. Enter it in the settings first.';
}

/** There is nobody of whom it is unknown whether the message arrived. */
export class NothingUnknown extends Refusal {
  readonly code = 'NOTHING_UNKNOWN';
  readonly message =
    'Nobody of these is unknown any more: somebody decided about them, or a report of the mail server did. Load the issue again.';
}

/** The issue is in another state by now. */
export class IssueMovedOn extends Refusal {
  readonly code = 'ISSUE_MOVED_ON';
  readonly message: string;
  constructor(readonly state: string) {
    super();
    this.message = `The issue is ${wordOf(state)} by now, so this cannot be done. Load it again.`;
  }
}

function wordOf(state: string): string {
  return state === 'handingOver' ? 'being handed over' : state === 'composing' ? 'still being composed' : state;
}
