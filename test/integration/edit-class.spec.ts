import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RevisionRow, SaveRevision } from '#editing';
import { expectOk } from '#kernel';
import type { StaffActor } from '#platform';
import { RequestReview } from '#review';
import { createWorld, sampleContent, type World } from '../support/world.js';

describe('an edit that its author calls minor', () => {
  let world: World;
  let sam: StaffActor;
  let maya: StaffActor;
  beforeAll(async () => {
    world = await createWorld();
    sam = await world.person('Sam', 'author');
    maya = await world.person('Maya', 'reviewer');
  });
  afterAll(() => world.close());

  /** An approved text of these words, and what its author saved on it as a minor edit. */
  const minorEdit = async (before: string, after: string): Promise<RevisionRow> => {
    const first = await world.article(sam, sampleContent(before));
    await world.approve(first, sam, maya);
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = await world.newest(first);
    const base = { articleId, baseRevisionId, baseContentHash, editClass: 'minor' as const };
    return expectOk(await world.get(SaveRevision).run(sam, { ...base, ...sampleContent(after) }));
  };
  const classAsked = async ({ id }: RevisionRow) =>
    expectOk(await world.get(RequestReview).run(sam, { revisionId: id })).editClass;

  it('is reviewed as one when it is a slip of the pen', async () => {
    const saved = await minorEdit('Walking feels esy.', 'Walking feels easy.');
    expect(saved.editClass).toBe('minor');
    expect(await classAsked(saved)).toBe('minor');
  });

  it.each([
    ['a dose', 'Do 10 repetitions.', 'Do 100 repetitions.'],
    ['when to get help', 'See a doctor with a fever.', 'See a doctor with a cold.'],
    ['a claim', 'Walking may help.', 'Walking is a permanent fix.'],
  ])('is clinical from its save on when it changes %s', async (_what, before, after) => {
    const saved = await minorEdit(before, after);
    expect(saved.editClass).toBe('clinical');
    expect(await classAsked(saved)).toBe('clinical');
  });

  it('is looked at again when a review is asked for, whatever the row says', async () => {
    const saved = await minorEdit('Do 10 repetitions.', 'Do 100 repetitions.');
    await world.database.query(`UPDATE revision SET edit_class = 'minor' WHERE id = $1`, [saved.id]);
    expect(await classAsked(await world.newest(saved))).toBe('clinical');
  });
});
