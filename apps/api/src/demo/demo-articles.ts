import { Injectable } from '@nestjs/common';
import type { ArticleContent, DocumentNode } from '#document';
import { contentOf, newestRevision, type RevisionRow, SaveRevision } from '#editing';
import { ImportArticle } from '#importing';
import { expectOk, isRefusal } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { PublishRevision } from '#publishing';
import { ApproveRevision, EndReview, RequestReview } from '#review';
import { DEMO_ARTICLES } from './articles/index.js';
import { demoSheets } from './demo-checklists.js';
import { DemoFirstRevisions } from './demo-first-revisions.js';

/** Who does what in the demo clinic. */
export interface DemoStaff {
  readonly author: StaffActor;
  readonly reviewer: StaffActor;
  readonly publisher: StaffActor;
}

type Place = 'inReview' | 'changesRequested' | 'approved' | 'liveAtFirstSite' | 'liveEverywhere';

/** How far each article has come, by its slug. */
const PLACES: Readonly<Record<string, Place>> = {
  'back-pain-after-a-run': 'liveEverywhere',
  'shin-splints-the-first-two-weeks': 'liveAtFirstSite',
  'ice-or-heat': 'liveEverywhere',
  'ankle-sprain-walking-again': 'approved',
  'neck-stretches-for-desk-workers': 'inReview',
  'getting-up-after-knee-replacement-surgery': 'changesRequested',
};

const REVIEWERS_NOTE =
  'The steps begin at a chair. Please add how to get out of bed: which side to roll to, and where the leg with the ' +
  'new knee goes. In "Stand up and sit down", also say how high the seat must be.';

/** A sentence of a live article that its author has changed since: patients read the first until the second is approved. */
const NEWER_EDIT = {
  slug: 'shin-splints-the-first-two-weeks',
  live: 'Take a day off after each run.',
  newer: 'Take two days off after each run.',
  reason: 'More rest between the first runs.',
};

/** What a clinic has in its drawer: a text without warnings and sources, for somebody to work on. */
const IMPORTED = {
  topic: 'Hip stiffness',
  fileName: 'walking-with-a-stiff-hip.txt',
  text: `Walking with a stiff hip

Why it helps

A stiff hip often feels better once it is warm. A short walk moves the joint without much load.

How to start

- Walk for five minutes on flat ground.
- Swing your arms and look ahead.
- Add one minute every second day.

When to slow down

If your hip is more sore the next morning, go back to the last walk that felt fine.
`,
};

/** Brings the demo's articles to their places by the same steps as people take: every status of an article is there. */
@Injectable()
export class DemoArticles {
  constructor(
    private readonly database: Database,
    private readonly firstRevisions: DemoFirstRevisions,
    private readonly importArticle: ImportArticle,
    private readonly saveRevision: SaveRevision,
    private readonly requestReview: RequestReview,
    private readonly endReview: EndReview,
    private readonly approveRevision: ApproveRevision,
    private readonly publishRevision: PublishRevision,
  ) {}

  async make(siteIds: readonly string[], people: DemoStaff): Promise<void> {
    for (const article of DEMO_ARTICLES) {
      const revision = await this.firstRevisions.of(siteIds[0]!, article, people.author);
      await this.bring(revision, PLACES[article.slug]!, siteIds, people);
      if (article.slug === NEWER_EDIT.slug) await this.editAfterwards(revision, people.author);
    }
    await this.bringFromDrawer(siteIds[0]!, people.author);
  }

  /** Takes a revision to its place, from wherever an earlier start left it. */
  private async bring(revision: RevisionRow, place: Place, siteIds: readonly string[], people: DemoStaff) {
    const reviewCase = await this.caseOf(revision, people.author);
    if (place === 'inReview') return;
    if (place === 'changesRequested') {
      if (reviewCase.state === 'changesRequested') return;
      const answer = { caseId: reviewCase.id, note: REVIEWERS_NOTE };
      expectOk(await this.endReview.requestChanges(people.reviewer, answer));
      return;
    }
    if (reviewCase.state !== 'approved') await this.approve(reviewCase, people.reviewer, contentOf(revision));
    if (place === 'approved') return;
    for (const siteId of place === 'liveEverywhere' ? siteIds : siteIds.slice(0, 1)) {
      const given = await this.publishRevision.run(people.publisher, { siteId, revisionId: revision.id });
      if (!(isRefusal(given) && given.code === 'ALREADY_LIVE')) expectOk(given);
    }
  }

  private async caseOf({ id }: RevisionRow, author: StaffActor) {
    const known = await this.database.client.reviewCase.findFirst({ where: { revisionId: id } });
    return known ?? expectOk(await this.requestReview.run(author, { revisionId: id, note: 'First version.' }));
  }

  private async approve(
    { id, contentHash }: { id: string; contentHash: string },
    reviewer: StaffActor,
    content: ArticleContent,
  ) {
    expectOk(
      await this.approveRevision.run(reviewer, {
        caseId: id,
        contentHash,
        statement: 'I read the whole text and checked red flags, doses and sources.',
        conflictOfInterest: 'none',
        checklists: demoSheets(content),
      }),
    );
  }

  private async editAfterwards(base: RevisionRow, author: StaffActor): Promise<void> {
    const newest = await newestRevision(this.database.client, base.articleId, base.locale);
    if (newest!.id !== base.id) return;
    const { content } = DEMO_ARTICLES.find(({ slug }) => slug === NEWER_EDIT.slug)!;
    const saved = expectOk(
      await this.saveRevision.run(author, {
        articleId: base.articleId,
        baseRevisionId: base.id,
        baseContentHash: base.contentHash,
        reason: NEWER_EDIT.reason,
        ...content,
        document: withWords(content.document, NEWER_EDIT.live, NEWER_EDIT.newer),
      }),
    );
    if (saved.id === base.id) throw new Error(`"${NEWER_EDIT.live}" does not stand in ${NEWER_EDIT.slug} any more.`);
  }

  private async bringFromDrawer(siteId: string, author: StaffActor): Promise<void> {
    const { topic, fileName, text } = IMPORTED;
    const bytes = new TextEncoder().encode(text);
    expectOk(await this.importArticle.run(author, { siteId, locale: 'en', topic, fileName, bytes }));
  }
}

/** The document with some words replaced, wherever they stand. */
function withWords(node: DocumentNode, from: string, to: string): DocumentNode {
  if (node.text !== undefined) return { ...node, text: node.text.replace(from, to) };
  if (node.content === undefined) return node;
  return { ...node, content: node.content.map((child) => withWords(child, from, to)) };
}
