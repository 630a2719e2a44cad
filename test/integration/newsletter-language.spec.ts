import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import { AdmitSubscribers, EVERYBODY, SegmentReader } from '#audience';
import { type ArticleContent, build } from '#document';
import { expectOk } from '#kernel';
import {
  CheckIssue,
  ComposeIssue,
  type ComposeIssueInput,
  EditIssue,
  FreezeIssue,
  IssueApprovals,
  type IssueRow,
  Issues,
  MakeDigests,
  PreviewIssue,
  ReadDigest,
  SendTestIssue,
  SteerDigest,
} from '#newsletter';
import { OpenRecall } from '#oversight';
import { type MailSink, startMailSink } from '../support/mail-sink.js';
import { createNewsroom, guide, type Newsroom } from '../support/mail-sink-world.js';

const spanish = (title = 'Dolor de espalda después de correr'): ArticleContent => {
  const english = guide(title);
  const flags = build.redFlags(
    { urgency: 'now' },
    build.p('Llame al 911 o vaya a urgencias ahora si tiene:'),
    build.ul(
      'adormecimiento de los genitales o de los muslos',
      'no puede orinar o no controla el intestino',
      'debilidad en ambas piernas',
      'fiebre o escalofríos',
      'pérdida de peso que no puede explicar',
      'antecedentes de cáncer',
      'dolor después de una caída o un accidente',
      'dolor que le despierta por la noche',
    ),
  );
  const text = build.p(
    build.cite('care', 'La mayoría de los dolores de espalda después de correr mejoran en pocas semanas.'),
    ' Siga moviéndose con suavidad.',
  );
  const document = build.doc(text, flags);
  return { ...english, locale: 'es', document, summary: 'Lo que ayuda, y cuándo pedir ayuda.' };
};

describe('the language of an issue', () => {
  let sink: MailSink;
  let room: Newsroom;
  let es: string;
  let en: string;
  beforeAll(async () => {
    sink = await startMailSink();
    room = await createNewsroom(sink.url);
    await room.world.database.query("UPDATE site SET locales = '{es}' WHERE id = $1", [room.world.siteId]);
    await admit({ ana: 'es', beto: 'es-MX', cleo: 'en', dina: 'en-GB', emil: 'pt' });
    es = (await room.publish(spanish())).id;
    en = (await room.publish(guide())).id;
  });
  afterAll(async () => {
    await room.close();
    await sink.close();
  });

  const admit = (people: Record<string, string>) =>
    room.get(AdmitSubscribers).run(
      { id: room.world.siteId, locale: 'en' },
      Object.entries(people).map(([name, locale]) => ({ email: `${name}@example.org`, locale })),
      { wording: 'Yes, send me the newsletter.', formUrl: null },
    );
  const WORDS = { site: 'harbor', subject: 'Para su espalda', preheader: '', intro: 'Hola.' };
  const composing = (input: Partial<ComposeIssueInput> & { ids: readonly string[] }) => {
    const { ids, ...more } = input;
    const articles = ids.map((publicationId) => ({ publicationId }));
    return room.get(ComposeIssue).run(room.jo, { ...WORDS, ...more, articles });
  };
  const inSpanish = async (more: Partial<ComposeIssueInput> = {}): Promise<IssueRow> =>
    expectOk(await composing({ locale: 'es', ids: [es], ...more }));
  const readersOf = (since: number) =>
    sink.taken
      .slice(since)
      .flatMap(({ recipients }) => recipients)
      .sort();

  it('is the site’s own when nobody names one, and a language of the site', async () => {
    expect(expectOk(await composing({ ids: [en] }))).toMatchObject({ locale: 'en', segmentLocale: 'en' });
    expect(await inSpanish()).toMatchObject({ locale: 'es', segmentLocale: 'es' });
    for (const locale of ['fr', 'es-MX', 'ES', 'x'.repeat(300), "es'; --", 'es\r\nBcc: a@example.org', '']) {
      const refused = { code: 'INVALID_INPUT', field: 'locale' };
      expect(await composing({ locale, ids: [es] })).toMatchObject(refused);
      const draft = { ...WORDS, locale, articles: [{ publicationId: es }] };
      expect(await room.get(PreviewIssue).draft(room.jo, draft)).toMatchObject(refused);
    }
  });

  it('is the language of every article', async () => {
    const foreign = { code: 'ARTICLE_IN_OTHER_LANGUAGE', publicationId: en, articleLocale: 'en', issueLocale: 'es' };
    expect(await composing({ locale: 'es', ids: [es, en] })).toMatchObject(foreign);
    expect(await composing({ ids: [es] })).toMatchObject({ code: foreign.code, publicationId: es, issueLocale: 'en' });
    const draft = { ...WORDS, locale: 'es', articles: [{ publicationId: en }] };
    expect(await room.get(PreviewIssue).draft(room.jo, draft)).toMatchObject(foreign);
    // A draft from before this rule, or written past it, is not sent; nor by plain SQL.
    const issue = await inSpanish();
    await room.world.database.query("UPDATE issue SET locale = 'en' WHERE id = $1", [issue.id]);
    await room.approveIssue(issue.id);
    const refused = { code: foreign.code, publicationId: es, articleLocale: 'es', issueLocale: 'en' };
    expect(await room.get(FreezeIssue).run(room.jo, issue.id)).toMatchObject(refused);
    expect((await room.get(CheckIssue).run(room.jo, issue.id))!.map(({ code }) => code)).toContain(foreign.code);
    const move = room.world.database.query("UPDATE issue SET state = 'handingOver' WHERE id = $1", [issue.id]);
    await expect(move).rejects.toMatchObject({ code: 'CP007' });
  });

  it('ends an approval when it changes', async () => {
    const issue = await inSpanish();
    await room.approveIssue(issue.id);
    const before = await room.get(IssueApprovals).of(issue.id);
    const input = { ...WORDS, id: issue.id, version: issue.version, segment: { ...EVERYBODY, locale: 'es' } };
    const saved = { ...input, articles: [{ publicationId: es }] };
    // Without a language it keeps the one it has, and keeps its approval.
    expect(expectOk(await room.get(EditIssue).run(room.jo, saved))).toMatchObject({ locale: 'es', version: 1 });
    const changed = { ...saved, locale: 'en', articles: [{ publicationId: en }] };
    expect(expectOk(await room.get(EditIssue).run(room.jo, changed))).toMatchObject({ locale: 'en', version: 2 });
    const after = await room.get(IssueApprovals).of(issue.id);
    expect(after.contentHash).not.toBe(before.contentHash);
    expect([before.approvals.length, after.approvals.length]).toEqual([1, 0]);
    expect(await room.get(FreezeIssue).run(room.jo, issue.id)).toMatchObject({ code: 'ISSUE_NOT_APPROVED' });
    // The language alone, past the product, does the same.
    const other = await inSpanish();
    await room.approveIssue(other.id);
    await room.world.database.query("UPDATE issue SET locale = 'en' WHERE id = $1", [other.id]);
    expect((await room.get(IssueApprovals).of(other.id)).approvals).toEqual([]);
    expect(await room.get(FreezeIssue).run(room.jo, other.id)).toMatchObject({ code: 'ISSUE_NOT_APPROVED' });
  });

  it('is for those who read it there: each person reads one language of a site', async () => {
    const counts = (locale: string | null) =>
      room.get(SegmentReader).counts(room.world.siteId, { ...EVERYBODY, locale });
    // es and es-MX; en, en-GB and pt, for whom the site has nothing else.
    expect(await counts('es')).toMatchObject({ willGet: 2, excluded: [{ reason: 'otherLanguage', people: 3 }] });
    expect(await counts('en')).toMatchObject({ willGet: 3, excluded: [{ reason: 'otherLanguage', people: 2 }] });
    expect(await counts(null)).toMatchObject({ willGet: 5, excluded: [] });
    // What no language of the site is stays as it was.
    expect(await counts('pt')).toMatchObject({ willGet: 1 });
    const every = await inSpanish({ segment: { ...EVERYBODY, locale: null } });
    expect(every).toMatchObject({ locale: 'es', segmentLocale: null });
    const found = (await room.get(CheckIssue).run(room.jo, every.id))!;
    const told = found.find(({ code }) => code === 'AUDIENCE_OTHER_LANGUAGE');
    expect(told?.sentence).toContain('Of the 5 who get it, 3 people asked for another language than Spanish');
    const own = (await room.get(CheckIssue).run(room.jo, (await inSpanish()).id))!;
    expect(own.map(({ code }) => code)).not.toContain('AUDIENCE_OTHER_LANGUAGE');
  });

  describe('as it is sent', () => {
    let mail: ParsedMail;
    let before: number;
    let issue: IssueRow;
    beforeAll(async () => {
      issue = await inSpanish();
      before = sink.taken.length;
      await room.approveIssue(issue.id);
      expectOk(await room.get(FreezeIssue).run(room.jo, issue.id));
      await room.settle();
      mail = await sink.parsed('ana@example.org');
    });
    const header = (name: string) => mail.headerLines.find(({ key }) => key === name)?.line;

    it('goes to its readers, and the others are counted', async () => {
      expect(readersOf(before)).toEqual(['ana@example.org', 'beto@example.org']);
      expect(await room.counts(issue.id)).toMatchObject({ handed_over: 2 });
    });

    it('says so in its header and in its page', () => {
      expect(header('content-language')).toBe('Content-Language: es');
      expect(String(mail.html)).toMatch(/<html lang="es" dir="ltr"/);
      expect(String(mail.html)).not.toMatch(/lang="en"/);
      expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    });

    it('has every word of ours in it, in both parts', () => {
      const text = mail.text!.replace(/\s+/g, ' ');
      const html = String(mail.html).replace(/\s+/g, ' ');
      for (const part of [text, html]) {
        expect(part).toContain('noviembre de 2026');
        expect(part).toContain('Recibe este mensaje porque pidió el boletín de harbor el 22 de noviembre de 2026.');
        expect(part).toContain('Revisado por Maya Okafor, DPT, 22 de noviembre de 2026');
        for (const words of ['Leer la guía', 'Darse de baja', 'Elija lo que recibe', 'Visite nuestro sitio']) {
          expect(part).toContain(words);
        }
        expect(part).toContain('Busque ayuda de emergencia ahora');
        expect(part).toContain('https://clinic.example/harbor/es/');
        expect(part).not.toMatch(/Unsubscribe|Reviewed by|Read the guide|You get this|November/);
      }
    });

    it('is as it was shown, and as it was tested', async () => {
      const shown = (await room.get(PreviewIssue).saved(room.jo, issue.id))!;
      expect(shown.html).toMatch(/<html lang="es" dir="ltr"/);
      expect(shown.plain).toContain('Darse de baja');
      const count = sink.taken.length;
      expectOk(await room.get(SendTestIssue).run(room.jo, { id: issue.id }));
      const test = sink.taken[count]!;
      expect(test.raw.toString('utf8')).toContain('Content-Language: es');
    });
  });

  it('leaves a correction to those who read the wrong text, in the language in which they read it', async () => {
    const wrong = await room.publish(guide('As it was'));
    const sent = async (draft: IssueRow) => {
      await room.approveIssue(draft.id);
      expectOk(await room.get(FreezeIssue).run(room.jo, draft.id));
      return draft;
    };
    const modes = async ({ id }: IssueRow) =>
      (await room.get(Issues).articlesOf(id)).map(({ publicationId, mode }) => [publicationId, mode]);
    const everybody = { segment: { ...EVERYBODY, locale: null } };
    await sent(expectOk(await composing({ ids: [wrong.id], ...everybody })));
    const maya = await room.world.person('Mo', 'reviewer');
    const recall = { revisionIds: [wrong.revisionId], reason: 'A sign was missing.' };
    expectOk(await room.world.get(OpenRecall).run(maya, recall));
    const right = await room.rewrite(wrong, guide('As it is now'));
    // Everybody got it: readers of Spanish are told too, and readers of English are told still.
    const told = await sent(await inSpanish());
    expect(await modes(told)).toEqual([
      [right.id, 'correction'],
      [es, 'teaser'],
    ]);
    const { html } = (await room.get(PreviewIssue).saved(room.jo, told.id))!;
    expect(html).toMatch(/<h2 lang="en" dir="ltr"[^>]*>As it is now/);
    expect(await modes(await inSpanish())).toEqual([[es, 'teaser']]);
    const english = await sent(expectOk(await composing({ ids: [en] })));
    expect((await modes(english))[0]).toEqual([right.id, 'correction']);
    expect(await modes(expectOk(await composing({ ids: [en] })))).toEqual([[en, 'teaser']]);
  });

  describe('of a digest', () => {
    const digest = async () => (await room.get(ReadDigest).of(room.jo, 'harbor'))!;
    const runs = async () => room.get(ReadDigest).runsOf(await digest());
    const sweep = () => room.get(MakeDigests).run({ signal: new AbortController().signal });
    const due = async () => {
      room.world.clock.set(new Date((await digest()).nextAt!.getTime() + 1_000));
      await Promise.all([sweep(), sweep(), sweep()]);
      await sweep();
    };

    it('is each that somebody reads: one issue for each, and each reader in one of them', async () => {
      await room.world.database.query("UPDATE site SET locales = '{es,fr}' WHERE id = $1", [room.world.siteId]);
      const rhythm = { cadence: 'weekly' as const, day: 1, localTime: '09:00', byInterest: false };
      expectOk(await room.get(SteerDigest).save(room.jo, { site: 'harbor', ...rhythm, version: 0 }));
      await room.publish(guide('News of the week'));
      await room.publish(spanish('Novedad de la semana'));
      await room.publish({ ...spanish('Nouvelle'), locale: 'fr' });
      const upcoming = (await room.get(ReadDigest).newsOf(await digest())).map(({ title, locale }) => [locale, title]);
      expect(upcoming).toContainEqual(['en', 'News of the week']);
      expect(upcoming).toContainEqual(['es', 'Novedad de la semana']);
      // Nobody reads it in French.
      expect(upcoming.map(([locale]) => locale)).not.toContain('fr');
      await due();
      const made = (await runs()).sort((a, b) => a.locale!.localeCompare(b.locale!));
      expect(made).toMatchObject([
        { locale: 'en', outcome: 'drafted' },
        { locale: 'es', outcome: 'drafted' },
      ]);
      const issues = await Promise.all(made.map(async ({ issueId }) => (await room.get(Issues).byId(issueId!))!));
      expect(issues).toMatchObject([
        { locale: 'en', segmentLocale: 'en', subject: 'What is new at harbor' },
        { locale: 'es', segmentLocale: 'es', subject: 'Novedades de harbor' },
      ]);
      await room.settle();
      const before = sink.taken.length;
      const [english, inSpain] = issues.map(({ id }) => id) as [string, string];
      await room.approveIssue(inSpain);
      expectOk(await room.get(FreezeIssue).run(room.jo, inSpain));
      // She chooses the other language before the other issue is frozen, and does not get both.
      const hash = room.keyOf('ana@example.org');
      await room.world.database.query("UPDATE subscriber SET locale = 'en' WHERE email_hash = $1", [hash]);
      await room.approveIssue(english);
      expectOk(await room.get(FreezeIssue).run(room.jo, english));
      expect(await room.counts(english)).toMatchObject({ queued: 3, skipped: 1 });
      await room.settle();
      const everybody = ['ana', 'beto', 'cleo', 'dina', 'emil'].map((name) => `${name}@example.org`);
      expect(readersOf(before)).toEqual(everybody);
    });

    it('waits in the one where a draft waits, and goes on in the other', async () => {
      await room.publish(guide('More news'));
      await room.publish(spanish('Más novedades'));
      await due();
      const [first] = (await runs()).filter(({ locale }) => locale === 'es');
      await room.world.database.query("UPDATE issue SET state = 'cancelled' WHERE id = $1", [first!.issueId]);
      await due();
      const newest = (await runs()).slice(0, 2).map(({ locale, outcome, articles }) => [locale, outcome, articles]);
      expect(newest.sort()).toEqual([
        ['en', 'waiting', 0],
        ['es', 'drafted', 1],
      ]);
    });
  });
});
