import { NotFound, Refusal } from '#kernel';

export class NotApproved extends Refusal {
  readonly code = 'NOT_APPROVED';
  readonly message =
    'No approval in force covers exactly this text. Ask for a review of this revision, then publish it.';
}

export class ReviewOverdue extends Refusal {
  readonly code = 'REVIEW_OVERDUE';
  constructor(readonly message: string) {
    super();
  }
}

export class RevisionRecalled extends Refusal {
  readonly code = 'REVISION_RECALLED';
  readonly message =
    'This text was recalled and may not be public again. Correct it, have it approved and publish that.';
}

export class AlreadyLive extends Refusal {
  readonly code = 'ALREADY_LIVE';
  readonly message = 'Exactly this revision is live on this site already. There is nothing to do.';
  constructor(readonly publicationId: string) {
    super();
  }
}

export class AddressTaken extends Refusal {
  readonly code = 'ADDRESS_TAKEN';
  readonly message =
    'Another article is live under this address on this site. Withdraw that one, or change this address.';
}

export class AlreadyScheduled extends Refusal {
  readonly code = 'ALREADY_SCHEDULED';
  readonly message = 'This article waits for an instant on this site already. Cancel that first.';
  constructor(readonly scheduleId: string) {
    super();
  }
}

export class ScheduleMovedOn extends Refusal {
  readonly code = 'SCHEDULE_MOVED_ON';
  readonly message = 'This schedule fired, was refused or was cancelled meanwhile. Reload to see where it stands.';
}

export class NotLive extends Refusal {
  readonly code = 'NOT_LIVE';
  readonly message = 'This is not live any more. Reload to see what the site shows now.';
}

/** The source of a translation changed clinically after the translation was made. */
export class TranslationStale extends Refusal {
  readonly code = 'TRANSLATION_STALE';
  readonly message: string;
  constructor(
    readonly sourceLocale: string,
    /** The revision of the source that the translation must be held against. */
    readonly sourceRevisionId: string,
  ) {
    super();
    this.message = `The text in ${sourceLocale} changed clinically after this translation was made. Bring the translation up to date, or confirm that it still says the same.`;
  }
}

/** Clocks are put forward over this time: it does not exist on that day. */
export class TimeSkipped extends Refusal {
  readonly code = 'TIME_SKIPPED';
  readonly message: string;
  constructor(
    readonly localTime: string,
    readonly timeZone: string,
    /** What the clock shows at the moment at which the time asked for would have been. */
    readonly nextTime: string,
  ) {
    super();
    this.message = `Clocks in ${timeZone} are put forward over ${spoken(localTime)}: that time does not exist. Choose ${spoken(nextTime)} or later, or a time before the change.`;
  }
}

/** Clocks are put back over this time: it comes twice on that day. */
export class TimeRepeated extends Refusal {
  readonly code = 'TIME_REPEATED';
  readonly message: string;
  constructor(
    readonly localTime: string,
    readonly timeZone: string,
    readonly earlier: Date,
    readonly later: Date,
  ) {
    super();
    this.message = `Clocks in ${timeZone} are put back over ${spoken(localTime)}: that time comes twice. Say whether you mean the earlier or the later one.`;
  }
}

/** The schedule is not parked, so there is nothing to try again. */
export class ScheduleNotParked extends Refusal {
  readonly code = 'SCHEDULE_NOT_PARKED';
  readonly message = 'This schedule is not parked. Reload to see where it stands.';
}

/** The site keeps the text it shows for a while. */
export class UpdateHeld extends Refusal {
  readonly code = 'UPDATE_HELD';
  readonly message: string;
  constructor(
    readonly publicationId: string,
    readonly until: Date,
    readonly reason: string,
  ) {
    super();
    this.message = `This site keeps the text it shows until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${reason.replace(/[.!?]?$/, '.')} Accept the update at the site, wait until then, or withdraw the text when it is unsafe.`;
  }
}

/** Nobody asked that updates of it wait. */
export class NotHeld extends Refusal {
  readonly code = 'NOT_HELD';
  readonly message = 'This site does not wait with updates of this text. Publish the update as usual.';
}

/** Something keeps texts of a release back, so none of it is planned. */
export class ReleaseBlocked extends Refusal {
  readonly code = 'RELEASE_BLOCKED';
  readonly message: string;
  constructor(
    readonly obstacles: readonly {
      readonly revisionId: string | null;
      readonly code: string;
      readonly message: string;
    }[],
  ) {
    super();
    const texts = new Set(obstacles.map(({ revisionId }) => revisionId)).size;
    this.message = `${texts} of these texts cannot go live at that instant. Clear what stands with each of them, or leave them out.`;
  }
}

/** The release is in another state by now. */
export class ReleaseMovedOn extends Refusal {
  readonly code = 'RELEASE_MOVED_ON';
  readonly message: string;
  constructor(readonly state: string) {
    super();
    this.message = `This release is ${state} by now, so this cannot be done. Reload to see where it stands.`;
  }
}

function spoken(localTime: string): string {
  return localTime.replace('T', ' at ');
}

/** For a publication that does not exist or belongs to somebody else's site: the two look alike. */
export function publicationNotFound(): NotFound {
  return new NotFound('There is no such publication at your sites. Open it from the list of what is live.');
}
