import { Injectable } from '@nestjs/common';
import { ClassifyArticle, CreateArticle, type RevisionRow, revisionById } from '#editing';
import { expectOk } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { TermReader } from '#taxonomy';
import type { DemoArticle } from './articles/index.js';

/** Begins the demo's articles, each with the condition that it is about. */
@Injectable()
export class DemoFirstRevisions {
  constructor(
    private readonly database: Database,
    private readonly createArticle: CreateArticle,
    private readonly classifyArticle: ClassifyArticle,
    private readonly terms: TermReader,
  ) {}

  /** The first revision of an article; a start before this one may have made it. */
  async of(siteId: string, article: DemoArticle, author: StaffActor): Promise<RevisionRow> {
    const { topic, riskClass, slug, code, content } = article;
    const known = await this.database.client.articleSlug.findFirst({ where: { slug, locale: content.locale } });
    const articleId =
      known?.articleId ??
      expectOk(await this.createArticle.run(author, { siteId, topic, riskClass, slug, ...content })).id;
    // Again in a start after one that was cut off: what is so already stays so.
    if (code) await this.classify(articleId, siteId, code, author);
    const first = { articleId, locale: content.locale, number: 1 };
    const { id } = await this.database.client.revision.findFirstOrThrow({ where: first, select: { id: true } });
    return (await revisionById(this.database.client, id))!;
  }

  private async classify(articleId: string, siteId: string, code: string, author: StaffActor): Promise<void> {
    const found = await this.terms.lookUpCode(siteId, 'icd10cm', code);
    const conditionIds = (found?.terms ?? []).map(({ id }) => id);
    expectOk(await this.classifyArticle.run(author, { articleId, conditionIds }));
  }
}
