/** What a kind of task asks for, and how it ends. */
interface TaskKindRule {
  /** What to do, as a sentence for the person who does it. */
  readonly todo: string;
  /** `person`: somebody says that it is done. `reason`: it ends only with the act or the fact it waits for. */
  readonly endsBy: 'person' | 'reason';
}

/** Every kind of task there is. */
export const TASK_KINDS = {
  pieceUpdated: {
    todo: 'A shared piece of this article has a newer approved version. Take it over and have the article reviewed.',
    endsBy: 'person',
  },
  referenceRetracted: {
    todo: 'A reference of this article was retracted. Check every claim that rests on it, replace it, and ask for a review.',
    endsBy: 'person',
  },
  referenceSuperseded: {
    todo: 'A reference of this article was superseded. Compare the article with the newer source, and ask for a review.',
    endsBy: 'person',
  },
  referenceConcern: {
    todo: 'An expression of concern was published about a reference of this article. Decide whether the claim still stands.',
    endsBy: 'person',
  },
  credentialRevoked: {
    todo: 'The licence under which this article was approved was revoked or has ended. Have another reviewer approve it.',
    endsBy: 'person',
  },
  credentialExpiring: {
    todo: 'The licence under which this article was approved is about to expire. Renew it, or plan another review.',
    endsBy: 'person',
  },
  riskRaised: {
    todo: 'The risk class of this article was raised after its approval. Have it reviewed under the stricter rules.',
    endsBy: 'person',
  },
  reviewDue: {
    todo: 'The review of this article is due soon. Ask for a review, or renew it without change.',
    endsBy: 'reason',
  },
  reviewOverdue: {
    todo: 'The review of this article is overdue. Review it again now, or withdraw it.',
    endsBy: 'reason',
  },
  withdrawalUnconfirmed: {
    todo: 'One person withdrew this article. A second person confirms the withdrawal, or reinstates the article.',
    endsBy: 'reason',
  },
  recallOpen: {
    todo: 'A revision of this article was recalled. Correct the text, have it approved and publish the correction.',
    endsBy: 'reason',
  },
  translationStale: {
    todo: 'The text this translation was made from has changed. Bring the translation up to date and have it reviewed.',
    endsBy: 'person',
  },
} as const satisfies Record<string, TaskKindRule>;

export type TaskKind = keyof typeof TASK_KINDS;

/** What a kind asks for. A kind of a later release, met while a release rolls out, says so. */
export function todoOf(kind: string): string {
  return TASK_KINDS[kind as TaskKind]?.todo ?? 'Open the article and see what it needs.';
}

/** True when a person may say that a task of this kind is done. */
export function endsByPerson(kind: string): boolean {
  return TASK_KINDS[kind as TaskKind]?.endsBy === 'person';
}
