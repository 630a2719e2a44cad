import type { Abstract, Type } from '@nestjs/common';
import { AcceptSuggestion, Assessments, LanguageModel, Suggest, WaiveFinding } from '#assessment';
import { CommentReader, EditComment, ReplyToThread, SettleThread, StartThread } from '#comments';
import { type ArticleContent, build as b, type DocumentNode } from '#document';
import {
  ArticleReader,
  ChangeSlug,
  ClassifyArticle,
  ConfirmTranslation,
  CreateArticle,
  KeepView,
  NameRevision,
  newestRevision,
  type RevisionRow,
  SaveRevision,
  SetRelatedArticles,
  StartTranslation,
} from '#editing';
import { AddReference, References, StateReference } from '#evidence';
import { AuditLog, hashOfOperation, Policy } from '#identity';
import { ImportArticle, UndoDrop } from '#importing';
import { expectOk, type FixedClock, newId } from '#kernel';
import { ArchiveArticle, ArchiveTerm, MergeTerm } from '#lifecycle';
import { AddMedia, DescribeMedia, mediaHandlers } from '#media';
import { OpenRecall, ReviewClock } from '#oversight';
import { Database, type StaffActor } from '#platform';
import {
  DeferUpdates,
  PlanRelease,
  PublishRevision,
  SchedulePublication,
  SetPublicationEnd,
  SteerSchedule,
  WithdrawPublication,
} from '#publishing';
import {
  AnswerChecklist,
  ApproveRevision,
  EndReview,
  LeaveReview,
  RemindReviewers,
  RequestReview,
  type RequestReviewInput,
  TakeUpReview,
} from '#review';
import { CreateTerm, TermReader } from '#taxonomy';
import { approvable, REFERENCES } from './approvable.js';
import { GOOD_SHEETS, goodSheet } from './checklists.js';
import { drawing } from './sample-files.js';

const DAY = 86_400_000;

/** Where a history is written: a world, or the rooms of a drill. */
export interface HistoryPlace {
  readonly siteId: string;
  readonly clock: FixedClock;
  readonly people: Readonly<Record<'sam' | 'kim' | 'maya' | 'rosa' | 'jo', StaffActor>>;
  get<T>(service: Type<T> | Abstract<T>): T;
}

/**
 * Does once what people do with articles, through the use cases: after it no table of an export is empty. Sam and Kim
 * write, Maya and Rosa review, Jo publishes. Time goes on by more than three years, and the sweeps run.
 */
export async function writeFullHistory(place: HistoryPlace): Promise<void> {
  const history = new History(place);
  await history.terms();
  await history.conversations();
  await history.findings();
  const source = await history.addresses();
  await history.translation(source);
  await history.pieces();
  await history.picture();
  await history.operation();
  await history.reviews();
  await history.imported();
  await history.recalled();
  await history.longTime();
}

class FixedModel extends LanguageModel {
  readonly name = 'test-model';
  suggest(): Promise<string> {
    return Promise.resolve('Walk daily.');
  }
}

function content(words: string, ...blocks: DocumentNode[]): ArticleContent {
  return b.content(b.doc(b.p(words), ...blocks, ...approvable()), {
    ...{ title: 'Keep moving', summary: 'A short text.', locale: 'en', references: REFERENCES },
  });
}

class History {
  private readonly get: HistoryPlace['get'];
  private readonly people: HistoryPlace['people'];
  constructor(private readonly place: HistoryPlace) {
    this.get = place.get;
    this.people = place.people;
  }

  async terms(): Promise<void> {
    const { jo, sam } = this.people;
    const { siteId } = this.place;
    const create = async (label: string, more = {}) =>
      expectOk(
        await this.get(CreateTerm).run(jo, {
          ...{ siteId, kind: 'condition' as const, labels: [{ locale: 'en', label, synonyms: [`sore ${label}`] }] },
          ...more,
        }),
      );
    const codes = [{ system: 'icd10cm' as const, code: 'M54.5', status: 'retired' as const, replacedBy: ['M54.50'] }];
    const parent = await create('History ankle', { codes });
    const child = await create('History toe', { parentId: parent.id });
    const [common] = await this.get(TermReader).page({ siteId, kind: 'audience', archivedToo: false, limit: 1 });
    const { articleId } = await this.article(content('About a toe.'));
    const terms = { articleId, conditionIds: [child.id], audienceIds: [common!.id], riskClass: 'high' as const };
    expectOk(await this.get(ClassifyArticle).run(sam, terms));
    const unused = await create('History heel');
    expectOk(await this.get(ArchiveTerm).run(jo, { siteId, termId: unused.id }));
    const twin = await create('History hallux');
    expectOk(await this.get(MergeTerm).run(jo, { termId: twin.id, intoId: child.id }));
  }

  /** Threads with replies, mentions, edits and retractions; resolved, reopened and open; and a name for a revision. */
  async conversations(): Promise<void> {
    const { sam, kim, maya } = this.people;
    const revision = await this.article(content('Walk each day for ten minutes.'));
    const { id: revisionId, contentHash } = revision;
    const settle = this.get(SettleThread);
    for (const end of ['open', 'resolved', 'reopened']) {
      const anchor = { path: 'document.content[0]', from: 0, to: 4 };
      const asked = { revisionId, contentHash, place: anchor, text: `Is it ${end}?`, mentions: [kim.userId] };
      const thread = expectOk(await this.get(StartThread).run(maya, asked));
      const reply = { threadId: thread.id, text: 'I will look.', mentions: [maya.userId] };
      expectOk(await this.get(ReplyToThread).run(sam, reply));
      const said = (await this.get(CommentReader).commentsOf([thread.id])).find((it) => it.authorId === sam.userId)!;
      const edit = { commentId: said.id, version: said.version, text: 'I looked.' };
      const edited = expectOk(await this.get(EditComment).edit(sam, edit));
      if (end === 'open') expectOk(await this.get(EditComment).retract(sam, edited.id));
      else expectOk(await settle.resolve(sam, thread.id));
      if (end === 'reopened') expectOk(await settle.reopen(maya, thread.id));
    }
    expectOk(await this.get(KeepView).run(sam, { name: 'Live', query: 'status=LIVE' }));
    expectOk(await this.get(NameRevision).run(sam, { revisionId, contentHash, name: 'As first discussed' }));
    await this.save(kim, revision, content('Walk each day for twenty minutes.'));
  }

  /** What the checks found, what somebody waived, and what a model proposed and a person accepted, or not. */
  async findings(): Promise<void> {
    const { sam, kim, jo } = this.people;
    const steps = b.ul(...Array.from({ length: 9 }, (_, n) => `Move number ${n + 1}.`));
    const revision = await this.article(content('Walk a little every day. Rest at night.', steps));
    const assessed = (await this.get(Assessments).of([revision])).get(revision.id)!;
    const { key } = assessed.findings.find(({ code }) => code === 'LIST_TOO_LONG')!;
    const waiver = { revisionId: revision.id, findingKey: key, reason: 'Patients asked for one list.' };
    expectOk(await this.get(WaiveFinding).run(jo, waiver));
    const [database, articles, policy] = [this.get(Database), this.get(ArticleReader), this.get(Policy)];
    const suggest = new Suggest(database, articles, policy, this.get(AuditLog), new FixedModel(), this.place.clock);
    const passage = { task: 'plainSentence' as const, path: 'document.content[0]', quote: 'Walk a little every day.' };
    const asked = { revisionId: revision.id, ...passage };
    const [first] = [expectOk(await suggest.run(sam, asked)), expectOk(await suggest.run(sam, asked))];
    expectOk(await this.get(AcceptSuggestion).run(kim, first!.id));
  }

  /** A published article that moved twice, is withdrawn in the end and published anew, and is related to another. */
  async addresses(): Promise<RevisionRow> {
    const { sam, jo, maya } = this.people;
    const first = await this.approved(await this.article(content('Stand up once an hour.')));
    const { articleId } = first;
    await this.publish(first);
    const move = async (slug: string) =>
      expectOk(await this.get(ChangeSlug).run(sam, { articleId, locale: 'en', slug }));
    await move(`moved-${newId()}`);
    const next = await this.approved(await this.save(sam, first, content('Stand up twice an hour.')));
    const { id: publicationId } = await this.publish(next);
    const until = { localTime: '2031-03-01T09:00' };
    expectOk(await this.get(SetPublicationEnd).run(jo, { publicationId, until }));
    const tomorrow = new Date(this.place.clock.now().getTime() + DAY);
    const kept = { publicationId, until: tomorrow, reason: 'Our leaflets change on Monday.' };
    expectOk(await this.get(DeferUpdates).run(jo, kept));
    await move(`moved-${newId()}`);
    const other = await this.approved(await this.article(content('Gone soon.')));
    expectOk(await this.get(SetRelatedArticles).run(sam, { articleId, relatedIds: [other.articleId] }));
    const shown = await this.publish(other);
    const reason = 'The dose was wrong.';
    expectOk(await this.get(WithdrawPublication).run(jo, { publicationId: shown.id, reason }));
    const archived = await this.article(content('Archived.'));
    expectOk(await this.get(ArchiveArticle).run(sam, archived.articleId));
    const sheet = { revisionId: next.id, contentHash: next.contentHash, ...goodSheet('pemat') };
    expectOk(await this.get(AnswerChecklist).run(maya, sheet));
    return next;
  }

  /** A translation with a basis that was started, and confirmed after its source went on; published and scheduled. */
  async translation(source: RevisionRow): Promise<void> {
    const { sam, kim, jo } = this.people;
    const { articleId } = source;
    const input = { articleId, fromLocale: 'en', toLocale: 'fr', slug: `fr-${newId()}` };
    const started = expectOk(await this.get(StartTranslation).run(sam, input));
    const words = { ...content('Levez-vous deux fois par heure.'), locale: 'fr' };
    const french = await this.save(kim, started, words);
    const later = await this.approved(await this.save(sam, source, content('Stand up three times an hour.')));
    const seen = ({ id: revisionId, contentHash }: RevisionRow) => ({ revisionId, contentHash });
    const confirmed = { ...seen(french), source: seen(later) };
    expectOk(await this.get(ConfirmTranslation).run(sam, confirmed));
    const publishAt = new Date(this.place.clock.now().getTime() + 200 * DAY);
    const order = { siteId: this.place.siteId, revisionId: later.id, publishAt };
    const schedule = expectOk(await this.get(SchedulePublication).run(jo, order));
    expectOk(await this.get(SteerSchedule).cancel(jo, schedule.id));
    const until = new Date(publishAt.getTime() + 30 * DAY);
    expectOk(await this.get(SchedulePublication).run(jo, { ...order, until }));
    const release = {
      siteId: this.place.siteId,
      name: 'Spring',
      revisionIds: [later.id],
      publishAt: until,
      key: 'spring',
    };
    expectOk(await this.get(PlanRelease).run(jo, release));
  }

  /** Two shared pieces that a published article shows; one of them went on since. */
  async pieces(): Promise<void> {
    const flags = await this.approved(await this.article(content('Call us.'), 'safetyBlock'));
    const bend = content('Bend it.', b.exercise('Knee bend', { sets: 3 }, 'Bend your knee.'));
    const exercise = await this.approved(await this.article(bend, 'exercise'));
    const blocks = [
      b.safetyBlock(flags.articleId, flags.number, flags.contentHash),
      b.sharedExercise(exercise.articleId, exercise.number, exercise.contentHash),
    ];
    await this.publish(await this.approved(await this.article(content('Shows pieces.', ...blocks))));
    await this.approved(await this.save(this.people.sam, flags, content('Call us at once.')));
  }

  /** A picture with its renditions, described twice, on a live page and as the site's logo; and one that never got ready. */
  async picture(): Promise<void> {
    const { sam, maya } = this.people;
    const bytes = async (tint: string) => drawing(400, 300).tint(tint).jpeg().toBuffer();
    const add = async (tint: string) => {
      const file = { siteId: this.place.siteId, fileName: 'knee.jpg', bytes: await bytes(tint) };
      return expectOk(await this.get(AddMedia).run(sam, file)).asset;
    };
    const asset = await add('#705ac8');
    await add('#20c8a0');
    const said = { alt: 'A bent knee', decorative: false, credit: 'Ana Ruiz', focalPoint: { x: 0.5, y: 0.5 } };
    const rights = { status: 'owned' as const, holder: 'Harbor Physio' };
    for (const version of [1, 2]) {
      const described = { ...said, alt: `A bent knee, ${version}`, rights, assetId: asset.id, version };
      expectOk(await this.get(DescribeMedia).run(version === 1 ? sam : maya, described));
    }
    await this.get(mediaHandlers[0]!).run({ assetId: asset.id }, { signal: new AbortController().signal });
    const page = content('Bend it slowly.', b.image({ mediaId: asset.id, alt: 'A bent knee' }));
    await this.publish(await this.approved(await this.article(page)));
    const { client } = this.get(Database);
    await client.site.update({ where: { id: this.place.siteId }, data: { logoMediaId: asset.id } });
  }

  /** An operation on the list of the site. */
  async operation(): Promise<void> {
    const body = '{ sites { slug } }';
    const row = { siteId: this.place.siteId, hash: hashOfOperation(body), name: null, body };
    await this.get(Database).client.siteOperation.create({ data: row });
  }

  /** High risk with two approvers; half approved; declined, handed over, taken up, sent back, withdrawn, superseded. */
  async reviews(): Promise<void> {
    const { sam, maya, rosa } = this.people;
    const risky = (words: string) => this.article(content(words), 'article', 'high');
    const both = await this.ask(await risky('Two approvers.'));
    await this.approve(maya, both);
    const half = await this.ask(await risky('One of two.'));
    await this.approve(maya, half);
    const sentBack = await this.ask(await risky('Sent back after one.'));
    await this.approve(rosa, sentBack);
    const note = 'Say how often.';
    expectOk(await this.get(EndReview).requestChanges(maya, { caseId: sentBack.id, note }));
    const dueAt = new Date(this.place.clock.now().getTime() + 5 * DAY);
    const left = await this.ask(await this.article(content('Left.')), { reviewerId: maya.userId, dueAt });
    const conflict = { caseId: left.id, reason: 'conflictOfInterest' as const, note: 'I wrote a book on it.' };
    expectOk(await this.get(LeaveReview).decline(maya, conflict));
    const given = await this.ask(await this.article(content('Handed over.')), { reviewerId: maya.userId, dueAt });
    expectOk(await this.get(LeaveReview).handOver(maya, { caseId: given.id, toReviewerId: rosa.userId, note }));
    expectOk(await this.get(TakeUpReview).run(rosa, given.id));
    const withdrawn = await this.ask(await this.article(content('Withdrawn.')));
    expectOk(await this.get(EndReview).withdraw(sam, withdrawn.id));
    const old = await this.article(content('Superseded.'));
    await this.ask(old);
    await this.ask(await this.save(sam, old, content('Superseding.')));
    expectOk(await this.get(TakeUpReview).run(rosa, half.id));
    await this.approve(rosa, both);
  }

  /** An imported file, and a line that the import left out and somebody took back. */
  async imported(): Promise<void> {
    const { sam, kim } = this.people;
    const text = 'Walking\n\nWalk a little every day.\n\nRelated Posts\n';
    const bytes = new TextEncoder().encode(text);
    const file = { siteId: this.place.siteId, locale: 'en', topic: 'Odd topic', fileName: 'w.txt', bytes };
    const { importRecordId } = expectOk(await this.get(ImportArticle).run(sam, file));
    expectOk(await this.get(UndoDrop).run(kim, { importRecordId, dropId: 'd1' }));
    const page = '---\ntitle: Old Page\npermalink: https://old.example/2019/old-page/\n---\nWalk on.\n';
    const moved = { ...file, fileName: 'old.md', bytes: new TextEncoder().encode(page) };
    expectOk(await this.get(ImportArticle).run(sam, moved));
  }

  /** A source that was retracted after a text on it went live, and the recall of that text. */
  async recalled(): Promise<void> {
    const { jo, maya, sam } = this.people;
    const { siteId } = this.place;
    const paper = { key: 'old', kind: 'pmid' as const, pmid: '11110001', title: 'An old trial', year: 2019 };
    const text = content('Do it twice a day.');
    const revision = await this.approved(await this.article({ ...text, references: [...text.references, paper] }));
    await this.publish(revision);
    const uses = await this.get(References).usesOf([revision.id]);
    const { id } = uses.find(({ key }) => key === paper.key)!.reference;
    const shelf = { siteId, kind: 'doi' as const, doi: '10.1000/shelf', title: 'A trial nobody cites yet' };
    expectOk(await this.get(AddReference).run(sam, shelf));
    const mark = { siteId, id, status: 'retracted' as const, reason: 'The journal took it back.' };
    expectOk(await this.get(StateReference).mark(maya, mark));
    expectOk(await this.get(OpenRecall).run(jo, { revisionIds: [revision.id], reason: 'It rests on that trial.' }));
  }

  /** The sweeps of three years: reminders, tasks, and what is done with texts past their date. */
  async longTime(): Promise<void> {
    const { clock } = this.place;
    const { signal } = new AbortController();
    for (const days of [4, 5, 300, 60, 365, 365]) {
      clock.advance(days * DAY);
      await this.get(RemindReviewers).run({ signal });
      await this.get(ReviewClock).run(signal);
    }
  }

  private async article(
    text: ArticleContent,
    contentType = 'article',
    riskClass: 'standard' | 'high' = 'standard',
  ): Promise<RevisionRow> {
    const input = { siteId: this.place.siteId, topic: 'Moving', riskClass, slug: `h-${newId()}`, contentType };
    const article = expectOk(await this.get(CreateArticle).run(this.people.sam, { ...input, ...text }));
    return (await newestRevision(this.get(Database).client, article.id, text.locale))!;
  }

  private async save(actor: StaffActor, base: RevisionRow, text: ArticleContent): Promise<RevisionRow> {
    const { articleId, id: baseRevisionId, contentHash: baseContentHash } = base;
    const input = { articleId, baseRevisionId, baseContentHash, ...text, locale: base.locale };
    return expectOk(await this.get(SaveRevision).run(actor, input));
  }

  private async ask({ id }: RevisionRow, more: Partial<RequestReviewInput> = {}) {
    this.place.clock.advance(1_000);
    return expectOk(await this.get(RequestReview).run(this.people.sam, { revisionId: id, ...more }));
  }

  private async approve(reviewer: StaffActor, { id: caseId, contentHash }: { id: string; contentHash: string }) {
    const vouched = { statement: 'I read it all.', conflictOfInterest: 'none', checklists: GOOD_SHEETS };
    return expectOk(await this.get(ApproveRevision).run(reviewer, { caseId, contentHash, ...vouched }));
  }

  private async approved(revision: RevisionRow): Promise<RevisionRow> {
    await this.approve(this.people.maya, await this.ask(revision));
    return revision;
  }

  private async publish({ id: revisionId }: RevisionRow) {
    const input = { siteId: this.place.siteId, revisionId };
    return expectOk(await this.get(PublishRevision).run(this.people.jo, input));
  }
}
