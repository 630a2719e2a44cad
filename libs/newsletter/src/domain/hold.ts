/** Why an issue was stopped by us, or waits. */
export type HoldCode =
  /** An article is not live, not approved or overdue. */
  | 'ARTICLE_NOT_SENDABLE'
  /** Too many people reported it as spam. */
  | 'COMPLAINTS'
  /** Too many messages bounced. */
  | 'BOUNCES'
  /** The database is a copy, or a replica that took over. */
  | 'RESTORED_COPY'
  /** The mail server cannot be used; it is tried again. */
  | 'MAIL_SERVER_AWAY';

/** The code with what its sentence needs: in every language the same. */
export type HoldFacts = {
  readonly code: HoldCode;
  /** Of the article; null for one that was never seen live. */
  readonly title?: string | null;
  /** Who complained, or whose message bounced, and of how many. */
  readonly people?: number;
  readonly of?: number;
  /** The mail server's words. */
  readonly reply?: string;
};

/** A reason in English, and the same as facts. */
export interface HoldReason {
  readonly reason: string;
  readonly facts: HoldFacts;
}

/** As it stands in the row of an issue. The facts name their sentence: with another one beside them they are out of date. */
export function heldBecause({ reason, facts }: HoldReason) {
  return { holdReason: reason, holdFacts: { ...facts, sentence: reason } };
}

/** The facts of an issue's reason; null when there is none, or none that belong to it. */
export function holdOf(issue: { readonly holdReason: string | null; readonly holdFacts: unknown }): HoldFacts | null {
  const stored = issue.holdFacts as (HoldFacts & { readonly sentence?: unknown }) | null;
  return issue.holdReason !== null && stored?.sentence === issue.holdReason ? stored : null;
}
