import type { Severity } from '../check.js';

/**
 * A rule tried on every sentence of the running text. Patterns have bounded gaps only, so that they stay linear.
 * `unless` names what makes the sentence acceptable.
 */
export interface SentenceRule {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly pattern: RegExp;
  readonly unless?: RegExp;
  /** "No treatment can guarantee" promises nothing: a denial in front, without a pause between, lets the sentence pass. */
  readonly notDenied?: true;
  /** What an editor does about it: one full sentence. */
  readonly message: string;
  /** Where the rule's statement comes from, for rules that contradict a text. */
  readonly source?: string;
  /** Not for patient stories: what a doctor told one person is not advice to the reader. */
  readonly adviceOnly?: true;
}
