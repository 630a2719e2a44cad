import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ArticleContent, build as b } from '#document';
import {
  ConfirmTranslation,
  CreateArticle,
  FollowUpApproval,
  FollowUpSweep,
  type RevisionRow,
  SaveRevision,
  StartTranslation,
  TakeNewestPiece,
} from '#editing';
import { expectOk, newId } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { CompleteTask, TaskReader } from '#tasks';
import { approvable } from '../support/approvable.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

const flags = (words: string): ArticleContent => ({
  ...sampleContent(),
  document: b.doc(b.redFlags({ urgency: 'now' }, words), ...approvable()),
  title: 'When to get help',
});

function spanish(words: string): ArticleContent {
  const warning = b.redFlags(
    { urgency: 'now' },
    b.p('Llame al 911 o vaya a urgencias ahora si tiene:'),
    b.ul('adormecimiento entre las piernas', 'no puede orinar', 'debilidad en ambas piernas'),
  );
  const cited = b.p(b.cite('care', 'La mayoría mejora si se mantiene activa'), '.');
  return { ...sampleContent(), locale: 'es', title: words, document: b.doc(b.p(words), cited, warning) };
}

describe('what follows from an approval', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  let jo: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    [sam, maya] = [await world.person('Sam', 'author'), await world.person('Maya', 'reviewer')];
    jo = await world.person('Jo', 'publisher');
  });
  afterAll(() => world.close());

  const save = async (base: RevisionRow, content: ArticleContent, more: object = {}) => {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = base;
    const input = { articleId, baseRevisionId, baseContentHash, ...content, ...more };
    return expectOk(await world.get(SaveRevision).run(sam, input));
  };
  /** Approves, and does nothing of what follows. */
  const approved = async (revision: RevisionRow) => (await world.approve(revision, sam, maya)).id;
  const handler = () => world.get(FollowUpApproval);
  const approve = async (revision: RevisionRow) => handler().run({ approvalId: await approved(revision) });
  const publish = async (revision: RevisionRow) =>
    expectOk(await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id }));
  const tasks = (articleId: string) => world.get(TaskReader).openOfArticles([articleId]);
  const taskCount = async (articleId: string) =>
    (await world.database.query('SELECT 1 FROM task WHERE article_id = $1', [articleId])).length;

  async function piece(): Promise<RevisionRow> {
    const slug = `f-${newId()}`;
    const input = { siteId: world.siteId, topic: 'Safety', riskClass: 'standard' as const, slug };
    const content = flags('You cannot control your bladder or bowel.');
    const article = expectOk(
      await world.get(CreateArticle).run(sam, { ...input, ...content, contentType: 'safetyBlock' }),
    );
    const revision = await world.newest({ articleId: article.id, locale: 'en' } as RevisionRow);
    await approve(revision);
    return revision;
  }
  async function host(of: RevisionRow): Promise<RevisionRow> {
    const block = b.safetyBlock(of.articleId, of.number, of.contentHash);
    return world.article(sam, { ...sampleContent(), document: b.doc(b.p('Walk.'), block, ...approvable()) });
  }
  const take = async (of: RevisionRow, pieceId: string) => {
    const { articleId, locale } = of;
    return expectOk(await world.get(TakeNewestPiece).run(sam, { articleId, locale, pieceId }));
  };

  describe('of a shared piece', () => {
    it('opens one task for each text that shows an older version, urgent where it is live, and once', async () => {
      const block = await piece();
      const [live, draft] = [await host(block), await host(block)];
      await approve(live);
      await publish(live);
      const second = await save(block, flags('Weakness in both legs.'));
      expect(await tasks(live.articleId)).toEqual([]);
      const approvalId = await approved(second);
      await Promise.all([1, 2, 3].map(() => handler().run({ approvalId })));
      await handler().run({ approvalId });
      expect(await tasks(live.articleId)).toMatchObject([
        { kind: 'pieceUpdated', locale: 'en', urgent: true, subjectId: block.articleId, siteId: world.siteId },
      ]);
      expect(await tasks(draft.articleId)).toMatchObject([{ kind: 'pieceUpdated', urgent: false }]);
      expect([await taskCount(live.articleId), await taskCount(draft.articleId)]).toEqual([1, 1]);
      const lines = await world.database.query(
        `SELECT actor_kind, data FROM audit_entry WHERE action = 'tasks.followed-up' AND subject_id = $1`,
        [block.articleId],
      );
      expect(lines).toEqual([{ actor_kind: 'system:followUp', data: { opened: 2, closed: 0 } }]);
    });

    it('ends when a text with the new version was approved, and not before', async () => {
      const block = await piece();
      const shown = await host(block);
      await approve(shown);
      await approve(await save(block, flags('Weakness in both legs.')));
      const renewed = await take(shown, block.articleId);
      await handler().run({ approvalId: (await lastApproval(block))! });
      expect(await tasks(shown.articleId)).toHaveLength(1);
      await approve(renewed);
      expect(await tasks(shown.articleId)).toEqual([]);
      const [row] = await world.database.query(
        'SELECT closed_by_id, closed_at IS NOT NULL AS closed FROM task WHERE article_id = $1',
        [shown.articleId],
      );
      expect(row).toEqual({ closed_by_id: null, closed: true });
    });

    it('opens nothing when it comes so late that the reason is gone', async () => {
      const block = await piece();
      const shown = await host(block);
      await approve(shown);
      const late = await approved(await save(block, flags('Weakness in both legs.')));
      await approve(await take(shown, block.articleId));
      await handler().run({ approvalId: late });
      expect(await taskCount(shown.articleId)).toBe(0);
    });

    it('is done whole or not at all when it is killed between, and by the next run', async () => {
      const block = await piece();
      const shown = await host(block);
      await approve(shown);
      const approvalId = await approved(await save(block, flags('Weakness in both legs.')));
      await world.database.query(
        `CREATE FUNCTION fail_audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           IF NEW.action = 'tasks.followed-up' THEN RAISE EXCEPTION 'killed'; END IF; RETURN NEW; END $$`,
      );
      await world.database.query(
        'CREATE TRIGGER fail_audit BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION fail_audit()',
      );
      await expect(handler().run({ approvalId })).rejects.toThrow();
      await world.database.query('DROP FUNCTION fail_audit() CASCADE');
      expect(await taskCount(shown.articleId)).toBe(0);
      await handler().run({ approvalId });
      expect(await tasks(shown.articleId)).toHaveLength(1);
    });

    it('does not ask again what a person ticked off, until there is a newer version', async () => {
      const block = await piece();
      const shown = await host(block);
      const second = await save(block, flags('Weakness in both legs.'));
      await approve(second);
      const [task] = await tasks(shown.articleId);
      expectOk(await world.get(CompleteTask).run(jo, { id: task!.id, note: 'The old words stay.' }));
      await handler().run({ approvalId: (await lastApproval(block))! });
      expect(await tasks(shown.articleId)).toEqual([]);
      await approve(await save(second, flags('Numbness between the legs.')));
      expect(await tasks(shown.articleId)).toMatchObject([{ detail: { shownVersion: 1, newestVersion: 3 } }]);
    });
  });

  describe('of a source', () => {
    async function pair(): Promise<{ source: RevisionRow; translation: RevisionRow }> {
      const source = await world.article(sam, sampleContent('Walk ten minutes a day.'));
      await approve(source);
      const { articleId } = source;
      const input = { articleId, fromLocale: 'en', toLocale: 'es', slug: `f-${newId()}` };
      const started = expectOk(await world.get(StartTranslation).run(sam, input));
      const translation = await save(started, spanish('Camine diez minutos al día.'));
      await approve(translation);
      return { source, translation };
    }
    const seen = ({ id: revisionId, contentHash }: RevisionRow) => ({ revisionId, contentHash });

    it('opens one task for a stale translation, and none for a minor change', async () => {
      const { source, translation } = await pair();
      await publish(translation);
      const minor = await save(source, sampleContent('Walk ten minutes each day.'), { editClass: 'minor' });
      await world.database.query(`UPDATE revision SET edit_class = 'minor' WHERE id = $1`, [minor.id]);
      await approve(minor);
      expect(await taskCount(source.articleId)).toBe(0);
      const changed = await save(minor, sampleContent('Do not walk.'));
      const approvalId = await approved(changed);
      await Promise.all([handler().run({ approvalId }), handler().run({ approvalId })]);
      expect(await tasks(source.articleId)).toMatchObject([
        { kind: 'translationStale', locale: 'es', urgent: true, subjectId: changed.id },
      ]);
      expect(await taskCount(source.articleId)).toBe(1);
    });

    it('ends in the transaction in which the translation is confirmed', async () => {
      const { source, translation } = await pair();
      const changed = await save(source, sampleContent('Walk twenty minutes a day.'));
      await approve(changed);
      expect(await tasks(source.articleId)).toHaveLength(1);
      const input = { ...seen(translation), source: seen(changed) };
      expectOk(await world.get(ConfirmTranslation).run(sam, input));
      expect(await tasks(source.articleId)).toEqual([]);
      await handler().run({ approvalId: (await lastApproval(source))! });
      expect(await tasks(source.articleId)).toEqual([]);
    });

    it('ends when a text that was brought up to date is approved', async () => {
      const { source, translation } = await pair();
      const changed = await save(source, sampleContent('Walk twenty minutes a day.'));
      await approve(changed);
      const words = spanish('Camine veinte minutos al día.');
      const renewed = await save(translation, words, { source: seen(changed) });
      await handler().run({ approvalId: (await lastApproval(source))! });
      expect(await tasks(source.articleId)).toHaveLength(1);
      await approve(renewed);
      expect(await tasks(source.articleId)).toEqual([]);
    });
  });

  it('is asked for again by a sweep, once an article', async () => {
    const asked = await world.get(FollowUpSweep).run();
    const [row] = await world.database.query<{ n: number }>(
      'SELECT count(DISTINCT article_id)::int AS n FROM approval',
    );
    expect(asked).toHaveLength(row!.n);
  });

  async function lastApproval({ articleId }: RevisionRow): Promise<string | undefined> {
    const rows = await world.get(Database).client.$queryRaw<{ id: string }[]>`
      SELECT id FROM approval WHERE article_id = ${articleId}::uuid ORDER BY approved_at DESC, id DESC`;
    return rows[0]?.id;
  }
});
