import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answered, type Api, startApi } from '../support/api.js';
import { mailgunReport } from '../support/mail-reports.js';
import { REPORTERS } from '../support/mail-sink-world.js';

const CONSENT = 'They signed the sheet at the front desk in May 2026.';
const IMPORT = `mutation ($input: ImportSubscribersInput!) { importSubscribers(input: $input) { __typename
  ... on SubscriberImport { counts { admitted refused repeated known } lines { line outcome reason flags } }
  ... on InvalidInput { code field message } } }`;
const SUPPRESS = `mutation ($input: SuppressionInput!) { suppressAddress(input: $input) { __typename
  ... on Refusal { code message } ... on SuppressedAddress { reason } } }`;
const ERASE = `mutation ($input: EraseSubscriberInput!) { eraseSubscriber(input: $input) { __typename
  ... on Refusal { code message } ... on ErasedSubscriber { wasKnown } } }`;

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
  beforeAll(async () => {
    api = await startApi(REPORTERS);
  });
  afterAll(() => api?.close());

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
    expect(await bring(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1]))).toMatchObject({ code: 'INVALID_INPUT' });
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

  it('nothing of it stands in the log', () => {
    const words = JSON.stringify(api.log);
    for (const trace of ['p77@example.org', 'uma@example.org', 'eve@example.org']) expect(words).not.toContain(trace);
  });
});
