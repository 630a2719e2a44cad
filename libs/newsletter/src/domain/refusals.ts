import { Refusal } from '#kernel';
import type { IssueCheck } from './checks/issue-check.js';
import type { DomainFinding } from './domain-finding.js';
import { languageName } from './issue-language.js';

const RUNNING =
  'The issue stays paused, and nobody else gets it. Cancel it and compose a new one, or resume it once the article is in order.';

/** An article of the issue may not be sent now. */
export class ArticleNotSendable extends Refusal {
  readonly code = 'ARTICLE_NOT_SENDABLE';
  readonly message: string;
  constructor(
    readonly publicationId: string,
    /** Its title when it was added; null when it was never seen live. */
    readonly articleTitle: string | null,
    /** Whether people already got the issue: its articles stay as they are then. */
    running = false,
  ) {
    super();
    // Nobody knows the id of a publication: a program finds it in the field.
    const name = articleTitle === null ? 'One of the articles' : `“${articleTitle}”`;
    this.message =
      `${name} cannot be sent: it is not live on this site, its approval is no longer in force, or its review is ` +
      `overdue. ${running ? RUNNING : 'Publish an approved revision of it, or take it out of the issue.'}`;
  }
}

/** An article is in another language than the issue. */
export class ArticleInOtherLanguage extends Refusal {
  readonly code = 'ARTICLE_IN_OTHER_LANGUAGE';
  readonly message: string;
  constructor(
    readonly publicationId: string,
    readonly articleTitle: string,
    /** The language of the article. */
    readonly articleLocale: string,
    /** The language of the issue. */
    readonly issueLocale: string,
  ) {
    super();
    const [its, ours] = [languageName(articleLocale), languageName(issueLocale)];
    this.message =
      `“${articleTitle}” is in ${its}, and this issue is in ${ours}: whoever gets it may not be able to read that. ` +
      `Put its ${ours} text in, publish one where there is none, or take it out of the issue.`;
  }
}

/** An earlier issue carried text that was recalled, and this one does not carry the correction. */
export class CorrectionOwed extends Refusal {
  readonly code = 'CORRECTION_OWED';
  readonly message =
    'An earlier issue carried text that was recalled and is corrected by now, and this issue does not say so. Open it and save it again: it carries the correction by itself then.';
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

/** Nobody has yet found the domain of the sender in order. */
export class SenderDomainNotReady extends Refusal {
  readonly code = 'SENDER_DOMAIN_NOT_READY';
  readonly message: string;
  /** What is missing, or could not be looked up; empty when nobody has looked. */
  readonly findings: readonly DomainFinding[];
  constructor(
    readonly domain: string,
    found: readonly DomainFinding[],
  ) {
    super();
    this.findings = found.filter(({ state }) => state === 'missing' || state === 'unknown');
    const why = this.findings[0]?.sentence ?? 'Nobody has looked yet.';
    this.message = `The sender’s domain ${domain} is not in order, so mailboxes would refuse this newsletter or take it for spam. ${why} Open the page of the sender’s domain, and check again there.`;
  }
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

/** Somebody saved the draft meanwhile. */
export class IssueChanged extends Refusal {
  readonly code = 'ISSUE_CHANGED';
  readonly message =
    'Somebody changed this issue since you loaded it. Nothing of yours was saved. Compare both, then save on top of what stands now.';
  constructor(
    /** The issue as it stands, with its version. */
    readonly issue: object,
  ) {
    super();
  }
}

/** Nobody but its composers vouches for the issue as it stands. */
export class IssueNotApproved extends Refusal {
  readonly code = 'ISSUE_NOT_APPROVED';
  readonly message =
    'Nobody else has approved this issue as it stands now. Ask a second person of the site to read and approve it; every change ends an approval.';
}

/** Whoever composed an issue cannot be its second person. */
export class ApproverIsComposer extends Refusal {
  readonly code = 'APPROVER_IS_COMPOSER';
  readonly message =
    'You composed or changed this issue, so somebody else has to approve it. Ask a colleague to read it.';
}

/** The issue is not the one that the approver read. */
export class IssueHashChanged extends Refusal {
  readonly code = 'ISSUE_HASH_CHANGED';
  readonly message =
    'This issue changed since you read it. Nothing was approved. Load it again, and read what changed.';
  constructor(
    /** The hash of the issue as it stands. */
    readonly contentHash: string,
  ) {
    super();
  }
}

/** An editor's own words in the issue are clinical. */
export class ClinicianNeeded extends Refusal {
  readonly code = 'CLINICIAN_NEEDED';
  readonly message: string;
  constructor(
    /** What the editor says that is clinical. */
    readonly sentences: readonly string[],
  ) {
    super();
    this.message = `The issue says something clinical in its own words (“${sentences[0]}”), so a reviewer with a licence in force has to approve it. Ask one, or take these words out.`;
  }
}

/** The message itself has something that must not leave. */
export class IssueNotReady extends Refusal {
  readonly code = 'ISSUE_NOT_READY';
  readonly message: string;
  constructor(
    /** What stops it. */
    readonly checks: readonly IssueCheck[],
  ) {
    super();
    this.message = `The issue cannot be sent as it is. ${checks[0]!.sentence}`;
  }
}

/** A test message did not get away. */
export class TestNotSent extends Refusal {
  readonly code = 'TEST_NOT_SENT';
  readonly message: string;
  constructor(reason: string) {
    super();
    this.message = `The test message was not handed over: ${reason} Nobody else got anything. Try again, or ask the operator.`;
  }
}

/** So many tests went out that the next has to wait. */
export class TooManyTests extends Refusal {
  readonly code = 'TOO_MANY_TESTS';
  readonly message: string;
  constructor(
    /** Test messages that a site may send in an hour. */
    readonly mostAnHour: number,
  ) {
    super();
    this.message = `This site sent ${mostAnHour} test messages within an hour, and no more go out now. Nothing was sent. Look at the preview, or try again later.`;
  }
}

/** The issue waits for no instant. */
export class NotScheduled extends Refusal {
  readonly code = 'NOT_SCHEDULED';
  readonly message = 'This issue is not scheduled any more. Load it again to see where it stands.';
}

/** Somebody set the digest anew meanwhile. */
export class DigestChanged extends Refusal {
  readonly code = 'DIGEST_CHANGED';
  readonly message =
    'Somebody changed the digest since you loaded it. Nothing of yours was saved. Load it again, and see what stands now.';
}
