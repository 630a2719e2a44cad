/** How grave the changes of a source are for its translation. */
export type Severity = 'minor' | 'clinical';

/** One later revision of the source. */
export interface SourceStep {
  readonly id: string;
  readonly number: number;
  readonly editClass: string;
  readonly translatableHash: string;
  /** An approval in force covers its text. */
  readonly approved: boolean;
}

/** What became of a source since a translation was made from it. Null severity: nothing that a translator must say. */
export interface Staleness {
  /** Up to the newest approved revision of the source: what the public may be told in the other language. */
  readonly approved: SourceChange;
  /** Up to the newest revision, whatever its state. */
  readonly newest: SourceChange;
}

export interface SourceChange {
  /** The revision of the source it is about; null when there is none after the basis. */
  readonly revisionId: string | null;
  readonly severity: Severity | null;
}

/**
 * Compares what a translation stands on with what its source says later. Only what a translator must say counts: a save
 * that changed a picture, a link or emphasis makes nothing stale, and neither does a change that was taken back. The
 * gravest edit class of the revisions that did change the words is the severity.
 *
 * @param steps the revisions of the source after the basis, by rising number
 */
export function stalenessOf(basisHash: string, steps: readonly SourceStep[]): Staleness {
  const lastApproved = steps.map(({ approved }) => approved).lastIndexOf(true);
  return {
    approved: changeUpTo(basisHash, steps.slice(0, lastApproved + 1)),
    newest: changeUpTo(basisHash, steps),
  };
}

function changeUpTo(basisHash: string, steps: readonly SourceStep[]): SourceChange {
  const last = steps.at(-1);
  if (!last) return { revisionId: null, severity: null };
  if (last.translatableHash === basisHash) return { revisionId: last.id, severity: null };
  const clinical = steps.some(
    ({ translatableHash, editClass }, index) =>
      // An edit class that this code does not know is taken for the graver one.
      translatableHash !== (steps[index - 1]?.translatableHash ?? basisHash) && editClass !== 'minor',
  );
  return { revisionId: last.id, severity: clinical ? 'clinical' : 'minor' };
}
