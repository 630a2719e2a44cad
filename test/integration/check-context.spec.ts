import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Assessments } from '#assessment';
import { build as b, type DocumentNode, type Reference } from '#document';
import { ClassifyArticle, type RevisionRow } from '#editing';
import { References, StateReference } from '#evidence';
import { expectOk } from '#kernel';
import { AddMedia, DescribeMedia } from '#media';
import type { StaffActor } from '#platform';
import { TermReader } from '#taxonomy';
import { flatPng } from '../support/sample-files.js';
import { createWorld, type World } from '../support/world.js';

const SOURCE: Reference = { key: 'r', kind: 'doi', doi: '10.1000/Xyz', title: 'A trial', year: 2024, grade: 'low' };
const HARD =
  'Considerable deterioration of musculoskeletal functionality necessitates comprehensive rehabilitation interventions. ';

describe('what stands around a text', () => {
  let world: World;
  let author: StaffActor;
  let publisher: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Ann', 'author');
    publisher = await world.person('Pat', 'publisher');
  });
  afterAll(() => world?.close());

  const article = (references: Reference[], ...blocks: DocumentNode[]) =>
    world.article(author, b.content(b.doc(...blocks), { title: 'Keep moving', locale: 'en', references }));
  const found = async (revision: RevisionRow) => {
    const { findings } = (await world.get(Assessments).of([revision])).get(revision.id)!;
    return findings.map(({ code, message }) => ({ code, message }));
  };
  const codes = async (revision: RevisionRow) => (await found(revision)).map(({ code }) => code);

  it('brings a retraction to the findings of every text that cites the source, at once', async () => {
    const revision = await article([SOURCE], b.p(b.cite('r', 'Walking helps.')));
    expect(await codes(revision)).not.toContain('REFERENCE_RETRACTED');
    const [use] = await world.get(References).usesOf([revision.id]);
    const stated = { siteId: world.siteId, id: use!.reference.id, status: 'retracted' as const };
    expectOk(await world.get(StateReference).mark(publisher, { ...stated, reason: 'The journal said so.' }));
    expect(await codes(revision)).toContain('REFERENCE_RETRACTED');
  });

  it('judges the reading grade by the audience of the article', async () => {
    const revision = await article([], b.p(HARD.repeat(20)));
    const level = async () => (await found(revision)).find(({ code }) => code === 'READING_LEVEL_HIGH')?.message;
    expect(await level()).toContain('aim for 6');
    const terms = await world.get(TermReader).page({ siteId: world.siteId, kind: 'audience', limit: 50 });
    const children = terms.find(({ key }) => key === 'children-and-parents')!;
    const { articleId } = revision;
    expectOk(
      await world.get(ClassifyArticle).run(author, {
        articleId,
        audienceIds: [children.id],
        conditionIds: [],
        riskClass: 'standard',
      }),
    );
    expect(await level()).toContain('aim for 4');
  });

  it('takes the words of a picture from its file when the text has none', async () => {
    const added = expectOk(
      await world.get(AddMedia).run(author, { siteId: world.siteId, fileName: 'knee.png', bytes: flatPng(40, 30) }),
    );
    const revision = await article([], b.p('Walk.'), b.image({ mediaId: added.asset.id }));
    expect(await codes(revision)).toContain('ALT_TEXT_MISSING');
    const { id: assetId, version } = added.asset;
    expectOk(
      await world.get(DescribeMedia).run(author, {
        assetId,
        version,
        alt: 'A knee from the side.',
        decorative: false,
        rights: { status: 'owned' },
        focalPoint: { x: 0.5, y: 0.5 },
      }),
    );
    expect(await codes(revision)).not.toContain('ALT_TEXT_MISSING');
  });
});
