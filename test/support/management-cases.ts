import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeTypeDefs } from '@graphql-tools/merge';
import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { build } from '#document';
import { Database, projectPath } from '#platform';
import { OpenTask } from '#tasks';
import type { Answered, Api } from './api.js';
import { GOOD_CHECKLISTS } from './checklists.js';
import { OVERSIGHT_MUTATIONS } from './oversight-cases.js';
import { pdf } from './sample-files.js';

/** The management schema as it is written down. */
export function managementSchema(): GraphQLSchema {
  const folder = projectPath('apps', 'api', 'src', 'management');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.graphql'));
  return buildASTSchema(mergeTypeDefs(files.map((name) => readFileSync(join(folder, name), 'utf8'))));
}

/** An operation that asks one field of the root and as little below it as there may be. */
export function operationOf(kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  const pages = isObjectType(type) && 'edges' in type.getFields();
  const refusal = isUnionType(type) ? ' ... on Refusal { code message }' : '';
  const composite = isObjectType(type) || isUnionType(type);
  const below = composite ? ` { __typename${pages ? ' edges { cursor node { __typename } }' : ''}${refusal} }` : '';
  const declared = field.args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const given = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  return `${kind}${declared && ` (${declared})`} { ${field.name}${given && `(${given})`}${below} }`;
}

/** One of each thing that an operation can be about, all at the demo's first site. */
export interface Things {
  readonly article: Answered;
  readonly revision: Answered;
  readonly openCase: Answered;
  readonly publication: Answered;
  /** Taken off by the administrator, and looked at by nobody else yet. */
  readonly withdrawn: Answered;
  readonly schedule: Answered;
  readonly issue: Answered;
  readonly term: Answered;
  readonly task: Answered;
  readonly reference: Answered;
  readonly thread: Answered;
  readonly medium: Answered;
  readonly imported: Answered;
  readonly importBatch: Answered;
  readonly credential: Answered;
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
  const { composeIssue: issue } = await api.jo.ask(
    'mutation ($input: ComposeIssueInput!) { composeIssue(input: $input) { ... on Issue { id } } }',
    { input: { site: 'harbor', subject: 'News', articles: [{ publicationId: publication.id }] } },
  );
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
  const known = {
    openCase,
    publication,
    withdrawn,
    schedule,
    issue,
    task,
    reference,
    term,
    thread,
    medium,
    credential,
  };
  return { article, revision: article.newestRevision, ...known, ...imports };
}

const commentOn = ({ revision, contentHash }: Answered) => ({
  revisionId: revision.id,
  contentHash,
  place: { path: 'title', from: 0, to: 4, endPath: null },
  text: 'Is this the right word?',
  mentions: [],
});

/** A task that a person may complete, opened as a room would. */
async function openTask(api: Api, articleId: string): Promise<Answered> {
  const [site] = await api.database.query<{ id: string }>(`SELECT id FROM site WHERE slug = 'harbor'`);
  const order = { key: `case ${articleId}`, kind: 'translationStale' as const, siteId: site!.id, articleId };
  const open = api.app.get(OpenTask, { strict: false });
  await api.app
    .get(Database, { strict: false })
    .transaction((tx) => open.run(tx, { ...order, subject: { type: 'article', id: articleId } }));
  const { tasks } = await api.jo.ask('{ tasks(site: "harbor") { edges { node { id } } } }');
  return tasks.edges[0].node;
}

/** A licence of a member of the first site that ran out: nothing else in a test stands on it. */
async function oldCredential(api: Api): Promise<Answered> {
  const [row] = await api.database.query<{ id: string }>(
    `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
     SELECT gen_random_uuid(), m.user_id, 'PT', '0', 'US-OR', '2010-01-01', '2012-01-01'
     FROM membership m JOIN site s ON s.id = m.site_id WHERE s.slug = 'harbor' ORDER BY m.user_id LIMIT 1 RETURNING id`,
  );
  return row!;
}

/** A file of the first site that no article shows. */
async function uploadMedium(api: Api): Promise<Answered> {
  const response = await fetch(`${api.url}/media?site=harbor&fileName=plan.pdf`, {
    method: 'POST',
    body: new Uint8Array(pdf()),
    headers: { cookie: api.jo.cookie, 'apollo-require-preflight': 'true' },
  });
  return ((await response.json()) as Answered).asset;
}

/** An import that left a line out, and an upload that waits for the worker. */
async function importThings(api: Api): Promise<{ imported: Answered; importBatch: Answered }> {
  const terms = { site: 'harbor', locale: 'en', topic: 'Walking' };
  const { importArticle } = await api.jo.ask(
    `mutation ($input: ImportArticleInput!) { importArticle(input: $input) {
       ... on ImportedArticle { importRecord { id } article { newestRevision { id } } } } }`,
    {
      input: { ...terms, fileName: 'stairs.txt', contentBase64: text('Stairs\n\nClimb one a day.\n\nRelated Posts\n') },
    },
  );
  const { startImport } = await api.jo.ask(
    'mutation ($input: StartImportInput!) { startImport(input: $input) { ... on ImportBatch { id } } }',
    {
      input: { ...terms, files: [{ fileName: 'lunges.txt', contentBase64: text('Lunges\n\nOne step at a time.\n') }] },
    },
  );
  return { imported: importArticle, importBatch: startImport };
}

const later = () => new Date(Date.now() + 7 * 24 * 3600_000).toISOString();
const text = (words: string) => Buffer.from(words).toString('base64');

/** Variables that would do something, by mutation. A new mutation needs a line here. */
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
  removeView: ({ article }) => ({ id: article.id }),
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
  setPublicationEnd: ({ publication }) => ({ input: { publicationId: publication.id, until: { at: later() } } }),
  withdrawPublication: ({ publication }) => ({ input: { publicationId: publication.id, reason: 'A dose was wrong.' } }),
  composeIssue: ({ publication }) => ({
    input: {
      site: 'harbor',
      subject: 'News',
      preheader: 'New guides',
      intro: 'Hello.',
      articles: [{ publicationId: publication.id, mode: 'FULL' }],
    },
  }),
  freezeIssue: ({ issue }) => ({ id: issue.id }),
  pauseIssue: ({ issue }) => ({ id: issue.id }),
  resumeIssue: ({ issue }) => ({ id: issue.id }),
  cancelIssue: ({ issue }) => ({ id: issue.id }),
  ...OVERSIGHT_MUTATIONS,
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
