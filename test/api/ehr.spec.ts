import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Parser from 'rss-parser';
import { SaxesParser } from 'saxes';
import { build as b } from '#document';
import { type DeliveryApp, startDeliveryApp } from '../support/delivery-app.js';
import {
  type FixtureSite,
  fixtureContent,
  insertPublishedArticle,
  insertSite,
  withdrawInSql,
} from '../support/published-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const ICD10 = '2.16.840.1.113883.6.90';
const SNOMED = '2.16.840.1.113883.6.96';
const MESH = '2.16.840.1.113883.6.177';
const LOW_BACK_PAIN = 'ca4e0000-0000-8000-8000-000000000010';

describe('what electronic records ask', () => {
  let test: TestDatabase;
  let app: DeliveryApp;
  let site: FixtureSite;
  let base: string;
  let articleId: string;

  const tag = (id: string) =>
    test.query('INSERT INTO article_term (article_id, term_id) VALUES ($1, $2)', [id, LOW_BACK_PAIN]);

  beforeAll(async () => {
    test = await createTestDatabase();
    site = await insertSite(test);
    await insertSite(test, { slug: 'eastside', url: 'https://east.example', approverName: 'Other Person' });
    articleId = (await insertPublishedArticle(test, site)).articleId;
    await tag(articleId);
    const spanish = fixtureContent('Dolor lumbar <al> correr & después', 'es-US');
    await insertPublishedArticle(test, site, { slug: 'dolor', content: spanish, articleId });
    const other = b.content(b.doc(b.p('x')), { title: 'Knee', locale: 'en-US', summary: 'y', references: [] });
    await insertPublishedArticle(test, site, { slug: 'knee', content: other });
    app = await startDeliveryApp(test.url);
    base = new URL(app.url).origin;
  });
  afterAll(async () => {
    await app.close();
    await test.drop();
  });

  const get = (path: string) => fetch(base + path, { headers: { connection: 'close' } });
  const ask = (given: Record<string, string>, at = 'harbor') =>
    get(`/connect/${at}/service?${new URLSearchParams(given)}`);

  async function feed(code: string, system = ICD10, more: Record<string, string> = {}, at = 'harbor') {
    const given = {
      'mainSearchCriteria.v.cs': system,
      'mainSearchCriteria.v.c': code,
      knowledgeResponseType: 'application/json',
    };
    const response = await ask({ ...given, ...more }, at);
    expect(response.status).toBe(200);
    return ((await response.json()) as { feed: Awaited<ReturnType<typeof asFeed>> }).feed;
  }
  // biome-ignore lint/suspicious/noExplicitAny: the answer is looked at as its clients do, without types.
  const asFeed = async (): Promise<any> => undefined;
  const titles = (it: { entry: { title: { _value: string } }[] }) => it.entry.map(({ title }) => title._value);

  it('answers the request that MedlinePlus Connect documents, in the shape that its clients read', async () => {
    const answer = await feed('M54.50', ICD10, {
      'informationRecipient.languageCode.c': 'en',
      informationRecipient: 'PAT',
    });
    expect(answer).toMatchObject({
      xsi: 'http://www.w3.org/2001/XMLSchema-instance',
      base: 'https://clinic.example/',
      lang: 'en',
      title: { _value: 'Harbor Physio', type: 'text' },
      subtitle: { _value: 'Harbor Physio: ICD-10-CM M54.50', type: 'text' },
      author: { name: { _value: 'Harbor Physio' }, uri: { _value: 'https://clinic.example' } },
      category: [
        { scheme: 'mainSearchCriteria.v.c', term: 'M54.50' },
        { scheme: 'mainSearchCriteria.v.cs', term: ICD10 },
        { scheme: 'mainSearchCriteria.v.dn', term: '' },
        { scheme: 'InformationRecipient', term: 'PAT' },
      ],
    });
    expect(answer.entry).toEqual([
      {
        lang: 'en-US',
        title: { _value: 'Back pain after a run', type: 'text' },
        link: [
          {
            title: 'Back pain after a run',
            rel: 'alternate',
            type: 'html',
            href: 'https://clinic.example/en-US/back-pain-after-a-run',
          },
        ],
        id: { _value: expect.stringMatching(/^tag: clinic\.example, \d{4}-\d\d-\d\d:\/en-US\/back-pain-after-a-run$/) },
        updated: { _value: expect.stringMatching(/^\d{4}-.*Z$/) },
        summary: {
          _value: expect.stringMatching(
            /^<p>Most .*<p class="NLMattribution">Harbor Physio: Reviewed by Maya Okafor, DPT on /,
          ),
          type: 'html',
        },
      },
    ]);
  });

  it.each([
    ['M54.50', ICD10],
    ['m5450', ICD10],
    ['M54.5', ICD10],
    ['M54.50', `urn:oid:${ICD10}`],
    ['279039007', SNOMED],
    ['D017116', MESH],
  ])('finds the article by %s of %s', async (code, system) => {
    expect(titles(await feed(code, system))).toEqual(['Back pain after a run']);
  });

  it('answers a request that is posted as a form as one in an address', async () => {
    const given = {
      ...{ 'representedOrganization.id.root': '1.3.6.1.4.1.3768', 'patientPerson.administrativeGenderCode.c': 'F' },
      ...{ 'age.v.v': '67', 'age.v.u': 'a', 'mainSearchCriteria.v.c': 'M54.50', 'mainSearchCriteria.v.cs': ICD10 },
      ...{ 'mainSearchCriteria.v.dn': 'Low back pain', performer: 'PROV', 'taskContext.c.c': 'PROBLISTREV' },
      ...{ informationRecipient: 'PAT', knowledgeResponseType: 'application/json' },
    };
    const body = new URLSearchParams(given);
    const posted = await fetch(`${base}/connect/harbor/service`, { method: 'POST', body });
    expect(posted.status).toBe(200);
    const inAddress = await (await ask(given)).json();
    const { feed: answer } = (await posted.json()) as { feed: Awaited<ReturnType<typeof asFeed>> };
    expect(titles(answer)).toEqual(['Back pain after a run']);
    expect({ ...answer, updated: undefined }).toEqual({
      ...(inAddress as typeof posted & { feed: object }).feed,
      updated: undefined,
    });
  });

  it.each([
    ['no form', 'text/plain', 'mainSearchCriteria.v.c=M54.50', 400],
    ['an empty form', 'application/x-www-form-urlencoded', '', 400],
    ['a form without end', 'application/x-www-form-urlencoded', `a=${'x'.repeat(20_000)}`, 413],
    ['a list', 'application/json', '[1]', 400],
  ])('refuses %s', async (_name, type, body, status) => {
    const response = await fetch(`${base}/connect/harbor/service`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from(body),
    });
    expect(response.status).toBe(status);
  });

  it('answers in Spanish, as es and as sp', async () => {
    for (const language of ['es', 'sp', 'es-US']) {
      const answer = await feed('M54.50', ICD10, { 'informationRecipient.languageCode.c': language });
      expect(titles(answer)).toEqual(['Dolor lumbar <al> correr & después']);
      expect(answer.entry[0].summary._value).toContain('Revisado por Maya Okafor, DPT');
    }
  });

  it.each([
    ['a code that nobody wrote about', 'S72.001A', ICD10],
    ['no code at all', 'backpain!', ICD10],
    ['a system of medicines', '749196', '2.16.840.1.113883.6.88'],
    ['a made-up system', 'M54.50', '1.2.3'],
  ])('answers %s with a feed without entries', async (_name, code, system) => {
    expect((await feed(code, system)).entry).toEqual([]);
  });

  it('answers nothing of another clinic', async () => {
    expect((await feed('M54.50', ICD10, {}, 'eastside')).entry).toEqual([]);
    expect(
      (await ask({ 'mainSearchCriteria.v.cs': ICD10, 'mainSearchCriteria.v.c': 'M54.50' }, 'nowhere')).status,
    ).toBe(404);
  });

  it.each([
    [{ 'mainSearchCriteria.v.c': 'M54.50' }, 'mainSearchCriteria.v.cs'],
    [{ 'mainSearchCriteria.v.cs': ICD10 }, 'mainSearchCriteria.v.c'],
  ])('says what is missing in %j', async (given, parameter) => {
    const response = await ask(given as Record<string, string>);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'BAD_REQUEST', parameter });
  });

  it('answers Atom unless told otherwise, well-formed, as a feed reader reads it', async () => {
    const response = await ask({
      'mainSearchCriteria.v.cs': ICD10,
      'mainSearchCriteria.v.c': 'M54.50',
      'mainSearchCriteria.v.dn': '<script>"&\u0001',
      'informationRecipient.languageCode.c': 'es',
    });
    expect(response.headers.get('content-type')).toContain('application/atom+xml');
    const xml = await response.text();
    new SaxesParser({ xmlns: true }).write(xml).close();
    const read = await new Parser().parseString(xml);
    expect(read.items.map(({ title, link }) => ({ title, link }))).toEqual([
      { title: 'Dolor lumbar <al> correr & después', link: 'https://clinic.example/es-US/dolor' },
    ]);
    expect(xml).toContain('<category scheme="mainSearchCriteria.v.dn" term="&lt;script&gt;&quot;&amp;"/>');
  });

  it('reads an article as a DocumentReference and as a Library', async () => {
    const reference = (await (await get(`/fhir/harbor/DocumentReference/${articleId}.en-US`)).json()) as object;
    expect(reference).toMatchObject({
      resourceType: 'DocumentReference',
      id: `${articleId}.en-US`,
      status: 'current',
      docStatus: 'final',
      authenticator: { display: 'Maya Okafor, DPT' },
      content: [
        { attachment: { contentType: 'text/html', url: 'https://clinic.example/en-US/back-pain-after-a-run' } },
      ],
    });
    const response = await get(`/fhir/harbor/Library/${articleId}.en-US`);
    expect(response.headers.get('content-type')).toBe('application/fhir+json; charset=utf-8');
    expect(await response.json()).toMatchObject({
      resourceType: 'Library',
      status: 'active',
      approvalDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      lastReviewDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      topic: [
        {
          text: 'Low back pain',
          coding: expect.arrayContaining([{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M54.50' }]),
        },
      ],
      relatedArtifact: [{ type: 'citation', url: 'https://pubmed.ncbi.nlm.nih.gov/34719942/' }],
    });
    expect((await (await get('/fhir/harbor/metadata')).json()) as object).toMatchObject({ fhirVersion: '4.0.1' });
  });

  it('says 404 for what never was, and 410 for what was withdrawn', async () => {
    for (const id of [`${site.id}.en-US`, 'x', `${articleId}.fr`, `${articleId}.en-US'--`]) {
      const response = await get(`/fhir/harbor/Library/${encodeURIComponent(id)}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'not-found' }] });
    }
    expect((await get(`/fhir/harbor/Patient/${articleId}.en-US`)).status).toBe(404);
    const gone = await insertPublishedArticle(test, site, { slug: 'gone' });
    await tag(gone.articleId);
    await withdrawInSql(test, site, gone);
    expect((await get(`/fhir/harbor/Library/${gone.articleId}.en-US`)).status).toBe(410);
    expect(titles(await feed('M54.50'))).toEqual(['Back pain after a run']);
  });
});
