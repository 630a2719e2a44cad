/** What the schema's enum values are inside: the words of our own tables. */
export const ENUM_VALUES = {
  Role: { AUTHOR: 'author', REVIEWER: 'reviewer', PUBLISHER: 'publisher', ADMIN: 'admin' },
  RiskClass: { LOW: 'low', STANDARD: 'standard', HIGH: 'high' },
  ReviewCaseState: {
    REQUESTED: 'requested',
    IN_REVIEW: 'inReview',
    CHANGES_REQUESTED: 'changesRequested',
    APPROVED: 'approved',
    WITHDRAWN: 'withdrawn',
    SUPERSEDED: 'superseded',
  },
  PublicationState: { LIVE: 'live', REPLACED: 'replaced', WITHDRAWN: 'withdrawn' },
  ScheduleState: { SCHEDULED: 'scheduled', FIRED: 'fired', REFUSED: 'refused', CANCELLED: 'cancelled' },
  TaskState: { OPEN: 'open', CLOSED: 'closed' },
  TaskKind: {
    PIECE_UPDATED: 'pieceUpdated',
    REFERENCE_RETRACTED: 'referenceRetracted',
    REFERENCE_SUPERSEDED: 'referenceSuperseded',
    REFERENCE_CONCERN: 'referenceConcern',
    CREDENTIAL_REVOKED: 'credentialRevoked',
    CREDENTIAL_EXPIRING: 'credentialExpiring',
    REVIEW_DUE: 'reviewDue',
    REVIEW_OVERDUE: 'reviewOverdue',
    WITHDRAWAL_UNCONFIRMED: 'withdrawalUnconfirmed',
    RECALL_OPEN: 'recallOpen',
    TRANSLATION_STALE: 'translationStale',
  },
} as const;
