import type { Role } from '#platform';

/** Acts that belong to no site yet: whoever has the role anywhere may. */
export const OF_NO_SITE: readonly string[] = ['createSite'];

/** Who may do it, as the product promises it; written apart from the table that decides. */
export const MAY: Readonly<Record<string, readonly Role[]>> = {
  inviteStaff: ['admin'],
  inviteStaffAgain: ['admin'],
  setStaffRoles: ['admin'],
  deactivateStaff: ['admin'],
  reactivateStaff: ['admin'],
  confirmCredential: ['admin'],
  createSite: ['admin'],
  updateSite: ['admin'],
  enterCredential: ['author', 'reviewer', 'publisher', 'admin'],
  createApiToken: ['author', 'reviewer', 'publisher', 'admin'],
  revokeApiToken: ['author', 'reviewer', 'publisher', 'admin'],
  endSessions: ['author', 'reviewer', 'publisher', 'admin'],
  createPreviewLink: ['author', 'reviewer', 'publisher', 'admin'],
  takeNewestPiece: ['author', 'reviewer', 'publisher', 'admin'],
  startTranslation: ['author', 'reviewer', 'publisher', 'admin'],
  confirmTranslation: ['author', 'reviewer', 'publisher', 'admin'],
  createArticle: ['author', 'reviewer', 'publisher', 'admin'],
  saveRevision: ['author', 'reviewer', 'publisher', 'admin'],
  nameRevision: ['author', 'reviewer', 'publisher', 'admin'],
  announcePresence: ['author', 'reviewer', 'publisher', 'admin'],
  restoreRevision: ['author', 'reviewer', 'publisher', 'admin'],
  importArticle: ['author', 'publisher', 'admin'],
  startImport: ['author', 'publisher', 'admin'],
  cancelImport: ['author', 'publisher', 'admin'],
  stateRights: ['author', 'reviewer', 'publisher', 'admin'],
  undoDrop: ['author', 'reviewer', 'publisher', 'admin'],
  settleImport: ['author', 'reviewer', 'publisher', 'admin'],
  suggestRewrite: ['author', 'reviewer', 'publisher', 'admin'],
  suggestSummary: ['author', 'reviewer', 'publisher', 'admin'],
  acceptSuggestion: ['author', 'reviewer', 'publisher', 'admin'],
  declineSuggestion: ['author', 'reviewer', 'publisher', 'admin'],
  waiveFinding: ['author', 'reviewer', 'publisher', 'admin'],
  saveView: ['author', 'reviewer', 'publisher', 'admin'],
  removeView: ['author', 'reviewer', 'publisher', 'admin'],
  startCommentThread: ['author', 'reviewer', 'publisher', 'admin'],
  replyToComment: ['author', 'reviewer', 'publisher', 'admin'],
  editComment: ['author', 'reviewer', 'publisher', 'admin'],
  retractComment: ['author', 'reviewer', 'publisher', 'admin'],
  resolveCommentThread: ['author', 'reviewer', 'publisher', 'admin'],
  reopenCommentThread: ['author', 'reviewer', 'publisher', 'admin'],
  createTerm: ['publisher', 'admin'],
  updateTerm: ['publisher', 'admin'],
  archiveTerm: ['publisher', 'admin'],
  unarchiveTerm: ['publisher', 'admin'],
  classifyArticle: ['author', 'reviewer', 'publisher', 'admin'],
  changeSlug: ['author', 'reviewer', 'publisher', 'admin'],
  freeSlug: ['publisher', 'admin'],
  setRelatedArticles: ['author', 'reviewer', 'publisher', 'admin'],
  archiveArticle: ['author', 'publisher', 'admin'],
  unarchiveArticle: ['author', 'publisher', 'admin'],
  bulkArchiveArticles: ['author', 'publisher', 'admin'],
  bulkUnarchiveArticles: ['author', 'publisher', 'admin'],
  bulkClassifyArticles: ['author', 'reviewer', 'publisher', 'admin'],
  bulkRequestReview: ['author', 'publisher', 'admin'],
  requestReview: ['author', 'publisher', 'admin'],
  approveRevision: ['reviewer'],
  answerChecklist: ['author', 'reviewer', 'publisher', 'admin'],
  assignReviewer: ['author', 'reviewer', 'publisher', 'admin'],
  takeUpReview: ['reviewer'],
  declineReview: ['reviewer'],
  handOverReview: ['reviewer'],
  requestChanges: ['reviewer'],
  withdrawReviewCase: ['author', 'publisher', 'admin'],
  publish: ['publisher', 'admin'],
  schedulePublication: ['publisher', 'admin'],
  retrySchedule: ['publisher', 'admin'],
  planRelease: ['publisher', 'admin'],
  rehearseRelease: ['publisher', 'admin'],
  cancelRelease: ['publisher', 'admin'],
  retryRelease: ['publisher', 'admin'],
  addDestination: ['publisher', 'admin'],
  renameDestination: ['publisher', 'admin'],
  pauseDestination: ['publisher', 'admin'],
  resumeDestination: ['publisher', 'admin'],
  disableDestination: ['publisher', 'admin'],
  rotateDestinationSecret: ['publisher', 'admin'],
  testDestination: ['publisher', 'admin'],
  releaseParkedJob: ['publisher', 'admin'],
  replayDeliveries: ['publisher', 'admin'],
  setPublicationEnd: ['publisher', 'admin'],
  cancelSchedule: ['publisher', 'admin'],
  withdrawPublication: ['reviewer', 'publisher', 'admin'],
  confirmWithdrawal: ['reviewer', 'publisher', 'admin'],
  reinstatePublication: ['publisher', 'admin'],
  openRecall: ['reviewer', 'publisher', 'admin'],
  addReference: ['author', 'reviewer', 'publisher', 'admin'],
  gradeReference: ['reviewer', 'publisher', 'admin'],
  markReference: ['reviewer', 'publisher', 'admin'],
  composeIssue: ['publisher', 'admin'],
  freezeIssue: ['publisher', 'admin'],
  pauseIssue: ['publisher', 'admin'],
  resumeIssue: ['publisher', 'admin'],
  cancelIssue: ['publisher', 'admin'],
  importSubscribers: ['publisher', 'admin'],
  resolveUnknown: ['publisher', 'admin'],
  completeTask: ['reviewer', 'publisher', 'admin'],
  assignTask: ['reviewer', 'publisher', 'admin'],
  revokeCredential: ['admin'],
  describeMedia: ['author', 'reviewer', 'publisher', 'admin'],
  archiveMedia: ['author', 'publisher', 'admin'],
  restoreMedia: ['author', 'publisher', 'admin'],
};

/** Queries of which a role alone, beside being on the site, decides what they show. Every other shows all of its site. */
export const MAY_SEE: Readonly<Record<string, readonly Role[]>> = {
  audience: ['publisher', 'admin'],
  auditEntries: ['admin'],
  destinations: ['publisher', 'admin'],
  destination: ['publisher', 'admin'],
  deliveries: ['publisher', 'admin'],
  issues: ['publisher', 'admin'],
  auditChain: ['admin'],
  licences: ['admin'],
  staff: ['admin'],
  staffMember: ['admin'],
  issue: ['publisher', 'admin'],
};

/** Mutations of something that belongs to one person: beside the role, only who wrote it may. */
export const OWNERS_ONLY: readonly string[] = ['editComment', 'retractComment', 'removeView'];

/** The same, but an administrator may too. */
export const OWNERS_OR_ADMINS: readonly string[] = ['revokeApiToken'];

/** Of oneself alone: the case names nothing of theirs, because ending a person's session would end their questions. */
export const OF_ONESELF: readonly string[] = ['endSessions'];

/** What tells nothing about anybody, and answers whoever asks. */
export const OPEN_TO_ALL: readonly string[] = ['ping', 'workersAlive', 'destinationKinds', 'emergencyNumbers'];

/** Lists of what belongs to whoever asks: what one of the site's people sees the others need not. */
export const OWN_LISTS: readonly string[] = ['apiTokens', 'savedViews'];
