import type { Severity } from '#quality';
import { WaiverNeedsColleague, WaiverNeedsReviewer } from './refusals.js';

/** Who wants to waive. */
export interface Waiver {
  /** Contributed to the text since its last approval in force. */
  readonly contributed: boolean;
  /** A clinical reviewer of the article's site with a licence in force. */
  readonly licensedReviewer: boolean;
}

/**
 * Who may waive what: a note, whoever may edit; what should be mended, only somebody who did not write the text; what
 * stops publishing, only a licensed clinical reviewer who did not write it. Null when this person may.
 */
export function waiverRefusal(severity: Severity, person: Waiver): WaiverNeedsColleague | WaiverNeedsReviewer | null {
  if (severity === 'note') return null;
  if (severity === 'block' && !person.licensedReviewer) return new WaiverNeedsReviewer();
  return person.contributed ? new WaiverNeedsColleague() : null;
}
