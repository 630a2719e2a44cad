import type { ArticleKey, Beside, BesidePart } from './beside.js';
import type { PublishedArticle } from './rows.js';

/** What is to be read of the articles that are related to an article. */
export interface RelatedWish {
  /** The same for the same wish. */
  readonly name: string;
  /** How many: 1 to 10. */
  readonly most: number;
  /** The parts to leave out, with commas between; `cards` for all heavy ones. */
  readonly without: string;
  readonly beside: ReadonlySet<BesidePart>;
  readonly related: readonly RelatedWish[];
}

/** What is to be read around articles. */
export interface Wish {
  readonly beside: ReadonlySet<BesidePart>;
  readonly related: readonly RelatedWish[];
}

/** A node of the tree that the statement walks. Nodes count from 1; 0 is the parent of a root. */
export interface WishNode {
  readonly parent: number;
  readonly wish: Wish | RelatedWish;
}

/** Wishes with what is wished for within them, parents before their children. */
export function treeOf(wishes: readonly Wish[]): WishNode[] {
  const nodes: WishNode[] = wishes.map((wish) => ({ parent: 0, wish }));
  // The list grows while it is walked.
  for (const [index, { wish }] of nodes.entries()) {
    for (const child of wish.related) nodes.push({ parent: index + 1, wish: child });
  }
  return nodes;
}

const nameOf = ({ siteId, id, locale }: ArticleKey): string => `${siteId} ${id} ${locale}`;

/** What is known around the articles of one request. */
export class Surroundings {
  private readonly besides = new Map<string, Beside>();
  private readonly lists = new Map<string, PublishedArticle[]>();

  /** Null for what nobody asked for yet. */
  besideOf<P extends BesidePart>(article: ArticleKey, part: P): Beside[P] {
    return this.besides.get(nameOf(article))?.[part] ?? null;
  }

  learnBeside(article: ArticleKey, { kind, terms, translations }: Beside): void {
    const name = nameOf(article);
    const known = this.besides.get(name);
    this.besides.set(name, {
      kind: kind ?? known?.kind ?? null,
      terms: terms ?? known?.terms ?? null,
      translations: translations ?? known?.translations ?? null,
    });
  }

  /** What is related to an article, as a wish has it; undefined when nobody asked for it yet. */
  relatedTo(article: ArticleKey, wish: RelatedWish): readonly PublishedArticle[] | undefined {
    return this.lists.get(`${nameOf(article)} ${wish.name}`);
  }

  /** The list under which what is related is found, empty at first. */
  listOf(article: ArticleKey, wish: RelatedWish): PublishedArticle[] {
    const name = `${nameOf(article)} ${wish.name}`;
    const known = this.lists.get(name) ?? [];
    this.lists.set(name, known);
    return known;
  }
}
