import { carried } from './companion-statements.js';
import { FILTER_TERMS, WANTED } from './filtered-statements.js';
import { SITE_COLUMNS } from './rows.js';
import { nextEnd } from './statements.js';

/** What of articles is listed by itself. */
export type PieceKind = 'exercises' | 'faq' | 'handouts';

interface Source {
  /** The pieces of an article `a`, as one array. */
  readonly list: string;
  /** How many they are. */
  readonly count: string;
  /** True for articles that have any, as the index has it. */
  readonly some: string;
}

const SOURCES: Readonly<Record<PieceKind, Source>> = {
  exercises: {
    // Rows from before exercises were kept by themselves have them in their document alone.
    list: `COALESCE(a.payload -> 'exercises',
      jsonb_path_query_array(a.payload, 'strict $.document.** ? (@.type == "exercise")', '{}', true))`,
    count: 'a.exercise_count',
    some: 'a.exercise_count > 0',
  },
  faq: { list: "a.payload -> 'faq'", count: 'a.faq_count', some: 'a.faq_count > 0' },
  // One for each article.
  handouts: { list: "'[true]'::jsonb", count: '1', some: 'true' },
};

/**
 * A page of pieces: $1 to $11 as the filter has them, $12 limit, $13 to $15 the instant, the article and the place within it
 * after which the page begins, $16 parts of the articles to leave out (see `carried`), $17 true for how many there are on
 * every page. In the order of the articles, newest first, and within one in that of its text. Only of articles whose review
 * holds. A row for each article of the page; one without an article for a site that has none.
 */
function piecesOf(kind: PieceKind): string {
  const { list, count, some } = SOURCES[kind];
  const wanted = `${WANTED} AND ${some} AND (a.review_due_at IS NULL OR a.review_due_at > $5::timestamptz)`;
  return `${FILTER_TERMS}
SELECT ${SITE_COLUMNS}, it.payload, it.pieces,
  ${nextEnd('$5')},
  CASE WHEN $17::boolean THEN
    (SELECT COALESCE(sum(${count}), 0)::int FROM delivery.article a WHERE ${wanted}) END AS total
FROM site s LEFT JOIN LATERAL (
  SELECT p.published_at, p.article_id, ${carried('$16::text')} AS payload, p.pieces
  FROM (
    SELECT e.article_id, e.published_at, json_agg(json_build_array(e.n, e.piece) ORDER BY e.n) AS pieces FROM (
      SELECT a.article_id, a.published_at, x.n, x.piece FROM delivery.article a
      CROSS JOIN LATERAL jsonb_array_elements(${list}) WITH ORDINALITY AS x (piece, n)
      WHERE ${wanted} AND a.published_at <= COALESCE($13::timestamptz, 'infinity')
        AND (a.published_at < COALESCE($13::timestamptz, 'infinity') OR a.article_id > $14::uuid
          OR (a.article_id = $14::uuid AND x.n > $15::int))
      ORDER BY a.published_at DESC, a.article_id, x.n LIMIT $12) e
    GROUP BY e.article_id, e.published_at) p
  JOIN delivery.article a ON a.site_id = s.id AND a.locale = $2 AND a.article_id = p.article_id) it ON true
ORDER BY it.published_at DESC, it.article_id`;
}

/** The statement of each list. */
export const PIECES: Readonly<Record<PieceKind, string>> = {
  exercises: piecesOf('exercises'),
  faq: piecesOf('faq'),
  handouts: piecesOf('handouts'),
};
