import { Database } from '#platform';
import { OpenTask } from '#tasks';
import type { Answered, Api } from './api.js';
import { pdf } from './sample-files.js';

const text = (words: string) => Buffer.from(words).toString('base64');

/** A task that a person may complete, opened as a room would. */
export async function openTask(api: Api, articleId: string): Promise<Answered> {
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
export async function oldCredential(api: Api): Promise<Answered> {
  const [row] = await api.database.query<{ id: string }>(
    `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
     SELECT gen_random_uuid(), m.user_id, 'PT', '0', 'US-OR', '2010-01-01', '2012-01-01'
     FROM membership m JOIN site s ON s.id = m.site_id WHERE s.slug = 'harbor' ORDER BY m.user_id LIMIT 1 RETURNING id`,
  );
  return row!;
}

/** A file of the first site that no article shows. */
export async function uploadMedium(api: Api): Promise<Answered> {
  const response = await fetch(`${api.url}/media?site=harbor&fileName=plan.pdf`, {
    method: 'POST',
    body: new Uint8Array(pdf()),
    headers: { cookie: api.jo.cookie, 'apollo-require-preflight': 'true' },
  });
  return ((await response.json()) as Answered).asset;
}

/** An import that left a line out, and an upload that waits for the worker. */
export async function importThings(api: Api): Promise<{ imported: Answered; importBatch: Answered }> {
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

/** A place that is told what goes live; nothing of it is ever reached. */
export async function addDestination(api: Api): Promise<Answered> {
  const { addDestination: added } = await api.jo.ask(
    `mutation ($input: AddDestinationInput!) { addDestination(input: $input) {
       ... on DestinationWithSecret { destination { id } } } }`,
    { input: { site: 'harbor', kind: 'webhook', name: 'Clinic site', url: 'https://hooks.example.org/clinic' } },
  );
  return added.destination;
}

/** A job that no worker could do, as one would have parked it. */
export async function parkJob(api: Api): Promise<Answered> {
  const [row] = await api.database.query<{ id: string }>(
    `INSERT INTO parked_job (id, name, version, data, work_key, blocks, reason)
     VALUES (gen_random_uuid(), 'media.render', 1, '{}', 'a case', false, 'It ended three workers.') RETURNING id`,
  );
  return row!;
}

/** A draft of an issue of the first site. */
export async function composeIssue(api: Api, publicationId: string): Promise<Answered> {
  const { composeIssue: issue } = await api.jo.ask(
    'mutation ($input: ComposeIssueInput!) { composeIssue(input: $input) { ... on Issue { id contentHash } } }',
    { input: { site: 'harbor', subject: 'News', articles: [{ publicationId }] } },
  );
  return issue;
}

/** What belongs to people: somebody invited, a token and a view of the publisher, a key of the site. */
export async function ownThings(
  api: Api,
): Promise<{ newcomer: Answered; token: Answered; view: Answered; siteKey: Answered }> {
  const { inviteStaff: newcomer } = await api.lee.ask(
    'mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) { ... on StaffMember { id } } }',
    { input: { site: 'harbor', name: 'New Comer', email: 'newcomer@harbor.example', roles: ['AUTHOR'] } },
  );
  const { createApiToken: made } = await api.jo.ask(
    'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { ... on NewApiToken { token { id } } } }',
    { input: { site: 'harbor', name: 'A mirror', scope: 'READ', days: 30 } },
  );
  const { saveView: view } = await api.jo.ask(
    'mutation ($input: SaveViewInput!) { saveView(input: $input) { ... on SavedView { id } } }',
    { input: { site: 'harbor', name: 'Kept', query: 'status=LIVE' } },
  );
  const { createSiteKey: keyed } = await api.lee.ask(
    'mutation ($input: CreateSiteKeyInput!) { createSiteKey(input: $input) { ... on NewSiteKeySecret { key { id } } } }',
    { input: { site: 'harbor', name: 'The clinic site', scopes: ['READ'] } },
  );
  return { newcomer, token: made.token, view, siteKey: keyed.key };
}
