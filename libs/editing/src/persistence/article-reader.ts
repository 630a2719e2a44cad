import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { ArticleRow } from './articles.js';
import type { NamedVersionRow } from './named-versions.js';
import { type RevisionRow, toRevisionRow } from './revision-row.js';
import type { FormerSlug } from './slugs.js';

/** An article in one locale. */
export interface ArticleLocale {
  readonly articleId: string;
  readonly locale: string;
}

/** Reads articles and revisions in batches: one statement for any number of keys. Answers come in any order. */
@Injectable()
export class ArticleReader {
  constructor(private readonly database: Database) {}

  /** Inside a transaction pass `tx`: a second connection for each open transaction would run the pool dry. */
  articlesByIds(ids: readonly string[], tx: Tx = this.database.client): Promise<ArticleRow[]> {
    return tx.article.findMany({ where: { id: { in: [...ids] } } });
  }

  async revisionsByIds(ids: readonly string[], tx: Tx = this.database.client): Promise<RevisionRow[]> {
    const stored = await tx.revision.findMany({ where: { id: { in: [...ids] } } });
    return stored.map(toRevisionRow);
  }

  /** The newest revision of each article and locale. */
  async newestRevisions(keys: readonly ArticleLocale[]): Promise<RevisionRow[]> {
    // Not `distinct`: Prisma reads every revision with its document then, and drops all but one an article itself.
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT newest.id FROM unnest(${keys.map((key) => key.articleId)}::uuid[], ${keys.map((key) => key.locale)}::text[])
        AS wanted (article_id, locale)
      CROSS JOIN LATERAL (
        SELECT r.id FROM revision r WHERE r.article_id = wanted.article_id AND r.locale = wanted.locale
        ORDER BY r.number DESC LIMIT 1) newest`;
    return this.revisionsByIds(rows.map((row) => row.id));
  }

  /** The locales each article exists in, with its address there, the oldest locale first. */
  addresses(articleIds: readonly string[]): Promise<(ArticleLocale & { slug: string })[]> {
    return this.database.client.articleSlug.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: [{ createdAt: 'asc' }, { locale: 'asc' }],
      select: { articleId: true, locale: true, slug: true },
    });
  }

  /** The addresses these articles had, newest first, with those that lead nowhere any more. */
  formerSlugs(articleIds: readonly string[]): Promise<FormerSlug[]> {
    return this.database.client.slugRedirect.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
  }

  /** Revisions of one article and locale, newest first, below `belowNumber`. */
  async revisionPage(key: ArticleLocale, limit: number, belowNumber?: number): Promise<RevisionRow[]> {
    const stored = await this.database.client.revision.findMany({
      where: { ...key, ...(belowNumber === undefined ? {} : { number: { lt: belowNumber } }) },
      orderBy: { number: 'desc' },
      take: limit,
    });
    return stored.map(toRevisionRow);
  }

  /** The named versions of these articles, newest first. */
  namedVersions(articleIds: readonly string[]): Promise<NamedVersionRow[]> {
    return this.database.client.namedVersion.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    });
  }

  /** The ids of everyone whose changes are in a text since its last approval in force, up to this revision. */
  async contributors(tx: Tx, key: ArticleLocale, upToNumber: number): Promise<string[]> {
    // The database's own function: the guard of the approval table asks the very same one.
    const rows = await tx.$queryRaw<{ id: string }[]>`
      SELECT carepress_contributors(${key.articleId}::uuid, ${key.locale}, ${upToNumber}::int) AS id`;
    return rows.map((row) => row.id);
  }

  /** As `contributors`, for several texts, in the order asked. One statement. */
  async contributorsOf(
    tx: Tx,
    keys: readonly (ArticleLocale & { readonly upToNumber: number })[],
  ): Promise<string[][]> {
    const rows = await tx.$queryRaw<{ place: number; id: string }[]>`
      SELECT wanted.place::int, carepress_contributors(wanted.article_id, wanted.locale, wanted.number) AS id
      FROM unnest(${keys.map((it) => it.articleId)}::uuid[], ${keys.map((it) => it.locale)}::text[],
        ${keys.map((it) => it.upToNumber)}::int[]) WITH ORDINALITY AS wanted (article_id, locale, number, place)`;
    return keys.map((_, index) => rows.filter(({ place }) => place === index + 1).map(({ id }) => id));
  }
}
