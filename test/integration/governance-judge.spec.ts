import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ArticleContent, build, contentHash } from '#document';
import type { RevisionRow } from '#editing';
import { expectOk } from '#kernel';
import type { StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import type { ApprovalRow } from '#review';
import { fingerprint, type GivenApproval, judge } from '../drills/support/governance-judge.mjs';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('the judge of the governance drill', () => {
  let world: World;
  let maya: StaffActor;
  let revision: RevisionRow;
  let approval: ApprovalRow;
  let given: GivenApproval[];
  beforeEach(async () => {
    world = await createWorld();
    const sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
    const jo = await world.person('Jo', 'publisher');
    revision = await world.article(sam, sampleContent('mk-sam-1-1. Keep moving.'));
    approval = await world.approve(revision, sam, maya);
    expectOk(await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id }));
    const [row] = await world.database.query<{ bytes: string }>(
      `SELECT md5(title || summary || document::text || "references"::text) AS bytes FROM revision WHERE id = $1`,
      [revision.id],
    );
    given = [{ id: approval.id, caseId: approval.caseId, approverId: maya.userId, approver: 'maya', ...row! }];
  });
  afterEach(() => world.close());

  const figures = () => judge({ query: async (sql) => ({ rows: await world.database.query(sql) }) }, given);
  /** Past every trigger and constraint, as only the owner of the machine could. */
  const tamper = (sql: string) =>
    world.database.query(`SET session_replication_role = replica; ${sql}; SET session_replication_role = origin`);

  it('finds nothing wrong where nothing is', async () => {
    expect(await figures()).toEqual({
      ...{ publishedWithoutMatchingApproval: 0, selfApproved: 0, approvalsNotStored: 0, approvedWithoutLicence: 0 },
      ...{ fingerprintMismatches: 0, publishedOverdue: 0, publishedOnLapsedLicence: 0, publishedRecalled: 0 },
      ...{ publications: 1, approvals: 1, completeApprovals: 1, recalledTexts: 0 },
    });
  });

  it.each([
    [
      'a sentence that was changed after the approval',
      `UPDATE revision SET document = replace(document::text, 'Keep moving', 'Keep resting')::jsonb`,
      ['publishedWithoutMatchingApproval', 'fingerprintMismatches'],
    ],
    [
      'a hash that is not that of the text',
      `UPDATE publication SET content_hash = repeat('a', 64)`,
      ['fingerprintMismatches'],
    ],
    [
      'another text on the site',
      `UPDATE delivery_article SET payload = replace(payload::text, 'mk-sam-1-1', 'mk-eve-1-9')::jsonb`,
      ['publishedWithoutMatchingApproval'],
    ],
    [
      'text that went live before it was approved',
      `UPDATE publication SET live_from = live_from - interval '1 day'`,
      ['publishedWithoutMatchingApproval'],
    ],
    [
      'text of its own approver',
      `UPDATE revision SET document = replace(document::text, 'mk-sam-1-1', 'mk-maya-1-1')::jsonb`,
      ['selfApproved'],
    ],
    ['an approval that is gone', 'DELETE FROM approval', ['approvalsNotStored', 'publishedWithoutMatchingApproval']],
    [
      'an approver without a licence',
      `UPDATE credential SET valid_until = valid_from + interval '1 day'`,
      ['approvedWithoutLicence', 'publishedOnLapsedLicence'],
    ],
    [
      'a text that was overdue when it went live',
      'UPDATE approval SET review_due_at = approved_at',
      ['publishedOverdue'],
    ],
    [
      'recalled text that is live',
      `INSERT INTO recalled_revision (article_id, locale, content_hash, revision_id, recall_id, recalled_at)
         SELECT article_id, locale, content_hash, id, gen_random_uuid(), now() FROM revision`,
      ['publishedRecalled'],
    ],
  ])('sees %s', async (_what, sql, wrong) => {
    await tamper(sql);
    const found = await figures();
    for (const figure of wrong) expect([figure, found[figure]]).toEqual([figure, 1]);
  });

  it('computes the fingerprint that the product computes, from the words alone', () => {
    const content: ArticleContent = build.content(build.doc(build.p('Žluťoučký kůň, 10 °C.')), {
      title: 'A',
      locale: 'cs',
    });
    expect(fingerprint({ schemaVersion: revision.schemaVersion, ...content })).toBe(contentHash(content));
  });
});
