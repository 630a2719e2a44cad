import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import {
  type CodeMatch,
  type CodeSystem,
  canonicalCode,
  matchCode,
  NEAREST_PREFIX,
  type TermCode,
} from '../domain/codes.js';
import { foldLabel, type TermKind } from '../domain/terms.js';
import { type TermRow, toTermRow, WITH_ALL } from './term-row.js';

/** A page of the terms a site can use. */
export interface TermQuery {
  readonly siteId: string;
  readonly kind?: TermKind | null;
  /** Part of a label or a synonym, in any language. */
  readonly search?: string | null;
  readonly archivedToo?: boolean | null;
  readonly limit: number;
  readonly after?: { kind: string; key: string; id: string };
}

/** Everything a term is called, in every language. A term that became another one stands in a row with the id of that. */
export interface TermWords {
  readonly id: string;
  readonly key: string;
  readonly labels: readonly string[];
  readonly synonyms: readonly string[];
}

/** What was found for a code of another system. */
export interface CodeAnswer {
  readonly system: CodeSystem;
  /** As it is stored: `M54.5` for m545. */
  readonly asked: string;
  readonly match: CodeMatch;
  readonly codes: readonly string[];
  readonly terms: readonly TermRow[];
}

/** Reads terms. Every answer takes a fixed number of statements, whatever it holds. */
@Injectable()
export class TermReader {
  constructor(private readonly database: Database) {}

  async byIds(ids: readonly string[], tx: Tx = this.database.client): Promise<TermRow[]> {
    const stored = await tx.taxonomyTerm.findMany({ where: { id: { in: [...ids] } }, include: WITH_ALL });
    return stored.map(toTermRow);
  }

  /** A term by its id, or what it became; null when there is none. At most two statements. */
  async standing(id: string): Promise<TermRow | null> {
    const [term] = await this.byIds([id]);
    if (!term?.mergedIntoId) return term ?? null;
    return (await this.byIds([term.mergedIntoId]))[0] ?? null;
  }

  /** The terms of each article, by kind and key. */
  async ofArticles(
    articleIds: readonly string[],
    tx: Tx = this.database.client,
  ): Promise<{ articleId: string; term: TermRow }[]> {
    const rows = await tx.articleTerm.findMany({
      where: { articleId: { in: [...articleIds] } },
      orderBy: [{ term: { kind: 'asc' } }, { term: { key: 'asc' } }],
      select: { articleId: true, term: { include: WITH_ALL } },
    });
    return rows.map(({ articleId, term }) => ({ articleId, term: toTermRow(term) }));
  }

  /** The keys of each article's audiences. One statement. */
  audiencesOf(
    articleIds: readonly string[],
    tx: Tx = this.database.client,
  ): Promise<{ articleId: string; key: string }[]> {
    return tx.$queryRaw`
      SELECT a.article_id AS "articleId", t.key FROM article_term a JOIN taxonomy_term t ON t.id = a.term_id
      WHERE t.kind = 'audience' AND a.article_id = ANY(${[...articleIds]}::uuid[]) ORDER BY a.article_id, t.key`;
  }

  /** Which of these terms each site does not offer any more. */
  archived(siteIds: readonly string[], tx: Tx = this.database.client): Promise<{ siteId: string; termId: string }[]> {
    return tx.taxonomyArchive.findMany({
      where: { siteId: { in: [...siteIds] } },
      select: { siteId: true, termId: true },
    });
  }

  /** The words of all terms of these kinds that a site offers, with those of terms that became one of them. One statement. */
  async wordsAt(siteId: string, kinds: readonly TermKind[]): Promise<TermWords[]> {
    const { rows } = await this.database.pool.query<TermWords>(
      `SELECT t.id::text AS id, named.key, coalesce(array_agg(DISTINCT l.label) FILTER (WHERE l.label IS NOT NULL), '{}') AS labels,
              coalesce(array_agg(DISTINCT s.word) FILTER (WHERE s.word IS NOT NULL), '{}') AS synonyms
         FROM taxonomy_term named JOIN taxonomy_term t ON t.id = coalesce(named.merged_into_id, named.id)
         LEFT JOIN taxonomy_label l ON l.term_id = named.id LEFT JOIN LATERAL unnest(l.synonyms) AS s (word) ON true
        WHERE (named.site_id IS NULL OR named.site_id = $1) AND t.kind = ANY ($2)
          AND NOT EXISTS (SELECT 1 FROM taxonomy_archive a WHERE a.site_id = $1 AND a.term_id = t.id)
        GROUP BY t.id, named.id ORDER BY t.id, named.id`,
      [siteId, kinds],
    );
    return rows;
  }

  /** A page in the order of kind and key, with one row more than asked. */
  async page(query: TermQuery): Promise<TermRow[]> {
    const search = query.search?.trim();
    const pattern = search ? `%${foldLabel(search).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
    const { kind, key, id } = query.after ?? {};
    const { rows } = await this.database.pool.query<{ id: string }>(
      `SELECT t.id FROM taxonomy_term t
       WHERE (t.site_id IS NULL OR t.site_id = $1) AND t.merged_into_id IS NULL AND ($2::text IS NULL OR t.kind = $2)
         AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM taxonomy_label l JOIN taxonomy_term named ON named.id = l.term_id
         WHERE (named.id = t.id OR (named.merged_into_id = t.id AND named.site_id = $1)) AND (
           lower(l.label) LIKE $3 OR EXISTS (SELECT 1 FROM unnest(l.synonyms) s WHERE lower(s) LIKE $3))))
         AND ($4 OR NOT EXISTS (SELECT 1 FROM taxonomy_archive a WHERE a.site_id = $1 AND a.term_id = t.id))
         AND ($5::text IS NULL OR (t.kind, t.key, t.id) > ($5, $6::text, $7::uuid))
       ORDER BY t.kind, t.key, t.id LIMIT $8`,
      [
        query.siteId,
        query.kind ?? null,
        pattern,
        query.archivedToo ?? false,
        kind ?? null,
        key ?? null,
        id ?? null,
        query.limit + 1,
      ],
    );
    const terms = await this.byIds(rows.map((row) => row.id));
    return rows.map((row) => terms.find((term) => term.id === row.id)!);
  }

  /** Which articles have these terms, oldest article first. */
  usesOf(termIds: readonly string[], tx: Tx = this.database.client): Promise<{ articleId: string; termId: string }[]> {
    return tx.articleTerm.findMany({ where: { termId: { in: [...termIds] } }, orderBy: { articleId: 'asc' } });
  }

  /** The terms right below a term that the site can use and still offers. */
  childrenOf(termId: string, siteId: string, tx: Tx = this.database.client): Promise<{ id: string }[]> {
    return tx.taxonomyTerm.findMany({
      where: { parentId: termId, OR: [{ siteId: null }, { siteId }], archives: { none: { siteId } } },
      select: { id: true },
    });
  }

  /**
   * The terms behind a code that came from outside, such as an electronic record: a retired code answers what took its
   * place. Null when it has no shape of that system.
   */
  async lookUpCode(siteId: string, system: CodeSystem, text: string): Promise<CodeAnswer | null> {
    const asked = canonicalCode(system, text);
    if (asked === null) return null;
    const known = await this.codesAround(siteId, system, asked);
    const { match, codes } = matchCode(system, asked, known);
    const ids = known.filter((it) => codes.includes(it.code)).map((it) => it.termId);
    const terms = await this.byIds([...new Set(ids)]);
    return { system, asked, match, codes, terms: terms.sort((a, b) => (a.key < b.key ? -1 : 1)) };
  }

  /** The codes that share a beginning with this one, and everything they were replaced by. */
  private async codesAround(
    siteId: string,
    system: CodeSystem,
    asked: string,
  ): Promise<(TermCode & { termId: string })[]> {
    const prefix = system === 'icd10cm' ? asked.slice(0, NEAREST_PREFIX) : asked;
    const { rows } = await this.database.pool.query<TermCode & { termId: string }>(
      `WITH RECURSIVE usable AS (
         SELECT c.* FROM taxonomy_code c JOIN taxonomy_term t ON t.id = c.term_id
         WHERE c.system = $2 AND (t.site_id IS NULL OR t.site_id = $1)
       ), around AS (
         SELECT * FROM usable WHERE starts_with(code, $3)
         UNION SELECT u.* FROM usable u JOIN around a ON u.code = ANY (a.replaced_by)
       ) SELECT term_id AS "termId", system, code, status, replaced_by AS "replacedBy" FROM around`,
      [siteId, system, prefix],
    );
    return rows;
  }
}
