/** What became of a reference. */
export type EvidenceStatus = 'unchecked' | 'ok' | 'concern' | 'retracted' | 'superseded';

/** A status that somebody or some register states. */
export type StatedStatus = Exclude<EvidenceStatus, 'unchecked'>;

/** Those that ask people to look at every article that uses it. */
export const TROUBLED: readonly EvidenceStatus[] = ['concern', 'retracted', 'superseded'];

const WEIGHT: Readonly<Record<EvidenceStatus, number>> = {
  unchecked: 0,
  ok: 1,
  concern: 2,
  superseded: 3,
  retracted: 4,
};

/**
 * Whether a register's answer replaces what is known. It may only make it worse: a register that has lost a retraction, or
 * answers about another work, must not quietly clear a text. A person may take it back.
 */
export function registerMaySay(known: EvidenceStatus, said: StatedStatus): boolean {
  return WEIGHT[said] > WEIGHT[known];
}
