import DataLoader from 'dataloader';
import type {
  ArticleKey,
  Beside,
  BesidePart,
  CompanionReader,
  HeavyPart,
  PublishedArticle,
  ReadArticle,
  Witness,
} from '#delivery';
import type { Access } from '../access/access.js';

/** For an answer that is kept by nobody. */
const NOBODY: Witness = { saw: () => undefined };

const keyOf = ({ siteId, id, locale }: ArticleKey): string => `${siteId} ${id} ${locale}`;

interface AskedBeside {
  readonly article: ReadArticle;
  readonly part: BesidePart;
}

/**
 * What lives as long as one request: what is asked for of many articles goes into one statement. Loaders are made when
 * they are asked for, since most requests want none.
 */
export class DeliveryContext {
  private besideLoader: DataLoader<AskedBeside, Beside> | undefined;
  private readonly relatedLoaders = new Map<string, DataLoader<ReadArticle, readonly PublishedArticle[], string>>();
  private readonly articleLoaders = new Map<string, DataLoader<ArticleKey, PublishedArticle | null, string>>();

  constructor(
    private readonly companions: CompanionReader,
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

  /** One part of what stands beside an article. All parts of all articles that are asked for at once are one statement. */
  async beside<P extends BesidePart>(article: ReadArticle, part: P): Promise<Beside[P]> {
    this.besideLoader ??= new DataLoader((asked: readonly AskedBeside[]) => this.readBeside(asked), { cache: false });
    return (await this.besideLoader.load({ article, part }))[part];
  }

  private async readBeside(asked: readonly AskedBeside[]): Promise<Beside[]> {
    const articles = new Map(asked.map(({ article }) => [keyOf(article), article]));
    const parts = new Set(asked.map(({ part }) => part));
    const found = await this.companions.beside([...articles.values()], parts, this.witness);
    const known = new Map([...articles.keys()].map((key, index) => [key, found[index]!]));
    return asked.map(({ article }) => known.get(keyOf(article))!);
  }

  /** What is related to an article, at most `most`, without some parts. */
  related(most: number, without: readonly HeavyPart[]): DataLoader<ReadArticle, readonly PublishedArticle[], string> {
    const name = `${most} ${without.join()}`;
    const known = this.relatedLoaders.get(name);
    const loader =
      known ??
      new DataLoader(
        (articles: readonly ReadArticle[]) => this.companions.related(articles, most, without, this.witness),
        { cacheKeyFn: keyOf },
      );
    this.relatedLoaders.set(name, loader);
    return loader;
  }

  /** Articles by what they are, without some parts; null for one that is not live. */
  articles(without: readonly HeavyPart[]): DataLoader<ArticleKey, PublishedArticle | null, string> {
    const known = this.articleLoaders.get(without.join());
    const loader =
      known ?? new DataLoader((keys) => this.companions.byKeys(keys, without, this.witness), { cacheKeyFn: keyOf });
    this.articleLoaders.set(without.join(), loader);
    return loader;
  }
}
