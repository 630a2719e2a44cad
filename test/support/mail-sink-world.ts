import 'reflect-metadata';
import { type Abstract, type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdmitSubscribers, Suppressions } from '#audience';
import { DeliveryProjection } from '#delivery';
import { type ArticleContent, build } from '#document';
import { SaveRevision } from '#editing';
import { expectOk, type FixedClock } from '#kernel';
import {
  ApproveIssue,
  ComposeIssue,
  type ComposeIssueInput,
  FreezeIssue,
  type HoldFacts,
  holdOf,
  IssueApprovals,
  type IssueRow,
  NewsletterModule,
  type NewsletterOptions,
  NewsletterSweep,
  ReadIssues,
  type RecipientCounts,
  SendChunk,
} from '#newsletter';
import { PlatformModule, readSettings, type StaffActor } from '#platform';
import { type PublicationRow, PublishingModule, PublishRevision } from '#publishing';
import { ApproveRevision, RequestReview } from '#review';
import { NewsletterEdgeModule } from '../../apps/api/src/newsletter-edge/newsletter-edge.module.js';
import { GOOD_SHEETS } from './checklists.js';
import { createWorld, type World } from './world.js';

export const PUBLIC_URL = 'https://press.example';

/** What providers prove themselves with in tests. */
export const REPORTERS = {
  MAIL_EVENTS_KEY: 'the-key-of-the-mailbox-for-bounces',
  MAIL_EVENTS_SES_TOPIC: 'arn:aws:sns:eu-central-1:123456789012:mail',
  MAIL_EVENTS_POSTMARK: 'postmark:a-password-of-postmark',
  MAIL_EVENTS_MAILGUN_KEY: 'a-signing-key-of-mailgun',
} as const;

@Module({})
class NewsroomModule {
  static with(
    databaseUrl: string,
    smtpUrl: string,
    clock: FixedClock,
    options: Partial<NewsletterOptions>,
  ): DynamicModule {
    const settings = readSettings({
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
      PUBLIC_URL,
      CAREPRESS_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
      ...REPORTERS,
    });
    return {
      module: NewsroomModule,
      imports: [
        PlatformModule.forRoot({ settings, databaseUrl, name: 'newsroom', clock }),
        PublishingModule.with(DeliveryProjection),
        NewsletterModule.with(options),
        NewsletterEdgeModule,
      ],
    };
  }
}

/** Sooner than a mail server deserves, so that a test does not wait. */
const QUICK: Partial<NewsletterOptions> = {
  connections: 4,
  leaseSeconds: 30,
  backoffSeconds: [0, 0, 0],
  brokenSeconds: 0,
  replyTimeoutMs: 20_000,
  connectTimeoutMs: 3_000,
  // The sink keeps everything.
  checksSender: false,
};

/** The rooms up to the newsletter, real, with the public pages on a port, on top of a world. */
export interface Newsroom {
  readonly world: World;
  readonly jo: StaffActor;
  /** A reviewer with a licence, and the second person of every issue. */
  readonly maya: StaffActor;
  /** Where the public pages listen. */
  readonly url: string;
  get<T>(service: Type<T> | Abstract<T>): T;
  /** A further process on the same database. */
  another(options?: Partial<NewsletterOptions>): Promise<NestFastifyApplication>;
  publish(content?: ArticleContent): Promise<PublicationRow>;
  /** Puts another text in the place of what is live, approved as an edit of this class. */
  rewrite(
    publication: PublicationRow,
    content: ArticleContent,
    editClass?: 'clinical' | 'minor',
  ): Promise<PublicationRow>;
  subscribe(count: number): Promise<string[]>;
  /** The keyed hash by which the database knows an address. */
  keyOf(email: string): string;
  /** Composes an issue of one article and has it approved. */
  compose(input?: Partial<ComposeIssueInput>): Promise<IssueRow>;
  approveIssue(issueId: string): Promise<IssueRow>;
  /** The same, and freezes it. */
  frozen(input?: Partial<ComposeIssueInput>): Promise<IssueRow>;
  /** Runs the job once, as the worker would. */
  send(issueId: string): Promise<void>;
  /** Runs sweep and jobs until nothing is due. */
  settle(): Promise<void>;
  counts(
    issueId: string,
  ): Promise<RecipientCounts & { state: string; holdReason: string | null; hold: HoldFacts | null }>;
  close(): Promise<void>;
}

/** An article with everything a message shows. */
export function guide(title = 'Back pain after a run'): ArticleContent {
  return build.content(
    build.doc(
      build.p(
        build.cite('care', 'Most back pain after running eases within a few weeks.'),
        ' Keep moving gently. The third sentence stays on the page.',
      ),
      build.redFlags({ urgency: 'now' }, build.ul('Numbness between your legs', 'Weakness in both legs')),
      build.p('A last paragraph of the article, with <angle> brackets & an ampersand.'),
      build.redFlags(
        { urgency: 'now' },
        build.p('Call 911 or go to an emergency department now if you have:'),
        build.ul(
          'numbness between your legs',
          'trouble passing urine or loss of bowel control',
          'weakness in both legs',
          'fever or chills',
          'weight loss that you cannot explain',
          'a history of cancer',
          'pain after a fall or an accident',
          'pain that wakes you at night',
        ),
      ),
    ),
    {
      title,
      summary: 'What helps, and when to get help.',
      locale: 'en',
      references: [{ key: 'care', kind: 'guideline', title: 'Low back pain guideline', year: 2021 }],
    },
  );
}

/** Starts a newsroom that sends to `smtpUrl`. */
export async function createNewsroom(smtpUrl: string, options: Partial<NewsletterOptions> = {}): Promise<Newsroom> {
  const world = await createWorld();
  const start = async (more: Partial<NewsletterOptions>) => {
    const module = NewsroomModule.with(world.database.url, smtpUrl, world.clock, { ...QUICK, ...options, ...more });
    const started = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), {
      logger: false,
      abortOnError: false,
    });
    await started.listen(0, '127.0.0.1');
    others.push(started);
    return started;
  };
  const others: NestFastifyApplication[] = [];
  const app = await start({});
  const get = <T>(service: Type<T> | Abstract<T>): T => app.get(service, { strict: false });
  const author = await world.person('Sam', 'author');
  const reviewer = await world.person('Maya Okafor', 'reviewer');
  const jo = await world.person('Jo', 'publisher');
  let people = 0;

  const room: Newsroom = {
    world,
    jo,
    maya: reviewer,
    get,
    url: (await app.getUrl()).replace('[::1]', '127.0.0.1'),
    another: (more = {}) => start(more),
    async publish(content = guide()) {
      const revision = await world.article(author, content);
      await world.approve(revision, author, reviewer);
      const publication = await world.get(PublishRevision).run(jo, { siteId: world.siteId, revisionId: revision.id });
      return expectOk(publication);
    },
    async rewrite({ articleId, locale }, content, editClass = 'clinical') {
      const base = await world.newest({ articleId, locale });
      const based = { articleId, baseRevisionId: base.id, baseContentHash: base.contentHash, editClass };
      const saved = expectOk(await world.get(SaveRevision).run(author, { ...based, ...content }));
      const asked = expectOk(await world.get(RequestReview).run(author, { revisionId: saved.id }));
      const { id: caseId, contentHash } = asked;
      const vouched = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists: GOOD_SHEETS };
      expectOk(await world.get(ApproveRevision).run(reviewer, { caseId, contentHash, editClass, ...vouched }));
      const order = { siteId: world.siteId, revisionId: saved.id };
      return expectOk(await world.get(PublishRevision).run(jo, order)) as PublicationRow;
    },
    async subscribe(count) {
      const emails = Array.from({ length: count }, (_, index) => `reader${people + index + 1}@example.org`);
      people += count;
      const site = { id: world.siteId, locale: 'en' };
      const consent = { wording: 'Yes, send me the newsletter.', formUrl: null };
      await get(AdmitSubscribers).run(
        site,
        emails.map((email) => ({ email })),
        consent,
      );
      return emails;
    },
    keyOf: (email) => get(Suppressions).hashOf(world.siteId, email),
    async compose(input = {}) {
      const articles = input.articles ?? [{ publicationId: (await room.publish()).id }];
      const words = { subject: 'Back on your feet', preheader: 'Two guides', intro: 'Hello.\n\nNew guides.' };
      const issue = expectOk(await get(ComposeIssue).run(jo, { site: 'harbor', ...words, ...input, articles }));
      return room.approveIssue(issue.id);
    },
    async approveIssue(id) {
      const { contentHash } = await get(IssueApprovals).of(id);
      return expectOk(await get(ApproveIssue).run(reviewer, { id, contentHash }));
    },
    async frozen(input) {
      return expectOk(await get(FreezeIssue).run(jo, (await room.compose(input)).id));
    },
    send: (issueId) => get(SendChunk).run({ issueId }, { signal: new AbortController().signal }),
    async settle() {
      for (let round = 0; round < 20; round += 1) {
        const due = await get(NewsletterSweep).run();
        if (due.length === 0) return;
        for (const { data } of due) await room.send((data as { issueId: string }).issueId);
      }
    },
    async counts(issueId) {
      const issue = (await get(ReadIssues).one(jo, issueId))!;
      const { counts } = (await get(ReadIssues).standings([issue])).get(issueId)!;
      return { ...counts, state: issue.state, holdReason: issue.holdReason, hold: holdOf(issue) };
    },
    async close() {
      await Promise.all(others.map((other) => other.close()));
      await world.close();
    },
  };
  return room;
}
