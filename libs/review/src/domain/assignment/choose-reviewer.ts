/** Why somebody cannot be asked to review a case. */
export type ReviewerObstacle = 'contributor' | 'noLicence' | 'conflictOfInterest' | 'assigned' | 'approved';

/** A reviewer of the article's site, as the choice sees them. */
export interface Candidate {
  readonly userId: string;
  /** Holds a specialty of the topic. */
  readonly specialist: boolean;
  /** Reviews that wait for this person now. */
  readonly openReviews: number;
  /** When this person was last asked for any review. */
  readonly lastAssignedAt: Date | null;
  readonly obstacle: ReviewerObstacle | null;
}

/**
 * Whom to ask: a specialist before others, then who has least to do, then who was asked longest ago. The id decides what
 * is left, so that the same facts give the same choice.
 *
 * @param mustBeSpecialist the last place of a review that needs one goes to nobody else
 */
export function chooseReviewer(candidates: readonly Candidate[], mustBeSpecialist: boolean): Candidate | null {
  const free = candidates.filter(({ obstacle, specialist }) => obstacle === null && (specialist || !mustBeSpecialist));
  const asked = ({ lastAssignedAt }: Candidate) => lastAssignedAt?.getTime() ?? 0;
  const [first] = free.sort(
    (a, b) =>
      Number(b.specialist) - Number(a.specialist) ||
      a.openReviews - b.openReviews ||
      asked(a) - asked(b) ||
      (a.userId < b.userId ? -1 : 1),
  );
  return first ?? null;
}
