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
} as const;
