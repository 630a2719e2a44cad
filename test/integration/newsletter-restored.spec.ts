import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectOk } from '#kernel';
import { NewsletterSweep, SteerIssue } from '#newsletter';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

describe('a database that is not the one mail was sent from (fault 20)', () => {
  let sink: MailSink;
  let room: Newsroom;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const sql = (text: string, values: unknown[] = []) => room.world.database.query(text, values);
  /** What a copy looks like to the product: it stands elsewhere than its last row says. */
  const elsewhere = () => sql("UPDATE sending_home SET marker = 'another server'");

  it('knows whose it was by the freezing, though nothing was ever sent from it', async () => {
    await room.subscribe(1);
    await sql('DELETE FROM sending_home');
    const issue = await room.frozen();
    expect(await sql('SELECT marker FROM sending_home')).toHaveLength(1);
    await elsewhere();
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ state: 'paused', handed_over: 0 });
    await sql("UPDATE subscriber SET state = 'unsubscribed'");
  });

  it('sends nothing by itself, says why, and goes on when a person says so', async () => {
    await room.subscribe(3);
    await room.get(NewsletterSweep).run();
    const issue = await room.frozen();
    await elsewhere();
    await room.settle();
    await room.send(issue.id);
    expect(sink.taken).toEqual([]);
    const held = await room.counts(issue.id);
    expect(held).toMatchObject({ state: 'paused', queued: 3 });
    expect(held.holdReason).toContain('restored copy');
    expect(held.hold).toMatchObject({ code: 'RESTORED_COPY' });
    const lines = await sql("SELECT 1 FROM audit_entry WHERE subject_id = $1 AND action = 'issue.held'", [issue.id]);
    expect(lines).toHaveLength(1);

    expectOk(await room.get(SteerIssue).resume(room.jo, issue.id));
    await room.settle();
    expect(await room.counts(issue.id)).toMatchObject({ state: 'finished', handed_over: 3 });
  });

  it('is noticed by the job too, when it comes before the sweep', async () => {
    const issue = await room.frozen();
    await elsewhere();
    await room.send(issue.id);
    expect(await room.counts(issue.id)).toMatchObject({ state: 'paused', handed_over: 0 });
  });

  it('is another one after its tables were restored in place', async () => {
    const [before] = await sql('SELECT marker FROM sending_home');
    await sql('CREATE TABLE copy (LIKE issue_recipient INCLUDING ALL)');
    await sql(
      'BEGIN; ALTER TABLE issue_recipient RENAME TO old_rows; ALTER TABLE copy RENAME TO issue_recipient; COMMIT',
    );
    await room.get(NewsletterSweep).run();
    expect((await sql('SELECT marker FROM sending_home'))[0]).not.toEqual(before);
  });
});
