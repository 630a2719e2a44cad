import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { ArticleReader, type NamedVersionRow } from '#editing';
import type { ManagementContext } from '../context.js';

/** The named versions of articles, one statement a request. */
@Injectable()
export class VersionLoaders {
  private readonly byRequest = new WeakMap<ManagementContext, DataLoader<string, NamedVersionRow[]>>();

  constructor(private readonly articles: ArticleReader) {}

  of(context: ManagementContext): DataLoader<string, NamedVersionRow[]> {
    const known = this.byRequest.get(context) ?? this.create();
    this.byRequest.set(context, known);
    return known;
  }

  private create(): DataLoader<string, NamedVersionRow[]> {
    return new DataLoader<string, NamedVersionRow[]>(async (ids) => {
      const rows = await this.articles.namedVersions(ids);
      return ids.map((id) => rows.filter(({ articleId }) => articleId === id));
    });
  }
}
