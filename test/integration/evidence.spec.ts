import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { type RevisionRow, SaveRevision } from '#editing';
import {
  CheckReference,
  EvidenceSweep,
  ReferenceStatusSource,
  References,
  type RegisterAnswer,
  Registers,
  StateReference,
} from '#evidence';
import { expectOk } from '#kernel';
import { type Settings, type StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { createWorld, sampleContent, type World } from '../support/world.js';

type Source = NonNullable<NonNullable<Parameters<typeof b.content>[1]>['references']>;

const PAPER = { key: 'a', kind: 'pmid' as const, pmid: '34719942', title: 'Low back pain guideline', year: 2021 };

describe('evidence', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  let answer: RegisterAnswer | null | Error = null;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    jo = await world.person('Jo', 'publisher');
    const source = world.get(ReferenceStatusSource as never) as { isOn: boolean; ask: unknown };
    source.isOn = true;
    source.ask = async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
  });
  afterAll(() => world?.close());

  /** The sample text with these sources beside its own. */
  const content = (references: Source) => {
    const sample = sampleContent(`Walk ${Math.random()}.`);
    return { ...sample, references: [...sample.references, ...references] };
  };
  const article = (references: Source) => world.article(sam, content(references) as never);
  const own = sampleContent().references.map(({ key }) => key);
  const usesOf = async (revision: RevisionRow) =>
    (await world.get(References).usesOf([revision.id])).filter(({ key }) => !own.includes(key));
  const tasksOf = (revision: RevisionRow) =>
    world.database.query<{ kind: string; urgent: boolean; closed_at: Date | null }>(
      `SELECT kind, urgent, closed_at FROM task WHERE article_id = $1 AND subject_type = 'reference' ORDER BY opened_at`,
      [revision.articleId],
    );
  const mark = (id: string, status: 'ok' | 'retracted' | 'superseded', supersededById: string | null = null) =>
    world
      .get(StateReference)
      .mark(maya, { siteId: world.siteId, id, status, supersededById, reason: 'The journal said so.' });

  it('knows one paper by all its names, whoever writes them', async () => {
    const first = await article([PAPER]);
    const second = await article([
      { key: 'x', kind: 'doi', doi: '10.2519/JOSPT.2021.0304', pmid: '34719942', title: 'The same paper' } as never,
    ]);
    const third = await article([{ key: 'y', kind: 'doi', doi: '10.2519/jospt.2021.0304', title: 'Again' }]);
    const ids = (await Promise.all([first, second, third].map(usesOf))).map((uses) =>
      uses.map((use) => use.reference.id),
    );
    expect(new Set(ids.flat()).size).toBe(1);
    expect(ids.map((it) => it.length)).toEqual([1, 1, 1]);
  });

  it('makes one record when eight texts name a new paper at once', async () => {
    const paper = { key: 'n', kind: 'pmid' as const, pmid: '11112222', title: 'New paper' };
    const made = await Promise.all(Array.from({ length: 8 }, () => article([paper])));
    const ids = (await Promise.all(made.map(usesOf))).flat().map((use) => use.reference.id);
    expect([ids.length, new Set(ids).size]).toEqual([8, 1]);
  });

  it('follows a working copy that is written over, and leaves pages on the web alone', async () => {
    const revision = await article([
      PAPER,
      { key: 'w', kind: 'web', url: 'https://clinic.example/x', title: 'A page' },
    ]);
    expect((await usesOf(revision)).map(({ key }) => key)).toEqual(['a']);
    const saved = expectOk(
      await world.get(SaveRevision).run(sam, {
        ...{ articleId: revision.articleId, baseRevisionId: revision.id, baseContentHash: revision.contentHash },
        ...content([{ key: 'g', kind: 'guideline', title: 'NG59', source: 'NICE', year: 2020 }]),
      } as never),
    );
    expect((await usesOf(saved)).map(({ key, reference }) => [key, reference.kind])).toEqual([['g', 'guideline']]);
  });

  it('opens one task on every article that uses a retracted paper, urgent where it is live', async () => {
    const paper = { key: 'r', kind: 'pmid' as const, pmid: '22223333', title: 'Retracted later' };
    const [live, draft] = [await article([paper]), await article([paper])];
    await world.approve(live, sam, maya);
    expectOk(await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: live.id }));
    const { id } = (await usesOf(live))[0]!.reference;
    answer = { status: 'retracted', source: 'retraction-watch', at: new Date('2026-03-01T00:00:00Z') };
    const check = () => world.get(CheckReference).run({ referenceId: id });
    await Promise.all([check(), check()]);
    await check();
    expect(await tasksOf(live)).toMatchObject([{ kind: 'referenceRetracted', urgent: true }]);
    expect(await tasksOf(draft)).toMatchObject([{ kind: 'referenceRetracted', urgent: false }]);
    expect((await usesOf(live))[0]!.reference).toMatchObject({ status: 'retracted', statusSource: 'retraction-watch' });
    const entries = await world.database.query('SELECT 1 FROM evidence_status_entry WHERE reference_id = $1', [id]);
    expect(entries).toHaveLength(1);
    answer = { status: 'ok', source: 'crossref', at: null };
    await check();
    expect((await usesOf(live))[0]!.reference.status).toBe('retracted');
    expect(expectOk(await mark(id, 'ok'))).toMatchObject({ status: 'ok', statusSource: 'staff' });
  });

  it('finds an article that begins to use a retracted paper later, and asks about it once', async () => {
    const paper = { key: 's', kind: 'pmid' as const, pmid: '33334444', title: 'Retracted before' };
    const { id } = (await usesOf(await article([paper])))[0]!.reference;
    expectOk(await mark(id, 'retracted'));
    const later = await article([paper]);
    answer = null;
    await Promise.all([world.get(EvidenceSweep).run(), world.get(EvidenceSweep).run()]);
    expect(await tasksOf(later)).toHaveLength(1);
    await world.database.query(`UPDATE task SET closed_at = now(), closed_reason = 'Replaced.' WHERE article_id = $1`, [
      later.articleId,
    ]);
    await world.get(EvidenceSweep).run();
    expect(await tasksOf(later)).toHaveLength(1);
  });

  it('queues each due check once, also by two workers, and again a week later', async () => {
    world.clock.advance(8 * 86_400_000);
    const jobs = (await Promise.all([world.get(EvidenceSweep).run(), world.get(EvidenceSweep).run()])).flat();
    const ids = jobs.map((job) => (job.data as { referenceId: string }).referenceId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(await world.get(EvidenceSweep).run()).toEqual([]);
  });

  it('leaves everything as it was when a register fails, and is asked again by the queue', async () => {
    const { reference } = (await usesOf(await article([PAPER])))[0]!;
    answer = new Error('A register answered 503.');
    await expect(world.get(CheckReference).run({ referenceId: reference.id })).rejects.toThrow('503');
    expect((await world.get(References).byIds([reference.id]))[0]!.status).toBe(reference.status);
  });

  it('supersedes by another reference, and refuses itself, nothing and strangers', async () => {
    const [older, newer] = (
      await usesOf(
        await article([
          { key: 'o', kind: 'guideline', title: 'Back pain', source: 'NICE', year: 2016 },
          { key: 'p', kind: 'guideline', title: 'Back pain', source: 'NICE', year: 2026 },
        ]),
      )
    ).map((use) => use.reference.id);
    expect(await mark(older!, 'superseded')).toMatchObject({ code: 'INVALID_INPUT', field: 'supersededById' });
    expect(await mark(older!, 'superseded', older!)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(expectOk(await mark(older!, 'superseded', newer!))).toMatchObject({ supersededById: newer });
    const input = { siteId: world.siteId, id: older!, grade: 'A', jurisdiction: 'UK' };
    expect(await world.get(StateReference).grade(sam, input)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(expectOk(await world.get(StateReference).grade(maya, input))).toMatchObject({
      grade: 'A',
      jurisdiction: 'UK',
    });
    expect(await world.get(StateReference).grade(maya, { ...input, siteId: world.otherSiteId })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('asks the registers one after another at fixed hosts, without following anywhere, and takes the graver answer', async () => {
    const asked: { url: string; redirect: unknown }[] = [];
    const recorded = async (url: string, init: RequestInit) => {
      asked.push({ url, redirect: init.redirect });
      const body = url.includes('crossref')
        ? {
            message: {
              'updated-by': [
                { type: 'retraction', source: 'publisher', updated: { 'date-time': '2024-01-01T00:00:00Z' } },
              ],
            },
          }
        : { result: { uids: ['1'], '1': { pubtype: ['Journal Article'] } } };
      return new Response(JSON.stringify(body));
    };
    const registers = new Registers({ checkReferences: true } as Settings, recorded);
    expect(await registers.ask({ pmid: '1', doi: '10.1000/a/../b?x' })).toMatchObject({
      status: 'retracted',
      source: 'publisher',
    });
    expect(asked).toEqual([
      { url: 'https://api.crossref.org/works/10.1000%2Fa%2F..%2Fb%3Fx', redirect: 'error' },
      { url: expect.stringMatching(/^https:\/\/eutils\.ncbi\.nlm\.nih\.gov\/.*id=1$/), redirect: 'error' },
    ]);
    expect(
      await new Registers({ checkReferences: false } as Settings, recorded).ask({ pmid: '1', doi: null }),
    ).toBeNull();
    expect(asked).toHaveLength(2);
    const busy = new Registers({ checkReferences: true } as Settings, async () => new Response('', { status: 503 }));
    await expect(busy.ask({ pmid: '1', doi: null })).rejects.toThrow('503');
  });

  it('keeps what was said: entries cannot be changed by SQL', async () => {
    await expect(world.database.query(`UPDATE evidence_status_entry SET status = 'ok'`)).rejects.toMatchObject({
      code: 'CP003',
    });
  });
});
