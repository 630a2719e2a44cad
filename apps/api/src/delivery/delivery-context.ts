import DataLoader from 'dataloader';
import type {
  ArticleKey,
  CompanionReader,
  HeavyPart,
  PublicTerm,
  PublishedArticle,
  ReadArticle,
  ReadModel,
  Translation,
  Witness,
} from '#delivery';
import type { Access } from '../access/access.js';

/** For an answer that is kept by nobody. */
const NOBODY: Witness = { saw: () => undefined };

const keyOf = ({ siteId, id, locale }: ArticleKey): string => `${siteId} ${id} ${locale}`;

/** The readers that answers of many articles share. */
export interface ContextReaders {
  readonly readers: ReadModel;
  readonly companions: CompanionReader;
}

/**
 * What lives as long as one request: what is asked for of many articles goes into one statement. Loaders are made when
 * they are asked for, since most requests want none.
 */
export class DeliveryContext {
  private translationLoader: DataLoader<PublishedArticle, readonly Translation[], string> | undefined;
  private kindLoader: DataLoader<string, string | null> | undefined;
  private termLoader: DataLoader<ReadArticle, readonly PublicTerm[], string> | undefined;
  private readonly relatedLoaders = new Map<number, DataLoader<ReadArticle, readonly string[], string>>();
  private readonly articleLoaders = new Map<string, DataLoader<ArticleKey, PublishedArticle | null, string>>();

  constructor(
    private readonly from: ContextReaders,
    /** What the request may ask for. */
    readonly access: Access,
    /** Takes down what the answer is made from. */
    readonly witness: Witness = NOBODY,
    /** Where the request came from; undefined where nothing hangs on it. */
    readonly address?: string,
  ) {}

  /** True once something was read that is nobody else's: the answer is kept by nobody, here or on its way. */
  isPrivate = false;

  keepPrivate(): void {
    this.isPrivate = true;
    this.witness.saw(null);
  }

  get translations(): DataLoader<PublishedArticle, readonly Translation[], string> {
    this.translationLoader ??= new DataLoader(
      async (articles) => {
        const found = await this.from.readers.translations(articles);
        return articles.map(({ siteId, id, locale }) =>
          found.filter((it) => it.siteId === siteId && it.articleId === id && it.locale !== locale),
        );
      },
      { cacheKeyFn: keyOf },
    );
    return this.translationLoader;
  }

  get kinds(): DataLoader<string, string | null> {
    this.kindLoader ??= new DataLoader((ids) => this.from.companions.kinds(ids));
    return this.kindLoader;
  }

  get terms(): DataLoader<ReadArticle, readonly PublicTerm[], string> {
    this.termLoader ??= new DataLoader(
      (articles: readonly ReadArticle[]) => this.from.companions.termsOf(articles, this.witness),
      {
        cacheKeyFn: keyOf,
      },
    );
    return this.termLoader;
  }

  /** The ids of what is related, at most `most`. */
  related(most: number): DataLoader<ReadArticle, readonly string[], string> {
    const known = this.relatedLoaders.get(most);
    const loader =
      known ??
      new DataLoader((articles: readonly ReadArticle[]) => this.from.companions.related(articles, most, this.witness), {
        cacheKeyFn: keyOf,
      });
    this.relatedLoaders.set(most, loader);
    return loader;
  }

  /** Articles by what they are, without some parts; null for one that is not live. */
  articles(without: readonly HeavyPart[]): DataLoader<ArticleKey, PublishedArticle | null, string> {
    const known = this.articleLoaders.get(without.join());
    const loader =
      known ??
      new DataLoader((keys) => this.from.companions.byKeys(keys, without, this.witness), { cacheKeyFn: keyOf });
    this.articleLoaders.set(without.join(), loader);
    return loader;
  }
}
