import DataLoader from 'dataloader';
import {
  type ArticleKey,
  type AskedAround,
  type Beside,
  type BesidePart,
  type CompanionReader,
  type HeavyPart,
  type PublishedArticle,
  type ReadArticle,
  type RelatedWish,
  type SiteDoor,
  Surroundings,
  type Witness,
} from '#delivery';
import { hashOfOperation } from '#identity';
import { type Access, KeyRequired } from '../access/access.js';
import { BoundedWitness } from './bounded-witness.js';
import { OWN_OPERATIONS } from './own-operations.js';
import { asLeftOut } from './selected-parts.js';

/** For an answer that is kept by nobody. */
const NOBODY: Witness = { saw: () => undefined };

const keyOf = ({ siteId, id, locale }: ArticleKey): string => `${siteId} ${id} ${locale}`;

/** A part of what stands beside an article, or what is related to it. */
interface AskedFor {
  readonly article: ReadArticle;
  readonly want: BesidePart | RelatedWish;
}

type AskedArticle = ArticleKey & { readonly without: string };

/** What was asked for of each article, those of the same wish together. */
function grouped(asked: readonly AskedFor[]): AskedAround[] {
  const wants = new Map<string, { article: ReadArticle; beside: Set<BesidePart>; related: Map<string, RelatedWish> }>();
  for (const { article, want } of asked) {
    const name = keyOf(article);
    const known = wants.get(name) ?? { article, beside: new Set(), related: new Map() };
    if (typeof want === 'string') known.beside.add(want);
    else known.related.set(want.name, want);
    wants.set(name, known);
  }
  const groups = new Map<string, { articles: ReadArticle[]; wish: AskedAround['wish'] }>();
  for (const { article, beside, related } of wants.values()) {
    const name = `${[...beside].sort()} ${[...related.keys()].sort()}`;
    const group = groups.get(name) ?? { articles: [], wish: { beside, related: [...related.values()] } };
    group.articles.push(article);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/**
 * What lives as long as one request: what is asked for of many articles goes into one statement. Loaders are made when
 * they are asked for, since most requests want none.
 */
export class DeliveryContext {
  private readonly known = new Surroundings();
  private aroundLoader: DataLoader<AskedFor, null> | undefined;
  private articleLoader: DataLoader<AskedArticle, PublishedArticle | null, string> | undefined;
  private localesLoader: DataLoader<string, string[]> | undefined;

  /** Takes down what the answer is made from, and stops what reads too much. */
  readonly witness: Witness;

  constructor(
    private readonly companions: CompanionReader,
    /** What the request may ask for. */
    readonly access: Access,
    witness: Witness = NOBODY,
    /** Where the request came from; undefined where nothing hangs on it. */
    readonly address?: string,
  ) {
    this.witness = new BoundedWitness(witness);
  }

  /** The text of the operation, byte for byte as it was asked; undefined until it is known. */
  operation: string | undefined;
  private operationHash: string | undefined;

  /** Whether a site answers this operation: one on its list, where it has one, or one of the reference site. */
  mayAsk({ operations }: Pick<SiteDoor, 'operations'>): boolean {
    if (!operations) return true;
    this.operationHash ??= hashOfOperation(this.operation ?? '');
    return operations.has(this.operationHash) || OWN_OPERATIONS.has(this.operationHash);
  }

  /** Whether this request may read what a site shows. */
  mayRead(slug: string): boolean {
    const door = this.access.to(slug, 'read');
    return !(door instanceof KeyRequired) && (door === null || this.mayAsk(door));
  }

  /** True once something was read that is nobody else's: the answer is kept by nobody, here or on its way. */
  isPrivate = false;

  keepPrivate(): void {
    this.isPrivate = true;
    this.witness.saw(null);
  }

  /** One part of what stands beside an article. */
  async beside<P extends BesidePart>(article: ReadArticle, part: P): Promise<Beside[P]> {
    const known = this.known.besideOf(article, part);
    if (known !== null) return known;
    await this.loadAround({ article, want: part });
    return this.known.besideOf(article, part);
  }

  /** What is related to an article. */
  async related(article: ReadArticle, wish: RelatedWish): Promise<readonly PublishedArticle[]> {
    const known = this.known.relatedTo(article, wish);
    if (known) return known;
    await this.loadAround({ article, want: wish });
    return this.known.relatedTo(article, wish) ?? [];
  }

  /** All that is asked for at once around whichever articles is one statement, what is wished for within it too. */
  private loadAround(asked: AskedFor): Promise<null> {
    this.aroundLoader ??= new DataLoader(
      async (all: readonly AskedFor[]) => {
        await this.companions.around(grouped(all), this.known, this.witness);
        return all.map(() => null);
      },
      { cache: false },
    );
    return this.aroundLoader.load(asked);
  }

  /** An article by what it is, without some parts; null when it is not live. */
  article({ siteId, id, locale }: ArticleKey, without: readonly HeavyPart[]): Promise<PublishedArticle | null> {
    this.articleLoader ??= new DataLoader(
      (keys: readonly AskedArticle[]) => this.companions.byKeys(keys, this.witness),
      { cacheKeyFn: (it) => `${keyOf(it)} ${it.without}` },
    );
    return this.articleLoader.load({ siteId, id, locale, without: asLeftOut(without) });
  }

  /** The locales a site has live articles in. */
  locales(siteId: string): Promise<string[]> {
    this.localesLoader ??= new DataLoader((ids: readonly string[]) => this.companions.localesOf(ids));
    return this.localesLoader.load(siteId);
  }
}
