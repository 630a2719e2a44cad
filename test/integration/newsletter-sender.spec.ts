import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { expectOk } from '#kernel';
import {
  CheckIssue,
  CheckSenderDomain,
  FireIssueSchedules,
  FreezeIssue,
  IssueSchedules,
  LookAtSenders,
  ScheduleIssue,
  SenderDomainNotReady,
  TxtRecords,
} from '#newsletter';
import { DnsZone, goodZone } from '../support/dns-zone.js';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, type Newsroom } from '../support/mail-sink-world.js';

const DAY = 24 * 3_600_000;

describe('the domain of a sender, before the first newsletter', () => {
  let sink: MailSink;
  let room: Newsroom;
  let zone: DnsZone;
  let domain: string;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url, { checksSender: true });
    zone = new DnsZone();
    jest.spyOn(room.get(TxtRecords), 'of').mockImplementation((name) => zone.of(name));
    await room.subscribe(2);
  });
  /** A domain that nobody has looked at, and a DNS that knows nothing of it. */
  beforeEach(async () => {
    domain = `clinic-${Math.random().toString(36).slice(2)}.org`;
    zone.entries = {};
    zone.asked.length = 0;
    await sql('UPDATE site SET sender_email = $1', [`news@${domain}`]);
    room.world.clock.advance(60_000);
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const sql = <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
    room.world.database.query<T>(text, values);
  const freeze = (id: string) => room.get(FreezeIssue).run(room.jo, id);
  const look = (dkimSelector?: string) => room.get(CheckSenderDomain).run(room.jo, { site: 'harbor', dkimSelector });
  const remarks = async (id: string) =>
    ((await room.get(CheckIssue).run(room.jo, id)) ?? []).flatMap(({ field, code, severity }) =>
      field === 'site' ? [`${code} ${severity}`] : [],
    );
  const rows = () => sql('SELECT domain FROM sender_domain_check WHERE domain = $1', [domain]);
  const signal = new AbortController().signal;

  it('stops sending and scheduling while something is missing, says what, and lets them go on when it is there', async () => {
    const issue = await room.compose();
    const refusal = await freeze(issue.id);
    expect(refusal).toBeInstanceOf(SenderDomainNotReady);
    expect(refusal).toMatchObject({
      code: 'SENDER_DOMAIN_NOT_READY',
      domain,
      message: expect.stringContaining(domain),
    });
    expect((refusal as SenderDomainNotReady).findings.map(({ reason }) => reason)).toEqual([
      'SPF_ABSENT',
      'DKIM_UNKNOWN',
      'DMARC_ABSENT',
      'ALIGNMENT_NONE',
    ]);
    expect(await room.counts(issue.id)).toMatchObject({ state: 'composing' });
    const sendAt = new Date(room.world.clock.now().getTime() + DAY);
    expect(await room.get(ScheduleIssue).run(room.jo, { id: issue.id, sendAt })).toMatchObject({
      code: 'SENDER_DOMAIN_NOT_READY',
    });
    expect(await remarks(issue.id)).toEqual(['SENDER_DOMAIN_NOT_READY blocking']);
    zone.entries = goodZone(domain);
    // Whoever entered the records looks again, with the name that their mail provider gave for the key.
    expect(expectOk(await look('s1._domainkey'))).toMatchObject({
      ready: true,
      required: true,
      dkimSelector: 's1',
      domain,
    });
    expect(await remarks(issue.id)).toEqual([]);
    expect(expectOk(await freeze(issue.id)).state).toBe('handingOver');
    expect(sink.taken).toHaveLength(0);
  });

  it('does not pass what nobody could look up', async () => {
    zone.entries = { ...goodZone(domain), [`_dmarc.${domain}`]: 'SERVFAIL' };
    expect(expectOk(await look('s1'))).toMatchObject({ ready: false, passedAt: null });
    expect(await freeze((await room.compose()).id)).toMatchObject({ code: 'SENDER_DOMAIN_NOT_READY' });
  });

  it('looks by itself when an issue is sent, so that nobody is refused because nobody has looked', async () => {
    zone.entries = goodZone(domain);
    await look('s1');
    await sql('UPDATE sender_domain_check SET passed_at = NULL, findings = $1 WHERE domain = $2', ['[]', domain]);
    room.world.clock.advance(60_000);
    expect(expectOk(await freeze((await room.compose()).id)).state).toBe('handingOver');
  });

  it('is a warning when something goes missing afterwards, found once a day', async () => {
    zone.entries = goodZone(domain);
    expectOk(await look('s1'));
    zone.entries = { ...goodZone(domain), [`_dmarc.${domain}`]: [] };
    const sweep = () => room.get(LookAtSenders).run({ signal });
    zone.asked.length = 0;
    await sweep();
    expect(zone.asked).toEqual([]);
    room.world.clock.advance(DAY + 1);
    await Promise.all([sweep(), sweep()]);
    const asked = zone.asked.length;
    await sweep();
    expect([asked > 0, zone.asked.length]).toEqual([true, asked]);
    const issue = await room.compose();
    expect(await remarks(issue.id)).toEqual(['SENDER_DOMAIN_FAILING warning']);
    expect(await room.get(CheckSenderDomain).read(room.jo, 'harbor')).toMatchObject({
      ready: false,
      passedAt: expect.any(Date),
      dkimSelector: 's1',
    });
    expect(expectOk(await freeze(issue.id)).state).toBe('handingOver');
    expect(await rows()).toHaveLength(1);
  });

  it('begins anew with another domain', async () => {
    zone.entries = goodZone(domain);
    expectOk(await look('s1'));
    await sql('UPDATE site SET sender_email = $1', [`news@mail.${domain}`]);
    const issue = await room.compose();
    expect(await freeze(issue.id)).toMatchObject({ code: 'SENDER_DOMAIN_NOT_READY', domain: `mail.${domain}` });
    await sql('UPDATE site SET sender_email = $1', [`news@${domain}`]);
    expect(expectOk(await freeze(issue.id)).state).toBe('handingOver');
  });

  it('refuses a schedule that fires under another domain, and keeps the issue', async () => {
    zone.entries = goodZone(domain);
    expectOk(await look('s1'));
    const issue = await room.compose();
    const sendAt = new Date(room.world.clock.now().getTime() + DAY);
    expectOk(await room.get(ScheduleIssue).run(room.jo, { id: issue.id, sendAt }));
    await sql('UPDATE site SET sender_email = $1', [`news@new.${domain}`]);
    room.world.clock.set(new Date(sendAt.getTime() + 1_000));
    await room.get(FireIssueSchedules).run({ signal });
    const schedule = (await room.get(IssueSchedules).newestOf([issue.id])).get(issue.id);
    expect(schedule).toMatchObject({ state: 'refused', refusalCode: 'SENDER_DOMAIN_NOT_READY' });
    await room.get(FireIssueSchedules).run({ signal });
    const told = await sql('SELECT user_id, detail FROM staff_notice WHERE subject_id = $1', [issue.id]);
    expect(told).toEqual([{ user_id: room.jo.userId, detail: { at: sendAt.toISOString() } }]);
    expect(await room.counts(issue.id)).toMatchObject({ state: 'composing' });
  });

  it('is looked up by whoever sends, with a name that can stand in the DNS', async () => {
    const sam = await room.world.person('Sam', 'reviewer');
    const input = { site: 'harbor', dkimSelector: 's1' };
    expect(await room.get(CheckSenderDomain).run(sam, input)).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await room.get(CheckSenderDomain).read(sam, 'harbor')).toMatchObject({ checkedAt: null, findings: [] });
    for (const wrong of ['s1 s2', 's1\r\nx', '..', 'x'.repeat(200), 's1;p=']) {
      expect(await look(wrong)).toMatchObject({ code: 'INVALID_INPUT', field: 'dkimSelector' });
    }
    expect(await rows()).toEqual([]);
    expect(zone.asked).toEqual([]);
  });
});
