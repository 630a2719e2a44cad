import type { Answered } from './api.js';
import type { Things } from './management-cases.js';

const later = () => new Date(Date.now() + 7 * 24 * 3600_000).toISOString();

/** Variables of the mutations about text that is public already and about its sources. */
export const OVERSIGHT_MUTATIONS: Readonly<Record<string, (things: Things) => Record<string, Answered>>> = {
  endSessions: ({ article }) => ({ id: article.id }),
  addReference: () => ({
    input: { site: 'harbor', kind: 'PMID', pmid: '11112222', title: 'Walking for back pain', year: 2020 },
  }),
  gradeReference: ({ reference }) => ({
    input: { site: 'harbor', id: reference.id, grade: 'moderate (GRADE)', jurisdiction: 'US' },
  }),
  markReference: ({ reference }) => ({
    input: {
      site: 'harbor',
      id: reference.id,
      status: 'CONCERN',
      supersededById: null,
      reason: 'A notice of the journal.',
    },
  }),
  confirmWithdrawal: ({ withdrawn }) => ({ publicationId: withdrawn.id }),
  reinstatePublication: ({ withdrawn }) => ({ publicationId: withdrawn.id }),
  openRecall: ({ revision }) => ({ input: { revisionIds: [revision.id], reason: 'A dose was wrong.' } }),
};

const SETTINGS = {
  ...{ name: 'Harbor Physio', locale: 'en', timeZone: 'America/Los_Angeles', url: 'https://harbor.example' },
  ...{ phone: '+1 555 0100', postalAddress: '1 Pier Road', country: 'US', senderEmail: 'news@harbor.example' },
};

/** Variables of the mutations about people, sites and tokens. */
export const STAFF_MUTATIONS: Readonly<Record<string, (things: Things) => Record<string, Answered>>> = {
  inviteStaff: () => ({ input: { site: 'harbor', name: 'Ana Ruiz', email: 'ana@harbor.example', roles: ['AUTHOR'] } }),
  inviteStaffAgain: ({ newcomer }) => ({ input: { site: 'harbor', id: newcomer.id } }),
  setStaffRoles: ({ newcomer }) => ({ input: { site: 'harbor', id: newcomer.id, roles: ['AUTHOR'] } }),
  deactivateStaff: ({ newcomer }) => ({ input: { site: 'harbor', id: newcomer.id } }),
  reactivateStaff: ({ newcomer }) => ({ input: { site: 'harbor', id: newcomer.id } }),
  confirmCredential: ({ credential }) => ({ credentialId: credential.id }),
  createSite: () => ({ input: { slug: 'lakeside', settings: SETTINGS } }),
  updateSite: () => ({ input: { site: 'harbor', settings: SETTINGS } }),
  enterCredential: () => ({
    input: {
      ...{ site: 'harbor', title: 'DPT', licenceNumber: '4711', region: 'US-OR', specialties: ['Spine'] },
      ...{ validFrom: new Date(0).toISOString(), validUntil: later() },
    },
  }),
  createApiToken: () => ({ input: { site: 'harbor', name: 'A mirror', scope: 'READ', days: 30 } }),
  revokeApiToken: ({ token }) => ({ id: token.id }),
  createSiteKey: () => ({ input: { site: 'harbor', name: 'The clinic site', scopes: ['READ'] } }),
  rotateSiteKey: ({ siteKey }) => ({ id: siteKey.id }),
  revokeSiteKey: ({ siteKey }) => ({ input: { id: siteKey.id } }),
  setPublicRead: () => ({ input: { site: 'harbor', allowed: true } }),
  setSiteOperations: () => ({ input: { site: 'harbor', manifests: ['{"a":"{ sites { slug } }"}'] } }),
};

/** Variables of the queries about the same. */
export const OVERSIGHT_QUERIES: Readonly<Record<string, (things: Things) => Record<string, Answered>>> = {
  staff: () => ({ site: 'harbor' }),
  sharedPieces: () => ({ site: 'harbor' }),
  staffMember: ({ newcomer }) => ({ site: 'harbor', id: newcomer.id }),
  apiTokens: () => ({ site: 'harbor' }),
  siteKeys: () => ({ site: 'harbor' }),
  siteOperations: () => ({ site: 'harbor' }),
  references: () => ({ site: 'harbor', status: 'UNCHECKED', search: 'a', first: 5, after: null }),
  reference: ({ reference }) => ({ site: 'harbor', id: reference.id }),
  reviewsOverdue: () => ({ site: 'harbor', first: 5, after: null }),
  reviewsDueSoon: () => ({ site: 'harbor', withinDays: 60, first: 5, after: null }),
  reviewsWithoutSpecialist: () => ({ site: 'harbor', first: 5, after: null }),
  approvalsByEndingCredential: () => ({ site: 'harbor', withinDays: 60, first: 5, after: null }),
  licences: () => ({ site: 'harbor', withinDays: 60, first: 5, after: null }),
  siteAsOf: () => ({ site: 'harbor', at: later(), first: 5, after: null }),
  reviewWorkload: () => ({ site: 'harbor' }),
  timeToApproval: () => ({ site: 'harbor', from: new Date(0).toISOString(), until: later() }),
  withdrawalsToConfirm: () => ({ site: 'harbor' }),
  recalls: () => ({ site: 'harbor', first: 5, after: null }),
  recall: ({ article }) => ({ id: article.id }),
  recallReach: ({ revision }) => ({ revisionIds: [revision.id] }),
};
