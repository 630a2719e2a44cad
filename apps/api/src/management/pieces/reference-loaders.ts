import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type LocaleText, TranslationReader, type UseRow, type UserRow, UsesReader } from '#editing';

/** Batches of what texts refer to, and of what they were translated from. */
export interface ReferenceBatches {
  /** By the id of a revision: what it refers to. */
  readonly uses: DataLoader<string, UseRow[]>;
  /** By the id of an article: the texts that show it as a piece. */
  readonly pieceUsers: DataLoader<string, UserRow[]>;
  /** By the id of an article: its newest text in each locale. */
  readonly translations: DataLoader<string, LocaleText[]>;
}

/** Makes these batches for one request. */
@Injectable()
export class ReferenceLoaders {
  constructor(
    private readonly uses: UsesReader,
    private readonly translations: TranslationReader,
  ) {}

  create(): ReferenceBatches {
    return {
      uses: byKey(
        (ids) => this.uses.usesOf(ids),
        (row) => row.revisionId,
      ),
      pieceUsers: byKey(
        (ids) => this.uses.usersOf('piece', ids),
        (row) => row.id,
      ),
      translations: byKey(
        (ids) => this.translations.ofArticles(ids),
        (row) => row.articleId,
      ),
    };
  }
}

/** All rows with a key, for each of the keys. */
function byKey<R>(load: (keys: readonly string[]) => Promise<R[]>, keyOf: (row: R) => string) {
  return new DataLoader<string, R[]>(async (keys) => {
    const rows = await load(keys);
    return keys.map((key) => rows.filter((row) => keyOf(row) === key));
  });
}
