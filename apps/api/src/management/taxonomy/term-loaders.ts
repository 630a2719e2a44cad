import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { ArticleReader, type FormerSlug } from '#editing';
import { TermReader, type TermRow } from '#taxonomy';
import type { ManagementContext } from '../context.js';

/** A term as one site sees it. */
export type TermHere = TermRow & { readonly hereId: string };

interface OwnLoaders {
  readonly term: DataLoader<string, TermRow | null>;
  readonly ofArticle: DataLoader<string, TermRow[]>;
  readonly articleIds: DataLoader<string, string[]>;
  readonly archivedAt: DataLoader<string, ReadonlySet<string>>;
  readonly formerSlugs: DataLoader<string, FormerSlug[]>;
}

/** The batches of this folder, one set a request. */
@Injectable()
export class TermLoaders {
  private readonly byRequest = new WeakMap<ManagementContext, OwnLoaders>();

  constructor(
    private readonly terms: TermReader,
    private readonly articles: ArticleReader,
  ) {}

  of(context: ManagementContext): OwnLoaders {
    const known = this.byRequest.get(context) ?? this.create();
    this.byRequest.set(context, known);
    return known;
  }

  private create(): OwnLoaders {
    const { terms, articles } = this;
    return {
      term: new DataLoader<string, TermRow | null>(async (ids) => {
        const rows = new Map((await terms.byIds(ids)).map((row) => [row.id, row]));
        return ids.map((id) => rows.get(id) ?? null);
      }),
      ofArticle: new DataLoader<string, TermRow[]>(async (ids) => {
        const rows = await terms.ofArticles(ids);
        return ids.map((id) => rows.filter((row) => row.articleId === id).map((row) => row.term));
      }),
      articleIds: new DataLoader<string, string[]>(async (ids) => {
        const rows = await terms.usesOf(ids);
        return ids.map((id) => rows.filter((row) => row.termId === id).map((row) => row.articleId));
      }),
      archivedAt: new DataLoader<string, ReadonlySet<string>>(async (siteIds) => {
        const rows = await terms.archived(siteIds);
        return siteIds.map((id) => new Set(rows.filter((row) => row.siteId === id).map((row) => row.termId)));
      }),
      formerSlugs: new DataLoader<string, FormerSlug[]>(async (ids) => {
        const rows = await articles.formerSlugs(ids);
        return ids.map((id) => rows.filter((row) => row.articleId === id));
      }),
    };
  }
}
