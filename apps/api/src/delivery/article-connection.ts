import {
  type ArticlePage,
  type ArticleQuery,
  cursorOf,
  cursorOfIssue,
  cursorOfPiece,
  cursorOfWithdrawal,
  type IssuePage,
  type IssueQuery,
  type Piece,
  type PiecePage,
  type PublishedArticle,
  type SentIssue,
  type Withdrawal,
  type WithdrawalPage,
  type WithdrawalQuery,
} from '#delivery';

/** A page of a list as Relay wants it. */
interface Connection<T> {
  readonly edges: readonly { readonly cursor: string; readonly node: T }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly siteGeneration: string;
}

export interface ArticleConnection extends Connection<PublishedArticle> {
  /** What was asked: the total is counted only when somebody wants it. */
  readonly query: ArticleQuery;
  /** How many pass, where the page brought it along. */
  readonly total: number | null;
}

/** A page of articles as Relay wants it. */
export function articleConnection(page: ArticlePage, query: ArticleQuery): ArticleConnection {
  return { ...connection(page, page.articles, cursorOf, query.after), query, total: page.total ?? null };
}

/** A page of withdrawals as Relay wants it. */
export function withdrawalConnection(page: WithdrawalPage, query: WithdrawalQuery): Connection<Withdrawal> {
  return connection(page, page.withdrawals, cursorOfWithdrawal, query.after);
}

/** A page of newsletters as Relay wants it. */
export function newsletterConnection(page: IssuePage, query: IssueQuery): Connection<SentIssue> {
  return connection(page, page.issues, cursorOfIssue, query.after);
}

/** A page of what stands in articles as Relay wants it. */
export function pieceConnection<T, N>(
  page: PiecePage<T>,
  query: ArticleQuery,
  nodeOf: (piece: Piece<T>) => N,
): Connection<N> & { readonly totalCount: number | null } {
  const nodes = page.pieces.map((piece) => ({ piece, node: nodeOf(piece) }));
  const places = new Map(nodes.map(({ piece, node }) => [node, piece]));
  const cursor = (node: N) => cursorOfPiece(places.get(node)!);
  const list = nodes.map(({ node }) => node);
  return { ...connection(page, list, cursor, query.after), totalCount: page.total };
}

function connection<T>(
  { site, hasNextPage }: { site: { generation: string }; hasNextPage: boolean },
  nodes: readonly T[],
  cursor: (node: T) => string,
  after: string | null | undefined,
): Connection<T> {
  const edges = nodes.map((node) => new Edge(node, cursor));
  const pageInfo = {
    hasNextPage,
    hasPreviousPage: Boolean(after),
    get startCursor() {
      return edges[0]?.cursor ?? null;
    },
    get endCursor() {
      return edges.at(-1)?.cursor ?? null;
    },
  };
  return { edges, pageInfo, siteGeneration: site.generation };
}

/** Cursors are made for whoever asks for them: most lists are read for what is in them. */
class Edge<T> {
  constructor(
    readonly node: T,
    private readonly cursorOf: (node: T) => string,
  ) {}

  get cursor(): string {
    return this.cursorOf(this.node);
  }
}
