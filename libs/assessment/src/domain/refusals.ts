import { Refusal } from '#kernel';
import type { Finding } from '#quality';

const NAMED = 3;

/** What the checks found stands in the way. Names every finding with its place. */
export class FindingsOpen extends Refusal {
  readonly code = 'FINDINGS_OPEN';
  readonly message: string;
  constructor(readonly findings: readonly Finding[]) {
    super();
    const named = [...new Set(findings.map(({ code }) => code))];
    const more = named.length > NAMED ? ` and ${named.length - NAMED} more kinds` : '';
    const count = findings.length === 1 ? 'One finding' : `${findings.length} findings`;
    this.message = `${count} must be mended or waived first: ${named.slice(0, NAMED).join(', ')}${more}.`;
  }
}

/** This revision has no finding of that key. */
export class FindingGone extends Refusal {
  readonly code = 'FINDING_GONE';
  readonly message = 'The checks do not find this in the text any more. Reload to see what they find now.';
}

/** Whoever wrote part of a text does not wave it through. */
export class WaiverNeedsColleague extends Refusal {
  readonly code = 'WAIVER_NEEDS_COLLEAGUE';
  readonly message =
    'You changed this text since its last approval, so you may waive notes only. Mend the passage, or ask a colleague who did not write it.';
}

/** What stops publishing is waived by a clinician who answers for it with a licence. */
export class WaiverNeedsReviewer extends Refusal {
  readonly code = 'WAIVER_NEEDS_REVIEWER';
  readonly message =
    'This finding stops publishing. Mend the passage, or ask a clinical reviewer with a licence in force to waive it.';
}

/** Suggestions are optional: without a provider everything else works as before. */
export class AssistDisabled extends Refusal {
  readonly code = 'ASSIST_DISABLED';
  readonly message = 'No language model is set up here. Reword the passage by hand, or ask your operator for one.';
}

/** The provider did not answer with a proposal. Nothing was stored. */
export class AssistUnavailable extends Refusal {
  readonly code = 'ASSIST_UNAVAILABLE';
  readonly message = 'The language model did not answer with a suggestion. Try again later, or reword it by hand.';
}

/** Words that could tell who somebody is are sent to nobody. */
export class AssistTextPrivate extends Refusal {
  readonly code = 'ASSIST_TEXT_PRIVATE';
  readonly message =
    'This text names a person, a phone number, an address or a date of birth, and is not sent to a language model. Take that out first.';
}
