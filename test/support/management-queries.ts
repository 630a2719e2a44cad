import type { Answered } from './api.js';
import type { Things } from './management-cases.js';
import { OVERSIGHT_QUERIES } from './oversight-cases.js';

const later = () => new Date(Date.now() + 7 * 24 * 3600_000).toISOString();

/** Variables by query. A new query with arguments needs a line here. */
export const QUERIES: Readonly<Record<string, (things: Things) => Record<string, Answered>>> = {
  auditEntries: ({ article }) => ({ site: 'harbor', filter: { subjectId: article.id }, first: 5, after: null }),
  articles: () => ({ site: 'harbor', search: 'pain', status: 'LIVE', archived: false, first: 5, after: null }),
  article: ({ article }) => ({ id: article.id }),
  taxonomyTerms: () => ({ site: 'harbor', kind: 'CONDITION', search: 'back', archived: true, first: 5, after: null }),
  taxonomyTerm: ({ term }) => ({ site: 'harbor', id: term.id }),
  termsOfCode: () => ({ site: 'harbor', system: 'ICD_10_CM', code: 'M54.5' }),
  relatedArticles: ({ article }) => ({ articleId: article.id, locale: 'en', first: 5 }),
  revision: ({ revision }) => ({ id: revision.id }),
  revisionDiff: ({ revision }) => ({ from: revision.id, to: revision.id }),
  commentThreads: ({ openCase }) => ({
    revisionId: openCase.revision.id,
    filter: 'ALL',
    otherLocales: true,
    first: 5,
    after: null,
  }),
  colleagues: () => ({ site: 'harbor' }),
  presentEditors: ({ article }) => ({ articleId: article.id }),
  openReviewCases: () => ({ site: 'harbor', first: 5, after: null }),
  reviewCase: ({ openCase }) => ({ id: openCase.id }),
  publication: ({ publication }) => ({ id: publication.id }),
  publications: () => ({ site: 'harbor', first: 5, after: null }),
  articleAsOf: ({ publication }) => ({ site: 'harbor', locale: 'en', slug: publication.slug, at: later() }),
  publicationSchedules: () => ({ site: 'harbor', state: 'SCHEDULED' }),
  issues: () => ({ site: 'harbor', first: 5, after: null }),
  issue: ({ issue }) => ({ id: issue.id }),
  importBatches: () => ({ site: 'harbor', first: 5 }),
  importBatch: ({ importBatch }) => ({ id: importBatch.id }),
  importRecord: ({ imported }) => ({ id: imported.importRecord.id }),
  ...OVERSIGHT_QUERIES,
  tasks: ({ article }) => ({
    site: 'harbor',
    state: 'OPEN',
    kind: 'TRANSLATION_STALE',
    articleId: article.id,
    mine: false,
    first: 5,
    after: null,
  }),
  audience: () => ({ site: 'harbor' }),
  mediaAssets: () => ({ site: 'harbor', kind: 'PDF', search: 'plan', unused: true, missingRights: true, first: 5 }),
  mediaAsset: ({ medium }) => ({ id: medium.id }),
  piecesToRenew: () => ({ site: 'harbor' }),
  staleTranslations: () => ({ site: 'harbor' }),
};
