import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressBox, SealAddresses, SendConfirmation, Suppressions } from '#audience';
import { bounceMail } from '../support/mail-reports.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom, REPORTERS } from '../support/mail-sink-world.js';

const EMAIL = 'quite.unlikely+canary@bookshop.example';

describe('addresses of subscribers', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url, { backoffSeconds: [0] });
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const sql = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    room.world.database.query<T>(text, values);
  const context = { signal: new AbortController().signal };

  /** Every row of every table as text, the queue's own among them. */
  async function everything(): Promise<string> {
    const tables = await sql<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const rows = await Promise.all(
      tables.map(({ name }) => sql<{ text: string }>(`SELECT string_agg(t::text, '\n') AS text FROM ${name} t`)),
    );
    return rows.map(([row]) => row?.text ?? '').join('\n');
  }

  it('stand nowhere in the database in the clear, whatever a mail server says of them', async () => {
    const response = await fetch(`${room.url}/newsletter/sign-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ site: 'harbor', email: EMAIL, wording: 'Yes.' }),
    });
    expect(response.status).toBe(200);
    const [person] = await sql<{ id: string }>('SELECT id FROM subscriber WHERE email_hash = $1', [room.keyOf(EMAIL)]);
    await room.get(SendConfirmation).run({ subscriberId: person!.id });
    expect(sink.takenBy(EMAIL)).toHaveLength(1);
    const links = sink.takenBy(EMAIL)[0]!.raw.toString();
    await sql("UPDATE subscriber SET state = 'confirmed', confirmed_at = now() WHERE id = $1", [person!.id]);

    // The server repeats the address in what it says: at the door, and in a report afterwards.
    sink.behave(({ attempt, recipient }) =>
      attempt === 2 && recipient === EMAIL
        ? { code: 451, text: `4.2.1 <${EMAIL}> is asked too often, ${EMAIL}` }
        : 'take',
    );
    const issue = await room.frozen();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ handed_over: 1, state: 'finished' });
    const [row] = await sql<{ id: string }>('SELECT id FROM issue_recipient WHERE issue_id = $1', [issue.id]);
    const report = bounceMail(row!.id).replaceAll('somebody@example.org', EMAIL);
    const authorization = `Bearer ${REPORTERS.MAIL_EVENTS_KEY}`;
    const headers = { 'content-type': 'message/rfc822', authorization };
    expect((await fetch(`${room.url}/mail-events/report`, { method: 'POST', headers, body: report })).status).toBe(200);

    const text = await everything();
    expect(text).toContain(person!.id);
    expect(text.toLowerCase()).not.toContain('canary');
    expect(text).not.toContain('bookshop.example');
    // Links carry ids and a signature.
    for (const [link] of links.matchAll(/https?:\/\/[^\s"<>]+/g))
      expect(decodeURIComponent(link)).not.toContain('canary');
  });

  it('that are older than sealing are sealed, and are written to before and after', async () => {
    await sql("UPDATE subscriber SET state = 'unsubscribed'");
    const people = Array.from({ length: 1_203 }, (_, n) => ({ id: randomUUID(), email: `old-${n}@example.org` }));
    const hashes = people.map(({ email }) => room.get(Suppressions).hashOf(room.world.siteId, email));
    await sql(
      `INSERT INTO subscriber (id, site_id, email, email_norm, email_hash, locale, state, confirmed_at)
       SELECT v.id, $1, v.email, v.email, v.hash, 'en', CASE WHEN v.n <= 3 THEN 'confirmed' ELSE 'pending' END, now()
         FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS v (id, email, hash, n)`,
      [room.world.siteId, people.map(({ id }) => id), people.map(({ email }) => email), hashes],
    );
    const before = await room.frozen();
    await room.settle();
    expect(await room.counts(before.id)).toMatchObject({ handed_over: 3 });

    const seal = room.get(SealAddresses);
    await Promise.all([seal.run(context), seal.run(context)]);
    const [left] = await sql('SELECT 1 FROM subscriber WHERE email IS NOT NULL OR email_norm IS NOT NULL');
    expect(left).toBeUndefined();
    const rows = await sql<{ id: string; box: string }>(
      'SELECT id, address_box AS box FROM subscriber WHERE id = ANY ($1::uuid[])',
      [people.map(({ id }) => id)],
    );
    expect(rows).toHaveLength(1_203);
    const box = room.get(AddressBox);
    const opened = new Map(rows.map((row) => [row.id, box.open({ id: row.id, email: null, addressBox: row.box })]));
    for (const { id, email } of people) expect(opened.get(id)).toBe(email);

    const after = await room.frozen();
    await room.settle();
    expect(await room.counts(after.id)).toMatchObject({ handed_over: 3 });
    expect(sink.takenBy('old-0@example.org')).toHaveLength(2);
  });

  it('do not open in the row of somebody else, nor when a bit is changed', () => {
    const box = room.get(AddressBox);
    const [id, other] = [randomUUID(), randomUUID()];
    const addressBox = box.seal(id, EMAIL);
    expect(box.open({ id, email: null, addressBox })).toBe(EMAIL);
    expect(box.seal(id, EMAIL)).not.toBe(addressBox);
    expect(() => box.open({ id: other, email: null, addressBox })).toThrow(other);
    const changed = `${addressBox.slice(0, -2)}${addressBox.endsWith('AA') ? 'BB' : 'AA'}`;
    expect(() => box.open({ id, email: null, addressBox: changed })).toThrow('does not open');
  });
});
