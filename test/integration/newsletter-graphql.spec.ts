import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { simpleParser } from 'mailparser';
import { AUTH_PATH, DEMO_SIGN_INS } from '#identity';
import { SendChunk } from '#newsletter';
import { freePort, readSettings } from '#platform';
import { AppModule } from '../../apps/api/src/app.module.js';
import { DemoSeed } from '../../apps/api/src/demo/demo-seed.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

type Json = Record<string, never>;
interface Shown {
  html: string;
  dark: string;
  text: string;
  htmlBytes: number;
  checks: { code: string }[];
}

const COMPOSE = `mutation ($input: ComposeIssueInput!) { composeIssue(input: $input) { __typename
  ... on Issue { id contentHash status statusSentence articles { title mode publicationId approval { id } } recipients { frozen } }
  ... on Refusal { code message } ... on ArticleNotSendable { publicationId } } }`;
const APPROVE = `mutation ($input: ApproveIssueInput!) { approveIssue(input: $input) { __typename
  ... on Issue { id approval { byClinician contentHash by { name } } } ... on Refusal { code message } } }`;
const MOVE = (name: string) =>
  `mutation ($id: ID!) { ${name}(id: $id) { __typename ... on Issue { id status } ... on Refusal { code message } } }`;

describe('the newsletter in the management schema', () => {
  let sink: MailSink;
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    sink = await startMailSink();
    database = await createTestDatabase();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const settings = readSettings({
      DATABASE_URL: database.url,
      CAREPRESS_SECRET: 'x'.repeat(32),
      CAREPRESS_DEMO: '1',
      LOG_LEVEL: 'silent',
      SMTP_URL: sink.url,
      SENDER_DOMAIN_CHECK: 'off',
      PORT: String(port),
    });
    const module = AppModule.forRoot({ settings, databaseUrl: database.url, name: 'newsletter spec' });
    app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
      logger: false,
      abortOnError: false,
    });
    await app.get(DemoSeed, { strict: false }).run();
    await app.listen(port, '127.0.0.1');
    for (const { email, password } of DEMO_SIGN_INS) {
      const answer = await fetch(`${url}/${AUTH_PATH.replace(/^\//, '')}/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email, password }),
      });
      const set = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
      cookies.set(email.split('@')[0]!, set.join('; '));
    }
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
    await sink.close();
  });

  async function ask<T = Json>(who: string, query: string, variables: object = {}): Promise<T> {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: cookies.get(who) ?? '', origin: url },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }
  const livePublications = async () => {
    const { publications } = await ask<{ publications: { edges: { node: { id: string; state: string } }[] } }>(
      'jo',
      '{ publications(site: "harbor") { edges { node { id state } } } }',
    );
    return publications.edges.flatMap(({ node }) => (node.state === 'LIVE' ? [node.id] : []));
  };

  it('composes, freezes, hands over and shows an issue', async () => {
    const ids = await livePublications();
    expect(ids.length).toBeGreaterThan(1);
    const articles = [{ publicationId: ids[0] }, { publicationId: ids[1], mode: 'FULL' }];
    const input = { site: 'harbor', subject: 'Back on your feet', articles };
    const { composeIssue: issue } = await ask<{ composeIssue: { id: string; contentHash: string } }>('jo', COMPOSE, {
      input,
    });
    expect(issue).toMatchObject({
      __typename: 'Issue',
      status: 'COMPOSING',
      articles: [{ mode: 'TEASER' }, { mode: 'FULL', approval: { id: expect.any(String) } }],
      recipients: { frozen: 0 },
    });
    expect(await ask('jo', MOVE('pauseIssue'), issue)).toMatchObject({ pauseIssue: { code: 'ISSUE_MOVED_ON' } });
    expect(await ask('jo', MOVE('freezeIssue'), issue)).toMatchObject({ freezeIssue: { code: 'ISSUE_NOT_APPROVED' } });
    const { id, contentHash } = issue;
    expect(await ask('jo', APPROVE, { input: { id, contentHash } })).toMatchObject({
      approveIssue: { code: 'APPROVER_IS_COMPOSER' },
    });
    expect(await ask('maya', APPROVE, { input: { id, contentHash } })).toMatchObject({
      approveIssue: { id, approval: { byClinician: true, contentHash } },
    });
    expect(await ask('jo', MOVE('freezeIssue'), issue)).toMatchObject({ freezeIssue: { status: 'HANDING_OVER' } });
    expect(await ask('jo', MOVE('freezeIssue'), issue)).toMatchObject({ freezeIssue: { code: 'ISSUE_MOVED_ON' } });
    const job = app.get(SendChunk, { strict: false });
    await job.run({ issueId: issue.id }, { signal: new AbortController().signal });
    const shown = await ask(
      'jo',
      `query ($id: ID!) { issue(id: $id) { status statusSentence site { slug } createdBy { name }
        recipients { frozen handedOver queued inFlight unknown } }
        issues(site: "harbor", first: 1) { totalCount edges { node { id status } } pageInfo { hasNextPage } }
        audience(site: "harbor") { confirmed pending unsubscribed } }`,
      issue,
    );
    expect(shown).toMatchObject({
      issue: {
        status: 'FINISHED',
        statusSentence: 'Handed over for 5 of 5 people.',
        site: { slug: 'harbor' },
        recipients: { frozen: 5, handedOver: 5, queued: 0, inFlight: 0, unknown: 0 },
      },
      issues: {
        totalCount: 1,
        edges: [{ node: { id: issue.id, status: 'FINISHED' } }],
        pageInfo: { hasNextPage: false },
      },
      audience: { confirmed: 5, pending: 0, unsubscribed: 0 },
    });
    expect(sink.taken).toHaveLength(5);
  });

  it('shows what would leave, looks it over, and sends a test to staff alone', async () => {
    const [publicationId] = await livePublications();
    const input = { site: 'harbor', subject: 'FREE OFFER NOW', articles: [{ publicationId, mode: 'FULL' }] };
    const preview = `... on IssuePreview { subject html dark: html(colorScheme: DARK) text htmlBytes clippedBytes
      checks { code severity field sentence } }`;
    const { draftPreview: draft } = await ask<{ draftPreview: Shown }>(
      'jo',
      `query ($input: ComposeIssueInput!) { draftPreview(input: $input) { __typename ${preview} ... on Refusal { code } } }`,
      { input },
    );
    // Weighed as it leaves: only the preview turns the rule for dark screens off.
    const leaves = draft.html.replaceAll('@media not all', '@media (prefers-color-scheme: dark)');
    expect(draft.html).toContain('@media not all');
    expect(draft.htmlBytes).toBe(Buffer.byteLength(leaves));
    expect(draft.html).toContain('FREE OFFER NOW');
    expect(draft.dark).toContain('@media all');
    expect(draft.text).toContain('===');
    const codes = draft.checks.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['SUBJECT_SHOUTS', 'PREHEADER_MISSING']));
    const { composeIssue: issue } = await ask<{ composeIssue: { id: string } }>('jo', COMPOSE, { input });
    const saved = await ask<{ issuePreview: Shown; issueChecks: object[] }>(
      'maya',
      `query ($id: ID!) { issuePreview(id: $id) { ${preview} } issueChecks(id: $id) { code severity field } }`,
      issue,
    );
    expect(saved.issuePreview).toMatchObject({ subject: 'FREE OFFER NOW', html: draft.html });
    expect(saved.issueChecks[0]).toEqual({ code: 'ISSUE_NOT_APPROVED', severity: 'BLOCKING', field: 'ISSUE' });
    const before = sink.taken.length;
    const TEST = `mutation ($input: SendTestIssueInput!) { sendTestIssue(input: $input) { __typename
      ... on SentTest { handedOver } ... on Refusal { code } } }`;
    expect(await ask('jo', TEST, { input: { id: issue.id } })).toMatchObject({ sendTestIssue: { handedOver: 1 } });
    const [message] = sink.taken.slice(before);
    const parsed = await simpleParser(message!.raw);
    expect(parsed).toMatchObject({ subject: '[Test] FREE OFFER NOW', to: { text: 'jo@harbor.example' } });
    // To chosen colleagues as well, each of them once; a person may be named twice.
    const { colleagues } = await ask<{ colleagues: { id: string; name: string }[] }>(
      'jo',
      '{ colleagues(site: "harbor") { id name } }',
    );
    const four = colleagues.filter(({ name }) => /^(?:Sam|Maya|Jo|Lee)/.test(name)).map(({ id }) => id);
    const chosen = { id: issue.id, personIds: [...four, ...four] };
    expect(await ask('jo', TEST, { input: chosen })).toMatchObject({ sendTestIssue: { handedOver: 4 } });
    expect(sink.taken.slice(before + 1).flatMap(({ recipients }) => recipients)).toEqual(
      expect.arrayContaining(['sam@harbor.example', 'maya@harbor.example', 'lee@harbor.example']),
    );
    // Thirty an hour: of what would go past it, nothing leaves.
    for (let sent = 5; sent + 4 <= 30; sent += 4) await ask('jo', TEST, { input: chosen });
    expect(await ask('jo', TEST, { input: chosen })).toMatchObject({ sendTestIssue: { code: 'TOO_MANY_TESTS' } });
    // The last one goes to whoever is first, however many ask at once.
    type Answer = { sendTestIssue: { code?: string } };
    const one = () => ask<Answer>('jo', TEST, { input: { id: issue.id } });
    const last = await Promise.all(Array.from({ length: 8 }, one));
    const answers = last.map(({ sendTestIssue: { code } }) => code ?? 'sent').sort();
    expect(answers).toEqual([...Array(7).fill('TOO_MANY_TESTS'), 'sent']);
    expect(sink.taken).toHaveLength(before + 30);
    const stranger = { id: issue.id, personIds: ['01a20162-4241-7507-aa79-be3beacdcf52'] };
    expect(await ask('jo', TEST, { input: stranger })).toMatchObject({ sendTestIssue: { code: 'INVALID_INPUT' } });
    const shown = await ask('jo', 'query ($id: ID!) { issue(id: $id) { status recipients { frozen } } }', issue);
    expect(shown).toMatchObject({ issue: { status: 'COMPOSING', recipients: { frozen: 0 } } });
    const drop = 'mutation ($id: ID!) { deleteIssue(id: $id) { __typename ... on DeletedIssue { id } } }';
    expect(await ask('jo', drop, issue)).toMatchObject({ deleteIssue: { id: issue.id } });
    expect(sink.taken).toHaveLength(before + 30);
  });

  it('finds issues by what they look like, and counts those', async () => {
    const jo = "(SELECT id FROM staff_user WHERE email LIKE 'jo@%')";
    const add = async (state: string, hold: string | null, ...people: string[]) => {
      const [row] = await database.query<{ id: string }>(
        `INSERT INTO issue (id, site_id, locale, subject, preheader, intro, state, hold_reason, created_by_id, candidate_count)
         SELECT gen_random_uuid(), id, 'en', 'Seen', '', '', $1, $2, ${jo}, $3 FROM site WHERE slug = 'eastside' RETURNING id`,
        [state, hold, people.length],
      );
      for (const [n, status] of people.entries()) {
        await database.query(
          `INSERT INTO issue_recipient (id, issue_id, subscriber_id, status)
           SELECT gen_random_uuid(), $1, id, $2 FROM subscriber ORDER BY id OFFSET $3 LIMIT 1`,
          [row!.id, status, n],
        );
      }
    };
    // Rows of every kind, without the ways that lead there.
    await database.query('ALTER TABLE issue DISABLE TRIGGER USER');
    await add('composing', null);
    await add('paused', null, 'queued');
    await add('paused', 'Look at it.', 'queued', 'unknown');
    await add('handingOver', null, 'handed_over', 'queued');
    await add('handingOver', null, 'handed_over', 'deferred');
    await add('handingOver', 'The mail server cannot be used.', 'queued');
    await add('finished', null, 'handed_over', 'failed');
    await add('finished', null, 'handed_over', 'unknown');
    await add('finished', null);
    await add('cancelled', null, 'skipped');
    await database.query('ALTER TABLE issue ENABLE TRIGGER USER');
    await database.query(
      `INSERT INTO membership (user_id, site_id, role) SELECT ${jo}, id, 'publisher' FROM site WHERE slug = 'eastside'
       ON CONFLICT DO NOTHING`,
    );
    const seen = async (status?: string) => {
      const { issues } = await ask<{ issues: { totalCount: number; edges: { node: { status: string } }[] } }>(
        'jo',
        `query ($status: IssueStatus) { issues(site: "eastside", first: 50, status: $status) {
          totalCount edges { node { status } } } }`,
        { status },
      );
      expect(issues.totalCount).toBe(issues.edges.length);
      return issues.edges.map(({ node }) => node.status);
    };
    const all = await seen();
    expect(all).toHaveLength(10);
    expect(new Set(all).size).toBe(8);
    for (const status of new Set(all)) expect(await seen(status)).toEqual(all.filter((one) => one === status));
  });

  it('answers what can be foreseen with a type of its own', async () => {
    const input = {
      site: 'harbor',
      subject: 'News',
      articles: [{ publicationId: '01a20162-4241-7507-aa79-be3beacdcf52' }],
    };
    expect(await ask('jo', COMPOSE, { input })).toMatchObject({
      composeIssue: { __typename: 'ArticleNotSendable', publicationId: input.articles[0]!.publicationId },
    });
    expect(await ask('sam', COMPOSE, { input })).toMatchObject({ composeIssue: { __typename: 'NotAllowed' } });
    expect(await ask('nobody', COMPOSE, { input })).toMatchObject({ composeIssue: { __typename: 'NotAllowed' } });
    const header = { ...input, subject: 'News\r\nBcc: other@example.org' };
    expect(await ask('jo', COMPOSE, { input: header })).toMatchObject({ composeIssue: { code: 'INVALID_INPUT' } });
    expect(await ask('jo', MOVE('cancelIssue'), { id: 'x' })).toMatchObject({ cancelIssue: { code: 'NOT_FOUND' } });
  });

  it('shows nothing to who has no business with it', async () => {
    const query = '{ issues(site: "harbor") { totalCount edges { cursor } } audience(site: "harbor") { confirmed } }';
    expect(await ask('nobody', query)).toEqual({ issues: { totalCount: 0, edges: [] }, audience: null });
    // A reviewer reads issues, to approve them, and learns nothing of the audience.
    expect(await ask('sam', query)).toMatchObject({ issues: { totalCount: 1 }, audience: null });
  });
});
