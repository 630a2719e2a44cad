import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { People } from '#identity';
import { expectOk } from '#kernel';
import type { StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { createWorld, type World } from '../support/world.js';

interface Row {
  readonly hash: string;
  readonly payload: Record<string, unknown> & { readonly html: string; readonly text: string };
  readonly bytes: string;
}

describe('one text on two sites', () => {
  let world: World;
  let jo: StaffActor;
  let rows: Row[];

  beforeAll(async () => {
    world = await createWorld();
    const [sam, maya] = [await world.person('Sam', 'author'), await world.person('Maya', 'reviewer')];
    const { userId } = await world.person('Jo', 'publisher');
    await world.database.query("INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, 'publisher')", [
      userId,
      world.otherSiteId,
    ]);
    jo = (await world.get(People).actor(userId))!;
    await world.database.query(
      "UPDATE site SET name = 'Ostklinik', phone = '+41 44 000 00 00', postal_address = 'Seeweg 2', emergency_number = '144' WHERE id = $1",
      [world.otherSiteId],
    );
    const revision = await world.article(sam);
    await world.approve(revision, sam, maya);
    for (const siteId of [world.siteId, world.otherSiteId]) {
      expectOk(await world.get(PublishRevision).run(jo, { siteId, revisionId: revision.id }));
    }
    rows = await Promise.all(
      [world.siteId, world.otherSiteId].map(async (siteId) => {
        const [row] = await world.database.query<Row & Record<string, unknown>>(
          `SELECT content_hash AS hash, payload, payload ->> 'document' AS bytes FROM delivery_article WHERE site_id = $1`,
          [siteId],
        );
        return row!;
      }),
    );
  });
  afterAll(() => world?.close());

  it('says the same, byte for byte, with the same fingerprint', () => {
    const [own, other] = rows as [Row, Row];
    expect(own.bytes.length).toBeGreaterThan(100);
    expect(other.bytes).toBe(own.bytes);
    expect(other.hash).toBe(own.hash);
  });

  it('differs on the page only in what belongs to the clinic', () => {
    const [own, other] = rows as [Row, Row];
    expect(own.payload.html).toContain('href="tel:911"');
    expect(other.payload.html).toContain('href="tel:144"');
    expect(other.payload.html).not.toContain('tel:911');
    expect(other.payload.html.replaceAll('144', '911')).toBe(own.payload.html);
    const different = Object.keys(own.payload).filter(
      (key) => JSON.stringify(own.payload[key]) !== JSON.stringify(other.payload[key]),
    );
    expect(different.sort()).toEqual(['html', 'text']);
    const here = other.payload.text
      .replaceAll('144', '911')
      .replaceAll('clinic.example/eastside', 'clinic.example/harbor');
    expect(here).toBe(own.payload.text);
  });
});
