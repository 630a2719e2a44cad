import type { Role } from '#platform';

/** Who may do it, as the product promises it; written apart from the table that decides. */
export const MAY: Readonly<Record<string, readonly Role[]>> = {
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
  stateRights: ['author', 'reviewer', 'publisher', 'admin'],
  undoDrop: ['author', 'reviewer', 'publisher', 'admin'],
  settleImport: ['author', 'reviewer', 'publisher', 'admin'],
  waiveFinding: ['author', 'reviewer', 'publisher', 'admin'],
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
  cancelSchedule: ['publisher', 'admin'],
  withdrawPublication: ['reviewer', 'publisher', 'admin'],
  composeIssue: ['publisher', 'admin'],
  freezeIssue: ['publisher', 'admin'],
  pauseIssue: ['publisher', 'admin'],
  resumeIssue: ['publisher', 'admin'],
  cancelIssue: ['publisher', 'admin'],
  completeTask: ['reviewer', 'publisher', 'admin'],
  assignTask: ['reviewer', 'publisher', 'admin'],
  describeMedia: ['author', 'reviewer', 'publisher', 'admin'],
  archiveMedia: ['author', 'publisher', 'admin'],
  restoreMedia: ['author', 'publisher', 'admin'],
};

/** Queries of which a role alone, beside being on the site, decides what they show. Every other shows all of its site. */
export const MAY_SEE: Readonly<Record<string, readonly Role[]>> = {
  audience: ['publisher', 'admin'],
  auditEntries: ['admin'],
  issues: ['publisher', 'admin'],
  issue: ['publisher', 'admin'],
};

/** Mutations of something that belongs to one person: beside the role, only who wrote it may. */
export const OWNERS_ONLY: readonly string[] = ['editComment', 'retractComment'];

/** What tells nothing about anybody, and answers whoever asks. */
export const OPEN_TO_ALL: readonly string[] = ['ping'];
