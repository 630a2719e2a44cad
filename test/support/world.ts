import 'reflect-metadata';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Abstract, type DynamicModule, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AssessmentModule } from '#assessment';
import { CommentsModule } from '#comments';
import { DeliveryProjection } from '#delivery';
import { type ArticleContent, build } from '#document';
import { CreateArticle, EditingModule, newestRevision, type RevisionRow } from '#editing';
import { EvidenceModule } from '#evidence';
import { IdentityModule, People } from '#identity';
import { ImportingModule } from '#importing';
import { expectOk, FixedClock, newId } from '#kernel';
import { LifecycleModule } from '#lifecycle';
import { MediaModule } from '#media';
import { OversightModule } from '#oversight';
import { Database, PlatformModule, type Role, readSettings, type StaffActor } from '#platform';
import { PublishingModule } from '#publishing';
import { type ApprovalRow, ApproveRevision, RequestReview, ReviewModule } from '#review';
import { TasksModule } from '#tasks';
import { TaxonomyModule } from '#taxonomy';
import { approvable, REFERENCES } from './approvable.js';
import { GOOD_SHEETS } from './checklists.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

@Module({})
class WorldModule {
  static with(database: TestDatabase, clock: FixedClock, dataDir: string): DynamicModule {
    const settings = readSettings({
      DATABASE_URL: database.url,
      CAREPRESS_SECRET: 'x'.repeat(32),
      LOG_LEVEL: 'silent',
      DATA_DIR: dataDir,
    });
    return {
      module: WorldModule,
      imports: [
        PlatformModule.forRoot({ settings, databaseUrl: database.url, name: 'world', clock }),
        PublishingModule.with(DeliveryProjection),
        AssessmentModule,
        EditingModule,
        IdentityModule,
        ImportingModule,
        MediaModule,
        LifecycleModule,
        ReviewModule,
        CommentsModule,
        EvidenceModule,
        OversightModule,
        TaxonomyModule,
        TasksModule,
      ],
    };
  }
}

/** The rooms up to publishing, real, on a database of their own. Only the clock is set by hand. */
export interface World {
  readonly clock: FixedClock;
  readonly database: TestDatabase;
  /** Where files are kept; removed when the world is closed. */
  readonly dataDir: string;
  readonly siteId: string;
  readonly otherSiteId: string;
  /** A member of staff with these roles at the first site; reviewers hold a licence until 2030. */
  person(name: string, ...roles: Role[]): Promise<StaffActor>;
  get<T>(service: Type<T> | Abstract<T>): T;
  /** A new article by `author`, and its first revision. */
  article(author: StaffActor, content?: ArticleContent): Promise<RevisionRow>;
  /** Asks for a review and approves it. */
  approve(revision: RevisionRow, author: StaffActor, reviewer: StaffActor): Promise<ApprovalRow>;
  newest(revision: Pick<RevisionRow, 'articleId' | 'locale'>): Promise<RevisionRow>;
  close(): Promise<void>;
}

/** A short text that passes every rule of form, and every check that stops an approval. */
export function sampleContent(words = 'Walk a little every day.'): ArticleContent {
  return build.content(build.doc(build.p(words), ...approvable()), {
    ...{ title: 'Keep moving', summary: 'A short text.', locale: 'en' },
    references: REFERENCES,
  });
}

async function addSite(database: TestDatabase, slug: string): Promise<string> {
  const id = newId();
  await database.query(
    `INSERT INTO site (id, slug, name, locale, time_zone, url, phone, postal_address, emergency_number, sender_name, sender_email)
     VALUES ($1, $2, $2, 'en', 'America/Los_Angeles', 'https://clinic.example/' || $2, '1', 'Street 1', '911', $2, $2 || '@clinic.example')`,
    [id, slug],
  );
  return id;
}

async function addPerson(database: TestDatabase, siteId: string, name: string, roles: Role[]): Promise<string> {
  const id = newId();
  await database.query('INSERT INTO staff_user (id, name, email) VALUES ($1, $2, $3)', [
    id,
    name,
    `${id}@clinic.example`,
  ]);
  for (const role of roles) {
    await database.query('INSERT INTO membership (user_id, site_id, role) VALUES ($1, $2, $3)', [id, siteId, role]);
  }
  if (roles.includes('reviewer')) {
    await database.query(
      `INSERT INTO credential (id, user_id, title, licence_number, region, valid_from, valid_until)
       VALUES ($1, $2, 'DPT', '1', 'US-OR', '2020-01-01', '2030-01-01')`,
      [newId(), id],
    );
  }
  return id;
}

/** Builds a world at noon of 22 November 2026. */
export async function createWorld(): Promise<World> {
  const database = await createTestDatabase();
  const clock = new FixedClock(new Date('2026-11-22T12:00:00Z'));
  const dataDir = join(tmpdir(), `carepress-world-${newId()}`);
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    WorldModule.with(database, clock, dataDir),
    {
      logger: false,
      abortOnError: false,
    },
  );
  const siteId = await addSite(database, 'harbor');
  const otherSiteId = await addSite(database, 'eastside');
  const get = <T>(service: Type<T> | Abstract<T>): T => app.get(service, { strict: false });
  const newest = async (revision: { articleId: string; locale: string }) =>
    (await newestRevision(get(Database).client, revision.articleId, revision.locale))!;
  return {
    clock,
    database,
    dataDir,
    siteId,
    otherSiteId,
    get,
    newest,
    async person(name, ...roles) {
      return (await get(People).actor(await addPerson(database, siteId, name, roles)))!;
    },
    async article(author, content = sampleContent()) {
      const slug = `a-${newId()}`;
      const input = { siteId, topic: 'Moving', riskClass: 'standard' as const, slug, ...content };
      const article = expectOk(await get(CreateArticle).run(author, input));
      return newest({ articleId: article.id, locale: content.locale });
    },
    async approve(revision, author, reviewer) {
      const reviewCase = expectOk(await get(RequestReview).run(author, { revisionId: revision.id }));
      const { id: caseId, contentHash } = reviewCase;
      const vouched = { statement: 'I read the whole text.', conflictOfInterest: 'none', checklists: GOOD_SHEETS };
      return expectOk(await get(ApproveRevision).run(reviewer, { caseId, contentHash, ...vouched }));
    },
    async close() {
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
