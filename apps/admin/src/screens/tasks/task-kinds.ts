import type { TaskKind } from '../../gql/operations';

/** What a task can be about, with whether a person says that it is done; the others end with what they wait for. */
const KINDS: Readonly<Record<TaskKind, 'person' | 'reason'>> = {
  PIECE_UPDATED: 'person',
  REFERENCE_RETRACTED: 'person',
  REFERENCE_SUPERSEDED: 'person',
  REFERENCE_CONCERN: 'person',
  CREDENTIAL_REVOKED: 'person',
  CREDENTIAL_EXPIRING: 'person',
  RISK_RAISED: 'person',
  REVIEW_DUE: 'reason',
  REVIEW_OVERDUE: 'reason',
  WITHDRAWAL_UNCONFIRMED: 'reason',
  RECALL_OPEN: 'reason',
  TRANSLATION_STALE: 'reason',
};

export const TASK_KINDS = Object.keys(KINDS) as TaskKind[];

/** True when somebody says that the work was done; the server decides. */
export const endsByPerson = (kind: TaskKind): boolean => KINDS[kind] === 'person';
