import { build } from '#document';
import type { Answered, Api } from './api.js';
import { ASSIST_MUTATIONS, anOpenSuggestion } from './assist-cases.js';
import { GOOD_CHECKLISTS } from './checklists.js';
import {
  addDestination,
  composeIssue,
  importThings,
  oldCredential,
  openTask,
  ownThings,
  parkJob,
  uploadMedium,
} from './management-things.js';
import { OVERSIGHT_MUTATIONS, STAFF_MUTATIONS } from './oversight-cases.js';

export { managementSchema, operationOf } from './management-schema.js';

/** One of each thing that an operation can be about, all at the demo's first site. */
export interface Things {
  readonly article: Answered;
  readonly revision: Answered;
  readonly openCase: Answered;
  readonly publication: Answered;
  /** Taken off by the administrator, and looked at by nobody else yet. */
  readonly withdrawn: Answered;
  readonly schedule: Answered;
  readonly release: Answered;
  readonly destination: Answered;
  readonly issue: Answered;
  readonly spareIssue: Answered;
  readonly term: Answered;
  readonly task: Answered;
  readonly reference: Answered;
  readonly thread: Answered;
  readonly medium: Answered;
  readonly imported: Answered;
  readonly importBatch: Answered;
  readonly credential: Answered;
  readonly parkedJob: Answered;
  /** What a language model proposed for the article, and nobody decided on. */
  readonly suggestion: Answered;
  /** Invited, and has chosen no password yet. */
  readonly newcomer: Answered;
  /** A token and a saved view of the publisher. */
  readonly token: Answered;
  /** A key of the site, with one secret. */
  readonly siteKey: Answered;
  readonly view: Answered;
}

const DOCUMENT = build.doc(build.p('Walk a little every day.'));

const ARTICLES = `{ articles(site: "harbor") { edges { node { id slug status newestRevision { id contentHash findings { key } }
  openReviewCase { id contentHash revision { id } } } } } }`;

/** Finds a thing of each kind among the demo's, and makes what the demo does not have. */
export async function findThings(api: Api): Promise<Things> {
  const { articles } = await api.jo.ask(ARTICLES);
  const nodes: Answered[] = articles.edges.map((edge: Answered) => edge.node);
  const article = nodes.find((node) => node.status === 'WORKING_COPY');
  const openCase = nodes.find((node) => node.openReviewCase).openReviewCase;
  const { publications } = await api.jo.ask(
    '{ publications(site: "harbor") { edges { node { id slug revision { id } } } } }',
  );
  const publication = publications.edges[0].node;
  const withdrawn = publications.edges.at(-1).node;
  await api.lee.ask(
    'mutation ($input: WithdrawPublicationInput!) { withdrawPublication(input: $input) { __typename } }',
    { input: { publicationId: withdrawn.id, reason: 'A second person looks at it.' } },
  );
  const publishAt = new Date(Date.now() + 30 * 24 * 3600_000).toISOString();
  const { schedulePublication: schedule } = await api.jo.ask(
    'mutation ($input: SchedulePublicationInput!) { schedulePublication(input: $input) { ... on PublicationSchedule { id } } }',
    { input: { site: 'harbor', revisionId: publication.revision.id, publishAt } },
  );
  const { planRelease: release } = await api.jo.ask(
    'mutation ($input: PlanReleaseInput!) { planRelease(input: $input) { ... on Release { id } } }',
    {
      input: {
        site: 'harbor',
        name: 'Summer',
        revisionIds: [publication.revision.id],
        publishAt: { at: publishAt },
        key: 'summer',
      },
    },
  );
  const issue = await composeIssue(api, publication.id);
  const spareIssue = await composeIssue(api, publication.id);
  const task = await openTask(api, article.id);
  const { references } = await api.jo.ask('{ references(site: "harbor", first: 1) { edges { node { id } } } }');
  const reference = references.edges[0].node;
  const { startCommentThread: thread } = await api.jo.ask(
    `mutation ($input: StartCommentThreadInput!) { startCommentThread(input: $input) {
       ... on CommentThread { id comments { id } } } }`,
    { input: commentOn(openCase) },
  );
  const { createTerm: term } = await api.jo.ask(
    'mutation ($input: CreateTermInput!) { createTerm(input: $input) { ... on Term { id } } }',
    { input: { site: 'harbor', kind: 'CONDITION', labels: [{ locale: 'en', label: 'Turf toe' }] } },
  );
  await api.jo.ask('mutation ($input: ChangeSlugInput!) { changeSlug(input: $input) { __typename } }', {
    input: { articleId: article.id, locale: 'en', slug: `moved-${article.slug}`.slice(0, 100) },
  });
  const medium = await uploadMedium(api);
  const imports = await importThings(api);
  const credential = await oldCredential(api);
  const belongings = await ownThings(api);
  const suggestion = await anOpenSuggestion(api, article.newestRevision.id);
  const known = {
    openCase,
    publication,
    withdrawn,
    schedule,
    release,
    destination: await addDestination(api),
    parkedJob: await parkJob(api),
    issue,
    spareIssue,
    task,
    reference,
    term,
    thread,
    medium,
    credential,
    suggestion,
  };
  return { article, revision: article.newestRevision, ...known, ...imports, ...belongings };
}

const commentOn = ({ revision, contentHash }: Answered) => ({
  revisionId: revision.id,
  contentHash,
  place: { path: 'title', from: 0, to: 4, endPath: null },
  text: 'Is this the right word?',
  mentions: [],
});

const later = () => new Date(Date.now() + 7 * 24 * 3600_000).toISOString();
const text = (words: string) => Buffer.from(words).toString('base64');

/** Variables that would do something, by mutation. A new mutation needs a line here. */
const SAYS = { preheader: 'New guides', intro: 'Hello.' };

export const MUTATIONS: Readonly<Record<string, (things: Things) => Record<string, Answered>>> = {
  createArticle: () => ({
    input: {
      site: 'harbor',
      locale: 'en',
      topic: 'Walking',
      riskClass: 'LOW',
      slug: null,
      title: `Walking ${Math.random()}`,
      summary: 'A little.',
      document: DOCUMENT,
      references: [],
    },
  }),
  saveRevision: ({ article, revision }) => ({
    input: {
      articleId: article.id,
      locale: 'en',
      baseRevisionId: revision.id,
      baseContentHash: revision.contentHash,
      title: 'Changed',
      summary: 'Changed.',
      document: DOCUMENT,
      references: [],
      reason: 'A test.',
      editClass: 'MINOR',
    },
  }),
  nameRevision: ({ openCase }) => ({
    input: { revisionId: openCase.revision.id, contentHash: openCase.contentHash, name: 'As sent' },
  }),
  createPreviewLink: ({ openCase }) => ({ input: { revisionId: openCase.revision.id, minutes: 5 } }),
  announcePresence: ({ article }) => ({ input: { articleId: article.id, locale: 'en' } }),
  restoreRevision: ({ publication }) => ({
    input: { revisionId: publication.revision.id, newestRevisionId: publication.revision.id, reason: 'A test.' },
  }),
  importArticle: () => ({
    input: {
      site: 'harbor',
      locale: 'en',
      topic: 'Walking',
      fileName: 'walk.txt',
      contentBase64: text(`Walking ${Math.random()}\n\nWalk a little every day.\n`),
    },
  }),
  startImport: () => ({
    input: {
      site: 'harbor',
      locale: 'en',
      topic: 'Walking',
      files: [{ fileName: 'walks.html', contentBase64: text(`<p>Walking ${Math.random()}</p>`) }],
    },
  }),
  cancelImport: ({ importBatch }) => ({ id: importBatch.id }),
  stateRights: ({ imported }) => ({
    input: { importRecordId: imported.importRecord.id, rights: 'OWNED', note: 'Written by the practice.' },
  }),
  undoDrop: ({ imported }) => ({ input: { importRecordId: imported.importRecord.id, dropId: 'd1' } }),
  settleImport: ({ imported }) => ({
    input: {
      importRecordId: imported.importRecord.id,
      take: true,
      newestRevisionId: imported.article.newestRevision.id,
    },
  }),
  waiveFinding: ({ revision }) => ({
    input: { revisionId: revision.id, findingKey: revision.findings[0].key, reason: 'It is meant so.' },
  }),
  saveView: () => ({ input: { site: 'harbor', name: 'Live', query: 'status=LIVE' } }),
  removeView: ({ view }) => ({ id: view.id }),
  startCommentThread: ({ openCase }) => ({ input: commentOn(openCase) }),
  replyToComment: ({ thread }) => ({ input: { threadId: thread.id, text: 'I think so.', mentions: [] } }),
  editComment: ({ thread }) => ({
    input: { commentId: thread.comments[0].id, version: 1, text: 'Another word?', mentions: [] },
  }),
  retractComment: ({ thread }) => ({ id: thread.comments[0].id }),
  resolveCommentThread: ({ thread }) => ({ id: thread.id }),
  reopenCommentThread: ({ thread }) => ({ id: thread.id }),
  createTerm: () => ({
    input: {
      site: 'harbor',
      kind: 'CONDITION',
      key: null,
      parentId: null,
      labels: [{ locale: 'en', label: `Condition ${Math.random()}`, synonyms: ['Word'] }],
      codes: [{ system: 'ICD_10_CM', code: 'M54.5', status: 'RETIRED', replacedBy: ['M54.50'] }],
    },
  }),
  updateTerm: ({ term }) => ({
    input: {
      termId: term.id,
      parentId: null,
      labels: [{ locale: 'en', label: 'Turf toe', synonyms: ['Toe'] }],
      codes: [{ system: 'MESH', code: 'D017116', status: 'ACTIVE', replacedBy: [] }],
    },
  }),
  mergeTerm: ({ term }) => ({ input: { termId: term.id, intoId: term.id } }),
  archiveTerm: ({ term }) => ({ input: { site: 'harbor', termId: term.id } }),
  unarchiveTerm: ({ term }) => ({ input: { site: 'harbor', termId: term.id } }),
  classifyArticle: ({ article, term }) => ({
    input: {
      articleId: article.id,
      topic: 'Hips',
      bodyRegionIds: [],
      conditionIds: [term.id],
      audienceIds: [],
      riskClass: 'HIGH',
      contentType: 'article',
    },
  }),
  changeSlug: ({ article }) => ({ input: { articleId: article.id, locale: 'en', slug: 'another-address' } }),
  freeSlug: ({ article }) => ({ input: { locale: 'en', slug: article.slug } }),
  setRelatedArticles: ({ article }) => ({ input: { articleId: article.id, relatedIds: [] } }),
  archiveArticle: ({ article }) => ({ id: article.id }),
  unarchiveArticle: ({ article }) => ({ id: article.id }),
  bulkArchiveArticles: ({ article }) => ({ input: { site: 'harbor', articleIds: [article.id] } }),
  bulkUnarchiveArticles: ({ article }) => ({ input: { site: 'harbor', articleIds: [article.id] } }),
  bulkClassifyArticles: ({ article, term }) => ({
    input: {
      site: 'harbor',
      articleIds: [article.id],
      topic: 'Hips',
      bodyRegionIds: [],
      conditionIds: [term.id],
      audienceIds: [],
      riskClass: 'HIGH',
      contentType: 'article',
    },
  }),
  bulkRequestReview: ({ article }) => ({
    input: { site: 'harbor', articleIds: [article.id], locale: 'en', note: 'Please.' },
  }),
  requestReview: ({ revision }) => ({ input: { revisionId: revision.id, note: 'Please.' } }),
  approveRevision: ({ openCase }) => ({
    input: {
      caseId: openCase.id,
      contentHash: openCase.contentHash,
      statement: 'I read the whole text.',
      conflictOfInterest: 'none',
      reviewDueAt: later(),
      editClass: 'CLINICAL',
      checklists: GOOD_CHECKLISTS,
    },
  }),
  answerChecklist: ({ revision }) => ({
    input: { revisionId: revision.id, contentHash: revision.contentHash, sheet: GOOD_CHECKLISTS[0] },
  }),
  assignReviewer: ({ openCase }) => ({ input: { caseId: openCase.id, reviewerId: null, dueAt: later() } }),
  takeUpReview: ({ openCase }) => ({ id: openCase.id }),
  declineReview: ({ openCase }) => ({ input: { caseId: openCase.id, reason: 'NO_TIME', note: null } }),
  handOverReview: ({ openCase }) => ({ input: { caseId: openCase.id, toReviewerId: openCase.id, note: null } }),
  requestChanges: ({ openCase }) => ({ input: { caseId: openCase.id, note: 'Say when to get help.' } }),
  withdrawReviewCase: ({ openCase }) => ({ id: openCase.id }),
  publish: ({ revision }) => ({ input: { site: 'harbor', revisionId: revision.id } }),
  schedulePublication: ({ revision }) => ({
    input: { site: 'harbor', revisionId: revision.id, publishAt: later() },
  }),
  cancelSchedule: ({ schedule }) => ({ id: schedule.id }),
  retrySchedule: ({ schedule }) => ({ id: schedule.id }),
  addDestination: () => ({
    input: { site: 'harbor', kind: 'webhook', name: 'Other site', url: 'https://hooks.example.org/other' },
  }),
  renameDestination: ({ destination }) => ({ id: destination.id, name: 'Clinic site' }),
  pauseDestination: ({ destination }) => ({ id: destination.id }),
  resumeDestination: ({ destination }) => ({ id: destination.id }),
  disableDestination: ({ destination }) => ({ id: destination.id }),
  rotateDestinationSecret: ({ destination }) => ({ id: destination.id }),
  testDestination: ({ destination }) => ({ id: destination.id }),
  releaseParkedJob: ({ parkedJob }) => ({ id: parkedJob.id }),
  replayDeliveries: ({ destination }) => ({
    input: { destinationId: destination.id, from: new Date(0).toISOString(), state: 'EXHAUSTED' },
  }),
  planRelease: ({ revision }) => ({ input: { site: 'harbor', name: 'Spring', revisionIds: [revision.id] } }),
  rehearseRelease: ({ revision }) => ({ input: { site: 'harbor', revisionIds: [revision.id] } }),
  cancelRelease: ({ release }) => ({ id: release.id }),
  retryRelease: ({ release }) => ({ id: release.id }),
  setPublicationEnd: ({ publication }) => ({ input: { publicationId: publication.id, until: { at: later() } } }),
  deferUpdates: ({ publication }) => ({
    input: { publicationId: publication.id, until: { at: later() }, reason: 'Our leaflets change on Monday.' },
  }),
  acceptUpdate: ({ publication }) => ({ input: { publicationId: publication.id } }),
  withdrawPublication: ({ publication }) => ({ input: { publicationId: publication.id, reason: 'A dose was wrong.' } }),
  composeIssue: ({ publication }) => ({
    input: { site: 'harbor', subject: 'News', ...SAYS, articles: [{ publicationId: publication.id, mode: 'FULL' }] },
  }),
  editIssue: ({ issue, publication }) => ({
    input: {
      id: issue.id,
      version: 1,
      subject: 'News of the month',
      ...SAYS,
      articles: [{ publicationId: publication.id, mode: 'FULL' }],
    },
  }),
  checkSenderDomain: () => ({ input: { site: 'harbor' } }),
  sendTestIssue: ({ issue }) => ({ input: { id: issue.id } }),
  scheduleIssue: ({ issue }) => ({ input: { id: issue.id, sendAt: { at: later() } } }),
  unscheduleIssue: ({ issue }) => ({ id: issue.id }),
  saveDigest: () => ({
    input: { site: 'harbor', cadence: 'WEEKLY', day: 1, localTime: '09:00', byInterest: true, version: 0 },
  }),
  letDigestSend: () => ({ input: { site: 'harbor', version: 1, sendsItself: true } }),
  deleteIssue: ({ spareIssue }) => ({ id: spareIssue.id }),
  approveIssue: ({ issue }) => ({ input: { id: issue.id, contentHash: issue.contentHash } }),
  freezeIssue: ({ issue }) => ({ id: issue.id }),
  pauseIssue: ({ issue }) => ({ id: issue.id }),
  resumeIssue: ({ issue }) => ({ id: issue.id }),
  cancelIssue: ({ issue }) => ({ id: issue.id }),
  importSubscribers: () => ({
    input: {
      site: 'harbor',
      contents: text('email\nana@example.org\n'),
      consent: 'They signed the sheet at the front desk in May.',
    },
  }),
  suppressAddress: () => ({ input: { site: 'harbor', email: 'ana@example.org', note: 'She asked at the desk.' } }),
  liftSuppression: () => ({ input: { site: 'harbor', email: 'ana@example.org', note: 'The mailbox works again.' } }),
  eraseSubscriber: () => ({ input: { site: 'harbor', email: 'ana@example.org' } }),
  resolveUnknown: ({ issue }) => ({ input: { issueId: issue.id, choice: 'SEND_AGAIN' } }),
  ...ASSIST_MUTATIONS,
  ...OVERSIGHT_MUTATIONS,
  ...STAFF_MUTATIONS,
  completeTask: ({ task }) => ({ input: { id: task.id, note: 'Brought up to date.' } }),
  assignTask: ({ task }) => ({ input: { id: task.id, personId: null } }),
  revokeCredential: ({ credential }) => ({ input: { credentialId: credential.id, reason: 'It was withdrawn.' } }),
  describeMedia: ({ medium }) => ({
    input: {
      id: medium.id,
      version: medium.version,
      alt: null,
      decorative: true,
      credit: null,
      rights: { status: 'OWNED' },
      focalPoint: { x: 0.5, y: 0.5 },
    },
  }),
  archiveMedia: ({ medium }) => ({ id: medium.id }),
  restoreMedia: ({ medium }) => ({ id: medium.id }),
  takeNewestPiece: ({ article }) => ({ input: { articleId: article.id, locale: 'en', pieceId: article.id } }),
  startTranslation: ({ article }) => ({
    input: { articleId: article.id, fromLocale: 'en', toLocale: 'es', slug: 'caminar-un-poco', revisionId: null },
  }),
  confirmTranslation: ({ revision }) => ({
    input: {
      revisionId: revision.id,
      contentHash: revision.contentHash,
      source: { revisionId: revision.id, contentHash: revision.contentHash },
    },
  }),
};
