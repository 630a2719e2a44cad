import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { build as b } from '#document';
import { expectOk, newId } from '#kernel';
import {
  AddMedia,
  ArchiveMedia,
  DescribeMedia,
  type DescribeMediaInput,
  type MediaAssetRow,
  mediaHandlers,
} from '#media';
import type { StaffActor, Tx } from '#platform';
import { FireSchedules, PublishRevision, SchedulePublication } from '#publishing';
import { approvable, REFERENCES } from '../support/approvable.js';
import { drawing, pdf } from '../support/sample-files.js';
import { createWorld, sampleContent, type World } from '../support/world.js';

let world: World;
let author: StaffActor;
let reviewer: StaffActor;
beforeAll(async () => {
  world = await createWorld();
  author = await world.person('Ana', 'author');
  reviewer = await world.person('Rey', 'reviewer');
});
afterAll(() => world?.close());

const addOk = async (bytes: Buffer, fileName: string) =>
  expectOk(await world.get(AddMedia).run(author, { siteId: world.siteId, fileName, bytes })).asset;
const render = ({ id }: MediaAssetRow) =>
  world.get(mediaHandlers[0]!).run({ assetId: id }, { signal: new AbortController().signal });

let shade = 0;
/** A picture that no other test uploaded. */
function picture(): Promise<Buffer> {
  shade += 1;
  return drawing(500, 400)
    .tint({ r: shade * 7, g: 90, b: 200 })
    .jpeg()
    .toBuffer();
}

function describing({ id, version }: MediaAssetRow, change: Partial<DescribeMediaInput> = {}) {
  return world.get(DescribeMedia).run(author, {
    assetId: id,
    version,
    alt: 'A bent knee',
    decorative: false,
    rights: { status: 'owned' },
    focalPoint: { x: 0.5, y: 0.5 },
    ...change,
  });
}

describe('a publication', () => {
  const inDays = (days: number) => new Date(world.clock.now().getTime() + days * 86_400_000);
  let publisher: StaffActor;
  beforeAll(async () => {
    publisher = await world.person('Pia', 'publisher');
  });

  /** An approved text with a picture and a linked PDF whose rights are in force, both described at version 2. */
  async function approved() {
    const [knee, plan] = [await addOk(await picture(), 'knee.jpg'), await addOk(pdf([`<< /N ${newId()} >>`]), 'p.pdf')];
    await render(knee);
    const [image, sheet] = [expectOk(await describing(knee)), expectOk(await describing(plan))];
    const link = b.p(b.link(`https://press.example/media/${plan.name}#page=2`, 'The plan'));
    const document = b.doc(b.p('Bend it.'), b.image({ mediaId: knee.id, alt: 'A knee' }), link, ...approvable());
    const revision = await world.article(author, { ...sampleContent(), document, references: REFERENCES });
    await world.approve(revision, author, reviewer);
    return { image, sheet, order: { siteId: world.siteId, revisionId: revision.id } };
  }
  const publish = (order: { siteId: string; revisionId: string }) => world.get(PublishRevision).run(publisher, order);
  const owned = (expiresAt: Date | null) => ({ rights: { status: 'owned' as const, expiresAt } });

  it.each(['image', 'sheet'] as const)('is refused when rights ended after the review: %s', async (which) => {
    const { order, ...files } = await approved();
    const until = new Date(world.clock.now().getTime() - 1);
    const ended = expectOk(await describing(files[which], owned(until)));
    const pictures = [{ mediaId: ended.id, name: ended.fileName, lacks: ['rightsExpired'] }];
    expect(await publish(order)).toMatchObject({ code: 'MEDIA_NOT_PUBLISHABLE', pictures });
    const unknown = expectOk(await describing(ended, { rights: { status: 'unknown' } }));
    expect(await publish(order)).toMatchObject({ pictures: [{ lacks: ['rights'] }] });
    // Words that were taken away since are no reason: the public gets those that were approved.
    expectOk(await describing(unknown, { alt: null, ...owned(inDays(1)) }));
    expectOk(await publish(order));
  });

  it('is not scheduled for an instant after the rights, and is refused when they end before it', async () => {
    const { order, image } = await approved();
    const limited = expectOk(await describing(image, owned(inDays(2))));
    const schedule = (publishAt: Date) => world.get(SchedulePublication).run(publisher, { ...order, publishAt });
    expect(await schedule(inDays(2))).toMatchObject({ code: 'MEDIA_NOT_PUBLISHABLE' });
    const due = expectOk(await schedule(inDays(1)));
    expectOk(await describing(limited, { rights: { status: 'unknown' } }));
    await world.database.query('UPDATE publication_schedule SET publish_at = $2 WHERE id = $1', [
      due.id,
      new Date(world.clock.now().getTime() - 1),
    ]);
    expect(await world.get(FireSchedules).fireNext()).toBe(true);
    const [row] = await world.database.query('SELECT state, refusal_code FROM publication_schedule WHERE id = $1', [
      due.id,
    ]);
    expect(row).toEqual({ state: 'refused', refusal_code: 'MEDIA_NOT_PUBLISHABLE' });
  });

  it('and the archiving of its picture at the same moment: one of the two is refused', async () => {
    const { order, image } = await approved();
    const live = async (tx: Tx) =>
      (await tx.publication.findMany({ where: { ...order, state: 'live' } })).map((it) => it.id);
    const [published, archived] = await Promise.all([
      publish(order),
      world.get(ArchiveMedia).run(author, image.id, live),
    ]);
    expect([published, archived].filter((it) => 'code' in it)).toHaveLength(1);
  });
});
