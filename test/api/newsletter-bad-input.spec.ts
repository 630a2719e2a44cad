import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { SendChunk } from '#newsletter';
import { type Answered, type Api, startApi } from '../support/api.js';
import { mailgunReport } from '../support/mail-reports.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { REPORTERS } from '../support/mail-sink-world.js';

const CONSENT = 'They signed the sheet at the front desk in May 2026.';
const IMPORT = `mutation ($input: ImportSubscribersInput!) { importSubscribers(input: $input) { __typename
  ... on SubscriberImport { counts { admitted refused repeated known } lines { line outcome reason flags interests notes unknownInterests unknownLanguage } terms { id key } }
  ... on InvalidInput { code field message } } }`;
const SUPPRESS = `mutation ($input: SuppressionInput!) { suppressAddress(input: $input) { __typename
  ... on Refusal { code message } ... on SuppressedAddress { reason } } }`;
const ERASE = `mutation ($input: EraseSubscriberInput!) { eraseSubscriber(input: $input) { __typename
  ... on Refusal { code message } ... on ErasedSubscriber { wasKnown } } }`;

const COMPOSE = `mutation ($input: ComposeIssueInput!) { composeIssue(input: $input) { __typename
  ... on Issue { id version contentHash } ... on InvalidInput { code field message } } }`;
const EDIT = `mutation ($input: EditIssueInput!) { editIssue(input: $input) { __typename
  ... on Issue { id contentHash } ... on InvalidInput { code field message } } }`;
const APPROVE = `mutation ($input: ApproveIssueInput!) { approveIssue(input: $input) { __typename } }`;
const FREEZE = `mutation ($id: ID!) { freezeIssue(id: $id) { __typename ... on Refusal { code message } } }`;
const TEST = `mutation ($id: ID!) { sendTestIssue(input: { id: $id }) { __typename ... on Refusal { code message } } }`;
const STANDING = `query ($id: ID!) { issue(id: $id) { status
  recipients { frozen queued handedOver deferred failed suppressed skipped unknown } } }`;
const SITE = `mutation ($input: UpdateSiteInput!) { updateSite(input: $input) { __typename
  ... on InvalidInput { code field message } } }`;
const SETTINGS = `{ sites { slug name locale timeZone url phone postalAddress emergencyNumber senderName senderEmail } }`;

/** A second header, in every way that a line can end. */
const BREAKS = ['\r\n', '\n', '\r', '\u2028', '\u0085', '\v'].map((end) => `News${end}Bcc: eve@example.org`);

const MANY = Array.from({ length: 10_000 }, (_, n) => `p${n}@example.org`).join(',');

/** What is no single address, in every way people and programs have of writing one. */
const NO_ADDRESS: readonly (readonly [string, unknown])[] = [
  ['ten thousand addresses in one field', MANY],
  ['a second header', 'ana@example.org\r\nBcc: eve@example.org'],
  ['a list', ['ana@example.org', 'eve@example.org']],
  ['no @', 'ana.example.org'],
  ['two @', 'ana@eve@example.org'],
  ['a space', 'ana maria@example.org'],
  ['a domain without a dot', 'ana@localhost'],
  ['a name in front', 'Ana <ana@example.org>'],
  ['a NUL', 'ana\0@example.org'],
  ['a right-to-left mark', 'ana\u202e@example.org'],
  ['a label too long', `ana@${'x'.repeat(64)}.org`],
  ['nothing', ''],
  ['null', null],
  ['a number', 7],
];

describe('what is wrong, over HTTP', () => {
  let api: Api;
  let sink: MailSink;
  beforeAll(async () => {
    sink = await startMailSink();
    api = await startApi({ ...REPORTERS, SMTP_URL: sink.url, SENDER_DOMAIN_CHECK: 'off' });
  });
  afterAll(async () => {
    await api?.close();
    await sink?.close();
  });

  const audience = async () => {
    const rows = await api.database.query<{ state: string; count: string }>(
      'SELECT state, count(*) FROM subscriber GROUP BY state ORDER BY state',
    );
    const events = await api.database.query('SELECT count(*) FROM mail_event');
    const suppressed = await api.database.query('SELECT count(*) FROM suppression');
    return { rows, events, suppressed };
  };
  const base64 = (text: string | Buffer) => Buffer.from(text as string).toString('base64');
  const bring = async (contents: Buffer | string): Promise<Answered> =>
    (await api.jo.ask(IMPORT, { input: { site: 'harbor', contents: base64(contents), consent: CONSENT } }))
      .importSubscribers;

  it.each(NO_ADDRESS)('a sign-up with %s is refused by name, and nobody is added', async (_what, email) => {
    const before = await audience();
    const answer = await fetch(`${api.url}/newsletter/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ site: 'harbor', email, wording: 'Yes.' }),
    });
    expect([answer.status, ((await answer.json()) as Answered).code]).toEqual([422, 'INVALID_EMAIL_ADDRESS']);
    expect(await audience()).toEqual(before);
  });

  it.each([
    'https://a.example/\0',
    'https://a.example/\nx',
    'https://a.example/\ud800',
    'a.example',
    'javascript:alert(1)',
  ])('a sign-up from a form at %j is refused by name', async (formUrl) => {
    const answer = await fetch(`${api.url}/newsletter/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ site: 'harbor', email: 'form@example.org', wording: 'Yes.', formUrl }),
    });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'INVALID_INPUT', field: 'formUrl' });
  });

  it.each(['/u/%E0%A4%A', `/u/${'x'.repeat(5_000)}`, '/u/%E0%A4%A/preferences', '/newsletter/confirm/%zz'])(
    'a mangled link has the page of any wrong link, and a program hears nothing of how we are built (%#)',
    async (path) => {
      for (const method of ['GET', 'POST']) {
        const page = await fetch(api.url + path, { method, headers: { accept: 'text/html,*/*' } });
        expect([page.status, page.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
        expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
        expect(await page.text()).toContain('This link is not complete or not ours.');
        const plain = await fetch(api.url + path, { method });
        const words = await plain.text();
        expect(plain.status).toBeGreaterThanOrEqual(400);
        expect(words).toContain('could not be read');
        expect(words).not.toMatch(/FST|xxxx|%E0|%zz/);
      }
    },
  );

  it.each([
    ['suppressAddress', SUPPRESS, { note: 'She asked at the desk.' }],
    ['eraseSubscriber', ERASE, {}],
  ])('%s refuses the same', async (name, query, more) => {
    const before = await audience();
    // A text with NUL does not come as far: the endpoint refuses the whole request.
    for (const [what, email] of NO_ADDRESS.filter(([, given]) => typeof given === 'string' && !given.includes('\0'))) {
      const answer = await api.jo.ask(query, { input: { site: 'harbor', email, ...more } });
      expect({ what, code: answer[name].code }).toEqual({ what, code: 'INVALID_EMAIL_ADDRESS' });
    }
    expect(await audience()).toEqual(before);
  });

  it('an internationalised address is one person, in whichever form its domain comes', async () => {
    const found = await bring('email\nzoë@bücher.example\nzoë@xn--bcher-kva.example\nZoë@bücher.example\n');
    expect(found.lines.map(({ outcome }: Answered) => outcome)).toEqual(['ADMITTED', 'REPEATED', 'ADMITTED']);
    const erased = await api.jo.ask(ERASE, { input: { site: 'harbor', email: 'zoë@XN--BCHER-KVA.example' } });
    expect(erased.eraseSubscriber).toEqual({ __typename: 'ErasedSubscriber', wasKnown: true });
  });

  it('a list in the wrong encoding is refused whole, and one with wrong lines is reported line by line', async () => {
    const before = await audience();
    const latin1 = await bring(Buffer.from('email\nzo\xeb@example.org\n', 'latin1'));
    expect(latin1).toMatchObject({ code: 'INVALID_INPUT', field: 'contents' });
    expect(latin1.message).toContain('UTF-8');
    for (const bytes of [
      Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]),
      // UTF-16 without its mark is no text that anybody could be sure of.
      Buffer.from('email\nzoe@example.org\n', 'utf16le'),
      Buffer.from([0xff, 0xfe, 0x00, 0xd8]),
    ]) {
      expect(await bring(bytes)).toMatchObject({ code: 'INVALID_INPUT', field: 'contents' });
    }
    expect(await audience()).toEqual(before);
    const mixed = await bring(`email\numa@example.org\n"${MANY}"\numa@example.org\ninfo@example.org\nno address\n`);
    expect(mixed.counts).toEqual({ admitted: 2, refused: 2, repeated: 1, known: 0 });
    expect(mixed.lines.map(({ line, outcome, flags }: Answered) => [line, outcome, ...flags])).toEqual([
      [2, 'ADMITTED'],
      [3, 'REFUSED'],
      [4, 'REPEATED'],
      [5, 'ADMITTED', 'ROLE'],
      [6, 'REFUSED'],
    ]);
    expect(JSON.stringify(mixed)).not.toMatch(/uma|info@|p77/);
  });

  it('interests and languages that a site does not know are told line by line, and the people are taken in', async () => {
    const list = 'email,topics,idioma\nwish@example.org,rodilla|Yoga,Klingon\nwish@example.org,Neck,es\n';
    const found = await bring(list);
    expect(found.counts).toMatchObject({ admitted: 1, repeated: 1 });
    expect(found.terms.map(({ key }: Answered) => key)).toEqual(['knee']);
    expect(found.lines[0].interests).toEqual(found.terms.map(({ id }: Answered) => id));
    expect(found.lines).toMatchObject([
      {
        notes: ['UNKNOWN_INTEREST', 'UNKNOWN_LANGUAGE'],
        unknownInterests: ['Yoga'],
        unknownLanguage: 'Klingon',
      },
      { notes: ['FIRST_LINE_COUNTS'], unknownInterests: [], unknownLanguage: null },
    ]);
  });

  it('a webhook with a bad signature or played again counts for nothing', async () => {
    const send = (report: unknown) =>
      fetch(`${api.url}/mail-events/mailgun`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(report),
      });
    const event = { event: 'complained', recipient: 'uma@example.org', id: 'told-once' };
    const good = mailgunReport(event, 'a'.repeat(50), new Date()) as Answered;
    const before = await audience();
    const forged = { ...good, signature: { ...good.signature, signature: '0'.repeat(64) } };
    expect((await send(forged)).status).toBe(401);
    expect((await send({ ...good, signature: undefined })).status).toBe(422);
    expect(await audience()).toEqual(before);
    expect((await send(good)).status).toBe(200);
    const after = await audience();
    expect((await send(good)).status).toBe(406);
    expect(await audience()).toEqual(after);
    const told = await api.database.query<{ kind: string }>('SELECT kind FROM mail_event');
    expect(told).toEqual([{ kind: 'complained' }]);
  });

  it('a report that comes late changes nothing back, and the same one twice counts once', async () => {
    const send = async (id: string, event: string, minute: number, token: string) => {
      const report = mailgunReport({ event, recipient: 'ben@example.org', id }, token.repeat(50), new Date());
      report['event-data'].timestamp = Date.now() / 1_000 - 60 * minute;
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(report);
      return (await fetch(`${api.url}/mail-events/mailgun`, { method: 'POST', headers, body })).json();
    };
    await bring('email\nben@example.org\n');
    const suppressed = 'SELECT reason, created_at FROM suppression ORDER BY created_at DESC LIMIT 1';
    // The complaint comes first, and what happened before it afterwards: taken by the server, then left.
    expect(await send('b-3', 'complained', 1, 'c')).toMatchObject({ taken: 1 });
    const first = await api.database.query(suppressed);
    expect(first).toMatchObject([{ reason: 'complained' }]);
    expect(await send('b-1', 'delivered', 5, 'd')).toMatchObject({ taken: 1 });
    expect(await send('b-2', 'unsubscribed', 3, 'e')).toMatchObject({ taken: 1 });
    expect(await send('b-3', 'complained', 1, 'f')).toMatchObject({ taken: 0, known: 1 });
    expect(await api.database.query(suppressed)).toEqual(first);
  });

  describe('in an issue', () => {
    let articles: { publicationId: string }[];
    beforeAll(async () => {
      const live = await api.jo.ask('{ publications(site: "harbor") { edges { node { id state } } } }');
      const one = live.publications.edges.find(({ node }: Answered) => node.state === 'LIVE').node;
      articles = [{ publicationId: one.id }];
    });

    const written = () => api.database.query('SELECT count(*) FROM issue');
    const compose = async (words: object): Promise<Answered> => {
      const input = { site: 'harbor', subject: 'News from the clinic', preheader: 'One new guide', articles, ...words };
      return (await api.jo.ask(COMPOSE, { input })).composeIssue;
    };
    const approved = async (words: object): Promise<string> => {
      const { id, contentHash } = await compose(words);
      expect(await api.maya.ask(APPROVE, { input: { id, contentHash } })).toMatchObject({
        approveIssue: { __typename: 'Issue' },
      });
      return id;
    };

    it('a second header in a subject or a preview line is refused by name, new and in an edit', async () => {
      const good = await compose({});
      const before = await written();
      for (const field of ['subject', 'preheader']) {
        for (const text of BREAKS) {
          const refusal = { code: 'INVALID_INPUT', field, message: expect.stringMatching(/one line/) };
          expect(await compose({ [field]: text })).toMatchObject(refusal);
          const { id, version } = good;
          const input = { id, version, subject: 'News', preheader: '', articles, [field]: text };
          expect((await api.jo.ask(EDIT, { input })).editIssue).toMatchObject(refusal);
        }
      }
      expect(await written()).toEqual(before);
    });

    it('a second header in the name or the address of a sender is refused by name', async () => {
      const settings = async () => {
        const { sites } = await api.lee.ask(SETTINGS);
        const { slug: _slug, ...own } = sites.find(({ slug }: Answered) => slug === 'harbor');
        return own;
      };
      const site = await settings();
      for (const field of ['name', 'senderName', 'phone', 'senderEmail']) {
        for (const text of [...BREAKS, `news@harbor.example\r\nBcc: eve@example.org`]) {
          const input = { site: 'harbor', settings: { ...site, [field]: text } };
          expect((await api.lee.ask(SITE, { input })).updateSite).toMatchObject({ code: 'INVALID_INPUT', field });
        }
      }
      expect(await settings()).toEqual(site);
    });

    it('begins no header even where the database holds one', async () => {
      const { id } = await compose({});
      const set = (name: string) =>
        api.database.query('UPDATE site SET sender_name = $1 WHERE slug = $2', [name, 'harbor']);
      const [row] = await api.database.query<{ sender_name: string }>(
        "SELECT sender_name FROM site WHERE slug = 'harbor'",
      );
      await set('Harbor"\r\nBcc: eve@example.org\r\nX: <mallory@example.org>,');
      await api.database.query('UPDATE issue SET subject = $2 WHERE id = $1', [
        id,
        'News\r\nBcc: eve@example.org\r\n\r\nA body',
      ]);
      expect(await api.jo.ask(TEST, { id })).toMatchObject({ sendTestIssue: { __typename: 'SentTest' } });
      await set(row!.sender_name);
      const [message] = sink.taken.slice(-1);
      expect(message!.recipients).toEqual(['jo@harbor.example']);
      const read = await simpleParser(message!.raw);
      expect([read.bcc, read.headers.get('x'), read.from?.value.length]).toEqual([undefined, undefined, 1]);
      expect(read.from?.value[0]?.address).toBe('news@harbor.example');
      expect(read.subject).toBe('[Test] News Bcc: eve@example.org A body');
    });

    it('an audience of zero is refused, and the issue stays a draft', async () => {
      const id = await approved({ segment: { locale: 'fi' } });
      const before = sink.taken.length;
      expect((await api.jo.ask(FREEZE, { id })).freezeIssue).toMatchObject({ code: 'EMPTY_AUDIENCE' });
      expect((await api.jo.ask(STANDING, { id })).issue).toMatchObject({
        status: 'COMPOSING',
        recipients: { frozen: 0 },
      });
      expect(sink.taken).toHaveLength(before);
    });

    it('a message that cannot be made for one person ends as failed with its reason, and the others get theirs once', async () => {
      // No date that can be written stands in this row: the words around it fail for this person and no other.
      const [broken] = await api.database.query<{ id: string }>(
        `UPDATE subscriber SET confirmed_at = 'infinity' WHERE id =
          (SELECT s.id FROM subscriber s JOIN site ON site.id = s.site_id
            WHERE site.slug = 'harbor' AND s.state = 'confirmed' ORDER BY s.id LIMIT 1) RETURNING id`,
      );
      const id = await approved({});
      sink.clear();
      expect((await api.jo.ask(FREEZE, { id })).freezeIssue).toEqual({ __typename: 'Issue' });
      const standing = async () => (await api.jo.ask(STANDING, { id })).issue;
      const job = api.app.get(SendChunk, { strict: false });
      for (let tries = 0; tries < 20 && (await standing()).status !== 'FINISHED'; tries += 1) {
        await job.run({ issueId: id }, { signal: new AbortController().signal });
        await api.database.query("UPDATE issue_recipient SET next_try_at = now() WHERE status = 'deferred'");
      }
      const { status, recipients } = await standing();
      expect(status).toBe('FINISHED');
      expect(recipients).toMatchObject({ failed: 1, queued: 0, deferred: 0, unknown: 0 });
      const { frozen, handedOver, suppressed, skipped } = recipients;
      expect(handedOver + suppressed + skipped).toBe(frozen - 1);
      expect(handedOver).toBeGreaterThan(1);
      const people = sink.taken.map(({ recipients: [one] }) => one);
      expect([people.length, new Set(people).size]).toEqual([handedOver, handedOver]);
      const [row] = await api.database.query<{ subscriber_id: string; smtp_reply: string }>(
        "SELECT subscriber_id, smtp_reply FROM issue_recipient WHERE issue_id = $1 AND status = 'failed'",
        [id],
      );
      expect(row!.subscriber_id).toBe(broken!.id);
      expect(row!.smtp_reply).toMatch(/message for this person could not be made/);
    });
  });

  it('nothing of it stands in the log', () => {
    const words = JSON.stringify(api.log);
    for (const trace of ['p77@example.org', 'uma@example.org', 'eve@example.org', 'ben@example.org'])
      expect(words).not.toContain(trace);
  });
});
