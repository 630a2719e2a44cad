import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ArticleReader,
  ChangeSlug,
  ClassifyArticle,
  CreateArticle,
  FreeSlug,
  RelatedArticles,
  type RevisionRow,
  SaveRevision,
  SetRelatedArticles,
} from '#editing';
import { expectOk, newId } from '#kernel';
import { type StaffActor, sqlState } from '#platform';
import { PublicationReader, PublishRevision } from '#publishing';
import { RequestReview } from '#review';
import { CreateTerm, TermReader, type TermRow, UpdateTerm } from '#taxonomy';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('taxonomy', () => {
  let world: World;
  let author: StaffActor;
  let reviewer: StaffActor;
  let publisher: StaffActor;
  let terms: TermReader;

  beforeAll(async () => {
    world = await createWorld();
    author = await world.person('Sam', 'author');
    reviewer = await world.person('Maya', 'reviewer');
    publisher = await world.person('Jo', 'publisher');
    terms = world.get(TermReader);
  });
  afterAll(() => world?.close());

  const common = async (kind: TermRow['kind'], search: string) => {
    const [term] = await terms.page({ siteId: world.siteId, kind, search, limit: 1 });
    return term!;
  };
  const made = async (title: string, topic = 'Walking', summary = 'A short text.') => {
    const content = { ...sampleContent(), title, summary };
    const input = { siteId: world.siteId, topic, riskClass: 'standard' as const, slug: `s-${newId()}`, ...content };
    return expectOk(await world.get(CreateArticle).run(author, input));
  };
  const slugged = async (slug: string, locale = 'en') => {
    const input = { siteId: world.siteId, topic: 'Walking', riskClass: 'standard' as const, ...sampleContent(), slug };
    return world.get(CreateArticle).run(author, { ...input, locale });
  };
  const code = (value: unknown) => (value as { code?: string }).code ?? 'done';
  const topicTerms = async (articleId: string) =>
    (await terms.ofArticles([articleId])).filter(({ term }) => term.kind === 'topic').map(({ term }) => term);

  describe('the topic of an article', () => {
    it('is a common term when it is called so, by label or by synonym, in any case', async () => {
      const walking = await made('One', ' WALKING ');
      expect(walking.topic).toBe('Walking');
      expect((await topicTerms(walking.id))[0]).toMatchObject({ siteId: null, key: 'walking' });
      expect((await made('Two', 'lower back pain')).topic).toBe('Low back pain');
    });

    it('becomes a term of the site when nothing is called so, once, also for two at the same moment', async () => {
      const articles = await Promise.all(Array.from({ length: 6 }, (_, i) => made(`Yoga ${i}`, 'Chair yoga')));
      const found = await terms.ofArticles(articles.map((it) => it.id));
      expect(new Set(found.map(({ term }) => term.id)).size).toBe(1);
      expect(found[0]!.term).toMatchObject({ siteId: world.siteId, key: 'chair-yoga' });
    });

    it('keeps topics apart that have the same key, and takes any script', async () => {
      const [one, two, three] = [await made('A', 'Tai chi'), await made('B', 'Tai & chi'), await made('C', '太極拳')];
      expect([one.topic, two.topic, three.topic]).toEqual(['Tai chi', 'Tai & chi', '太極拳']);
      const ids = await Promise.all([one, two, three].map(async ({ id }) => (await topicTerms(id))[0]!.id));
      expect(new Set(ids).size).toBe(3);
    });
  });

  describe('a code', () => {
    it('that was taken back is answered by what replaced it', async () => {
      const answer = await terms.lookUpCode(world.siteId, 'icd10cm', 'm54.5');
      expect(answer).toMatchObject({ asked: 'M54.5', match: 'replaced', codes: ['M54.50', 'M54.51', 'M54.59'] });
      expect(answer!.terms.map((term) => term.key)).toEqual(['low-back-pain']);
    });

    it('finds its condition in each system, and nothing for nonsense', async () => {
      for (const [system, text] of [
        ['snomedct', '279039007'],
        ['mesh', 'D017116'],
        ['icd10cm', 'M5451'],
      ] as const) {
        const answer = await terms.lookUpCode(world.siteId, system, text);
        expect({ text, keys: answer!.terms.map((it) => it.key) }).toEqual({ text, keys: ['low-back-pain'] });
      }
      expect(await terms.lookUpCode(world.siteId, 'snomedct', '279039008')).toBeNull();
      expect((await terms.lookUpCode(world.siteId, 'icd10cm', 'A00.0'))!.match).toBe('none');
    });

    it('of a shape its system does not have is refused by the database too', async () => {
      const { id } = await common('condition', 'whiplash');
      const add = (system: string, text: string) =>
        world.database
          .query('INSERT INTO taxonomy_code (term_id, system, code) VALUES ($1, $2, $3)', [id, system, text])
          .catch(sqlState);
      expect(await add('icd10cm', 'm54.2')).toBe('23514');
      expect(await add('loinc', '1234-5')).toBe('23514');
    });
  });

  describe('a term of a site', () => {
    const labels = (label: string, synonyms: string[] = []) => [{ locale: 'en', label, synonyms }];
    const create = (actor: StaffActor, label: string, more: object = {}) =>
      world
        .get(CreateTerm)
        .run(actor, { siteId: world.siteId, kind: 'condition' as const, labels: labels(label), ...more });

    it('is made by publishers alone, and once', async () => {
      expect(code(await create(author, 'Turf toe'))).toBe('NOT_ALLOWED');
      const twice = await Promise.all([create(publisher, 'Turf toe'), create(publisher, 'turf TOE')]);
      expect(twice.map(code).sort()).toEqual(['TERM_TAKEN', 'done']);
      expect(code(await create(publisher, 'Low back pain'))).toBe('TERM_TAKEN');
    });

    it('takes codes of a right shape only', async () => {
      const codes = [{ system: 'snomedct' as const, code: '1234567', status: 'active' as const, replacedBy: [] }];
      expect(await create(publisher, 'Jumped toe', { codes })).toMatchObject({
        code: 'INVALID_CODE',
        value: '1234567',
      });
    });

    it('never closes a circle of parents, and common terms stay as they are', async () => {
      const top = expectOk(await create(publisher, 'Hand conditions'));
      const below = expectOk(await create(publisher, 'Thumb conditions', { parentId: top.id }));
      const update = world.get(UpdateTerm);
      expect(code(await update.run(publisher, { termId: top.id, parentId: below.id }))).toBe('INVALID_INPUT');
      expect(code(await update.run(publisher, { termId: top.id, parentId: top.id }))).toBe('INVALID_INPUT');
      const back = await common('condition', 'low back pain');
      expect(code(await update.run(publisher, { termId: back.id, labels: labels('Bad back') }))).toBe('COMMON_TERM');
      const renamed = expectOk(await update.run(publisher, { termId: below.id, labels: labels('Thumb', ['pollex']) }));
      expect(renamed).toMatchObject({ key: 'thumb-conditions', parentId: top.id, labels: labels('Thumb', ['pollex']) });
    });

    it('cannot stand on an article of another site, whoever writes', async () => {
      const own = expectOk(await create(publisher, 'Harbor shoulder'));
      const foreign = newId();
      await world.database.query(`INSERT INTO article (id, site_id, topic, created_by_id) VALUES ($1, $2, 'x', $3)`, [
        foreign,
        world.otherSiteId,
        author.userId,
      ]);
      const write = world.database.query('INSERT INTO article_term VALUES ($1, $2)', [foreign, own.id]);
      expect(await write.catch(sqlState)).toBe('23514');
    });
  });

  describe('classifying', () => {
    it('sets terms, kind and risk, once, with a line in the audit log and facts in the outbox', async () => {
      const article = await made('Classified');
      const [back, neck] = [await common('condition', 'low back'), await common('condition', 'whiplash')];
      const region = await common('bodyRegion', 'lower back');
      const input = {
        articleId: article.id,
        conditionIds: [back.id, neck.id],
        bodyRegionIds: [region.id],
        riskClass: 'high' as const,
        contentType: 'conditionGuide',
        topic: 'Back pain',
      };
      const after = expectOk(await world.get(ClassifyArticle).run(author, input));
      expect(after).toMatchObject({ riskClass: 'high', contentType: 'conditionGuide', topic: 'Back pain' });
      expectOk(await world.get(ClassifyArticle).run(author, input));
      const keys = (await terms.ofArticles([article.id])).map(({ term }) => term.key).sort();
      expect(keys).toEqual(['back-pain', 'low-back-pain', 'lower-back', 'whiplash']);
      const facts = await world.database.query(
        `SELECT kind, payload->>'from' AS "from", payload->>'to' AS "to" FROM outbox_event
         WHERE payload->>'articleId' = $1 AND kind LIKE 'article.%' ORDER BY kind`,
        [article.id],
      );
      expect(facts.filter((it) => it.kind === 'article.risk-raised')).toEqual([
        { kind: 'article.risk-raised', from: 'standard', to: 'high' },
      ]);
      expect(facts.filter((it) => it.kind === 'article.classified')).toHaveLength(1);
      const lines = await world.database.query(
        `SELECT 1 FROM audit_entry WHERE subject_id = $1 AND action = 'article.classified'`,
        [article.id],
      );
      expect(lines).toHaveLength(1);
    });

    it('to a milder risk takes a reviewer', async () => {
      const { id: articleId } = await made('Milder');
      const milder = { articleId, riskClass: 'low' as const };
      expect(code(await world.get(ClassifyArticle).run(author, milder))).toBe('NOT_ALLOWED');
      expect(code(await world.get(ClassifyArticle).run(publisher, milder))).toBe('NOT_ALLOWED');
      expect(expectOk(await world.get(ClassifyArticle).run(reviewer, milder)).riskClass).toBe('low');
    });

    it('refuses terms of another kind or nowhere, and kinds of text there are not', async () => {
      const { id: articleId } = await made('Wrong');
      const region = await common('bodyRegion', 'knee');
      const classify = (more: object) => world.get(ClassifyArticle).run(author, { articleId, ...more });
      expect(code(await classify({ conditionIds: [region.id] }))).toBe('INVALID_INPUT');
      expect(code(await classify({ conditionIds: [newId()] }))).toBe('INVALID_INPUT');
      expect(code(await classify({ conditionIds: ['x'] }))).toBe('INVALID_INPUT');
      expect(code(await classify({ contentType: 'constructor' }))).toBe('INVALID_INPUT');
      expect(code(await classify({ topic: ' ' }))).toBe('INVALID_INPUT');
    });

    it('decides what a review needs: each missing block is named', async () => {
      const article = await made('Guide');
      expectOk(await world.get(ClassifyArticle).run(author, { articleId: article.id, contentType: 'conditionGuide' }));
      const newest = await world.newest({ articleId: article.id, locale: 'en' } as RevisionRow);
      const asked = await world.get(RequestReview).run(author, { revisionId: newest.id });
      expect(asked).toMatchObject({ code: 'REQUIRED_BLOCK_MISSING' });
      expect((asked as unknown as { missing: { key: string }[] }).missing.map((it) => it.key)).toEqual([
        'keyMessage',
        'steps',
      ]);
    });
  });

  describe('an address', () => {
    const change = (articleId: string, slug: string, actor = author) =>
      world.get(ChangeSlug).run(actor, { articleId, locale: 'en', slug });

    it('of another article is refused, when an article is made and when it moves', async () => {
      expectOk(await slugged('first-home'));
      expect(code(await slugged('first-home'))).toBe('SLUG_TAKEN');
      const other = expectOk(await slugged('second-home'));
      expect(code(await change(other.id, 'first-home'))).toBe('SLUG_TAKEN');
      expect(code(await change(other.id, 'Not a slug'))).toBe('INVALID_INPUT');
      expect(code(await world.get(ChangeSlug).run(author, { articleId: other.id, locale: 'fr', slug: 'x' }))).toBe(
        'NOT_FOUND',
      );
    });

    it('that ten articles want at once goes to one of them', async () => {
      const articles = await Promise.all(Array.from({ length: 10 }, (_, i) => slugged(`rush-${i}`)));
      const answers = await Promise.all(articles.map((it) => change(expectOk(it).id, 'rush')));
      const taken = answers.map(code);
      expect(taken.filter((it) => it === 'done')).toHaveLength(1);
      expect(taken.filter((it) => it === 'SLUG_TAKEN')).toHaveLength(9);
    });

    it('that an article leaves is never had by another while it leads on, also at that very moment', async () => {
      for (let round = 0; round < 10; round += 1) {
        const mover = expectOk(await slugged(`leaving-${round}`));
        const [, claimed] = await Promise.all([change(mover.id, `left-${round}`), slugged(`leaving-${round}`)]);
        expect(code(claimed)).toBe('SLUG_TAKEN');
      }
      expect(code(await slugged('leaving-3'))).toBe('SLUG_TAKEN');
    });

    it('comes back to the article that had it, and a freed one may go to another', async () => {
      const article = expectOk(await slugged('old-name'));
      expectOk(await change(article.id, 'new-name'));
      expectOk(await change(article.id, 'old-name'));
      const former = await world.get(ArticleReader).formerSlugs([article.id]);
      expect(former.filter((it) => !it.endedAt).map((it) => it.slug)).toEqual(['new-name']);
      expect(code(await slugged('new-name'))).toBe('SLUG_TAKEN');
      const free = (actor: StaffActor) => world.get(FreeSlug).run(actor, { locale: 'en', slug: 'new-name' });
      expect(code(await free(author))).toBe('NOT_ALLOWED');
      expectOk(await free(publisher));
      expect(code(await free(publisher))).toBe('NOT_FOUND');
      expect(code(await slugged('new-name'))).toBe('done');
    });

    it('is kept by the database, whoever writes, and history is not rewritten', async () => {
      const article = expectOk(await slugged('by-hand'));
      await world.database.query(`UPDATE article_slug SET slug = 'by-hand-2' WHERE article_id = $1`, [article.id]);
      const claim = (sql: string) => world.database.query(sql).catch(sqlState);
      expect(await claim(`UPDATE article_slug SET slug = 'by-hand' WHERE slug = 'first-home'`)).toBe('23505');
      expect(await claim(`DELETE FROM slug_redirect WHERE slug = 'by-hand'`)).toBe('CP003');
      expect(await claim(`UPDATE slug_redirect SET slug = 'z' WHERE slug = 'by-hand'`)).toBe('CP003');
    });

    it('leads on in one step from every address a site showed, once the article is published again', async () => {
      const content = sampleContent('Walk every day, a little more.');
      const input = {
        siteId: world.siteId,
        topic: 'Walking',
        riskClass: 'standard' as const,
        slug: 'way-1',
        ...content,
      };
      const article = expectOk(await world.get(CreateArticle).run(author, input));
      const at = (slug: string) =>
        world.get(PublicationReader).redirectOf({ siteId: world.siteId, locale: 'en', slug });
      const republish = async (words: string) => {
        const newest = await world.newest({ articleId: article.id, locale: 'en' } as RevisionRow);
        const saved = words ? await resave(newest, words) : newest;
        await world.approve(saved, author, reviewer);
        const siteId = world.siteId;
        expectOk(await world.get(PublishRevision).run(publisher, { siteId, revisionId: saved.id }));
      };
      await republish('');
      expectOk(await change(article.id, 'way-2'));
      // Still live where it was: the public address changes with the next publication and not before.
      expect([await at('way-1'), await at('way-2')]).toEqual([null, null]);
      await republish('Walk every day, more.');
      expect(await at('way-1')).toBe('way-2');
      expectOk(await change(article.id, 'never-shown'));
      expectOk(await change(article.id, 'way-3'));
      await republish('Walk every day, much more.');
      expect([await at('way-1'), await at('way-2'), await at('never-shown'), await at('way-3')]).toEqual([
        'way-3',
        'way-3',
        null,
        null,
      ]);
      expectOk(await world.get(FreeSlug).run(publisher, { locale: 'en', slug: 'way-1' }));
      expect(await at('way-1')).toBeNull();
    });

    async function resave(newest: RevisionRow, words: string): Promise<RevisionRow> {
      const { articleId, locale, title, summary } = newest;
      const base = { baseRevisionId: newest.id, baseContentHash: newest.contentHash };
      const { document, references } = sampleContent(words);
      const input = { articleId, locale, title, summary, document, references, ...base };
      return expectOk(await world.get(SaveRevision).run(author, input));
    }
  });

  describe('related articles', () => {
    it('are those put there by hand in their order, then the most alike, in one statement', async () => {
      const own = await made('Walking with a sore knee', 'Knee pain', 'How to walk.');
      const alike = await made('Walk when the knee is sore', 'Knee pain', 'Walking.');
      const some = await made('Sleeping', 'Knee pain', 'At night.');
      const byHand = [await made('Something else', 'Chair yoga'), await made('And another', 'Chair yoga')];
      await made('Nothing in common', 'Pelvic health', 'Words.');
      const relatedIds = byHand.map((it) => it.id);
      expectOk(await world.get(SetRelatedArticles).run(author, { articleId: own.id, relatedIds }));
      const found = await world.get(RelatedArticles).of(own.id, 'en', 10);
      expect(found.slice(0, 2).map((it) => [it.articleId, it.byHand])).toEqual(relatedIds.map((id) => [id, true]));
      const rest = found.slice(2).map((it) => it.articleId);
      expect(rest[0]).toBe(alike.id);
      expect(rest).toContain(some.id);
      expect(rest).not.toContain(own.id);
      expect(await world.get(RelatedArticles).of(own.id, 'es', 10)).toEqual([]);
    });

    it('are never the article itself, one of them twice, or one of another site', async () => {
      const [own, other] = [await made('Own'), await made('Other')];
      const foreign = newId();
      await world.database.query(`INSERT INTO article (id, site_id, topic, created_by_id) VALUES ($1, $2, 'x', $3)`, [
        foreign,
        world.otherSiteId,
        author.userId,
      ]);
      const set = async (relatedIds: string[]) =>
        code(await world.get(SetRelatedArticles).run(author, { articleId: own.id, relatedIds }));
      expect(await set([own.id])).toBe('INVALID_INPUT');
      expect(await set([other.id, other.id])).toBe('INVALID_INPUT');
      expect(await set([foreign])).toBe('INVALID_INPUT');
      expect(await set([newId()])).toBe('INVALID_INPUT');
      expect(await set([other.id])).toBe('done');
      expect(await set([])).toBe('done');
    });
  });
});
