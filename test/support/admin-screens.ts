/** What the address of a screen needs to be about something that is there. */
export interface ScreenIds {
  readonly articleId: string;
  readonly revisionId: string;
  readonly termId: string;
  readonly personId: string;
  readonly siteSlug: string;
}

/** An id of nothing: a screen says so in words, and is looked at like any other. */
const NOTHING = '01900000-0000-7000-8000-000000000000';

/**
 * Every route of the admin UI, as its router has it, with an address of it. What an administrator of the demo sees;
 * where the demo has nothing yet, the screen that says so.
 */
export const ADMIN_SCREENS: Readonly<Record<string, (ids: ScreenIds) => string>> = {
  '/sign-in': () => '/sign-in',
  '/forgot-password': () => '/forgot-password',
  '/choose-password': () => '/choose-password?token=abc',
  '/': () => '/',
  '/articles': () => '/articles',
  '/articles/new': () => '/articles/new',
  '/articles/import': () => '/articles/import',
  '/articles/$articleId': ({ articleId }) => `/articles/${articleId}`,
  '/articles/$articleId/about': ({ articleId }) => `/articles/${articleId}/about`,
  '/articles/$articleId/edit': ({ articleId }) => `/articles/${articleId}/edit`,
  '/preview/$revisionId': ({ revisionId }) => `/preview/${revisionId}`,
  '/reviews': () => '/reviews',
  '/tasks': () => '/tasks',
  '/account': () => '/account',
  '/library': () => '/library',
  '/library/media': () => '/library/media?site=harbor',
  '/library/media/$mediaId': () => `/library/media/${NOTHING}`,
  '/library/references': () => '/library/references?site=harbor',
  '/library/references/$referenceId': () => `/library/references/${NOTHING}`,
  '/library/pieces': () => '/library/pieces?site=harbor',
  '/library/pieces/$articleId': ({ articleId }) => `/library/pieces/${articleId}`,
  '/library/terms': () => '/library/terms?site=harbor&kind=CONDITION',
  '/library/terms/$termId': ({ termId }) => `/library/terms/${termId}?site=harbor`,
  '/publishing': () => '/publishing',
  '/publishing/calendar': () => '/publishing/calendar',
  '/publishing/releases': () => '/publishing/releases',
  '/publishing/releases/new': () => '/publishing/releases/new?site=harbor',
  '/publishing/releases/$releaseId': () => `/publishing/releases/${NOTHING}`,
  '/publishing/deliveries': () => '/publishing/deliveries?site=harbor',
  '/publishing/destinations': () => '/publishing/destinations?site=harbor',
  '/publishing/destinations/$destinationId': () => `/publishing/destinations/${NOTHING}`,
  '/publishing/jobs': () => '/publishing/jobs',
  '/publishing/recalls': () => '/publishing/recalls?site=harbor',
  '/publishing/recalls/new': () => '/publishing/recalls/new',
  '/publishing/recalls/$recallId': () => `/publishing/recalls/${NOTHING}`,
  '/newsletters': () => '/newsletters?site=harbor',
  '/newsletters/new': () => '/newsletters/new?site=harbor',
  '/newsletters/$issueId': () => `/newsletters/${NOTHING}`,
  '/newsletters/audience': () => '/newsletters/audience?site=harbor',
  '/newsletters/audience/import': () => '/newsletters/audience/import?site=harbor',
  '/reports': () => '/reports?site=harbor&report=dueSoon&days=365',
  '/newsletters/audience/people': () => '/newsletters/audience/people?site=harbor',
  '/newsletters/audience/suppressions': () => '/newsletters/audience/suppressions?site=harbor',
  '/newsletters/digest': () => '/newsletters/digest?site=harbor',
  '/newsletters/domain': () => '/newsletters/domain?site=harbor',
  '/newsletters/audience/erasure': () => '/newsletters/audience/erasure?site=harbor',
  '/people': () => '/people?site=harbor',
  '/people/$personId': ({ personId }) => `/people/${personId}?site=harbor`,
  '/settings/sites': () => '/settings/sites',
  '/settings/sites/$siteSlug': ({ siteSlug }) => `/settings/sites/${siteSlug}`,
  '/settings/tokens': () => '/settings/tokens?site=harbor',
  '/settings/keys': () => '/settings/keys?site=harbor',
  '/settings/audit': () => '/settings/audit?site=harbor',
};
