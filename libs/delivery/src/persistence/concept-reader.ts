import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { type CodeMatch, type CodeSystem, canonicalCode, matchCode, NEAREST_PREFIX, type TermCode } from '#taxonomy';
import type { ArticlePayload } from '../domain/payload.js';
import { ArticleNotFound, ArticleWithdrawn } from '../domain/refusals.js';
import { timeIsOver } from '../domain/review-state.js';
import { DeliveryDatabase } from './delivery-database.js';
import { published } from './published.js';
import { type PublicSite, type PublishedArticle, SITE_COLUMNS } from './rows.js';

/** What a site has for a code of a condition. */
export interface ConceptAnswer {
  readonly site: PublicSite;
  /** The code as it is written in its system; null for a text that is no code of it. */
  readonly asked: string | null;
  readonly match: CodeMatch;
  /** The codes that the articles were found by. */
  readonly codes: readonly string[];
  readonly articles: readonly PublishedArticle[];
}

/** A code of a condition that an article is about. */
export interface ArticleCode {
  readonly system: CodeSystem;
  readonly code: string;
  /** The condition in the language of the article, where it has a name in it. */
  readonly label: string;
}

/** An article with the codes it is about. */
export interface CodedArticle {
  readonly article: PublishedArticle;
  readonly site: PublicSite;
  readonly codes: readonly ArticleCode[];
}

const usable = (site: string) => `SELECT c.term_id, c.system, c.code, c.status, c.replaced_by FROM delivery.term_code c
  JOIN delivery.term t ON t.id = c.term_id WHERE c.system = $2 AND (t.site_id IS NULL OR t.site_id = ${site})`;

/** $1 site, $2 system, $3 beginning of the code. */
const AROUND = `
WITH RECURSIVE usable AS (${usable('(SELECT id FROM delivery.site WHERE slug = $1)')}), around AS (
  SELECT * FROM usable WHERE starts_with(code, $3)
  UNION SELECT u.* FROM usable u JOIN around a ON u.code = ANY (a.replaced_by))
SELECT system, code, status, replaced_by AS "replacedBy" FROM around`;

/** $1 site id, $2 system, $3 codes, $4 language, $5 now, $6 limit. The articles that were reviewed last come first. */
const ABOUT = `
SELECT a.card AS payload FROM delivery.article a
WHERE a.site_id = $1 AND lower(split_part(a.locale, '-', 1)) = lower($4)
  AND (a.serve_until IS NULL OR a.serve_until > $5::timestamptz)
  AND EXISTS (SELECT 1 FROM delivery.article_term x JOIN (${usable('$1')}) u ON u.term_id = x.term_id
    WHERE x.article_id = a.article_id AND u.code = ANY ($3::text[]))
ORDER BY a.payload #>> '{provenance,lastReviewedAt}' DESC, a.article_id LIMIT $6`;

/** $1 site, $2 article, $3 locale. */
const BY_ID = `
SELECT ${SITE_COLUMNS}, a.payload, t.withdrawn_at AS "withdrawnAt"
FROM delivery.site s
LEFT JOIN delivery.article a ON a.site_id = s.id AND a.article_id = $2 AND a.locale = $3
LEFT JOIN delivery.tombstone t ON t.site_id = s.id AND t.article_id = $2 AND t.locale = $3
WHERE s.slug = $1`;

/** $1 article, $2 language. */
const CODES = `
SELECT c.system, c.code, COALESCE(l.label, e.label, t.key) AS label
FROM delivery.article_term x JOIN delivery.term t ON t.id = x.term_id JOIN delivery.term_code c ON c.term_id = t.id
LEFT JOIN delivery.term_label l ON l.term_id = t.id AND l.locale = $2
LEFT JOIN delivery.term_label e ON e.term_id = t.id AND e.locale = 'en'
WHERE x.article_id = $1 AND c.status = 'active' ORDER BY c.system, c.code`;

interface ByIdRow extends PublicSite {
  payload: ArticlePayload | null;
  withdrawnAt: Date | null;
}

const languageOf = (locale: string): string => locale.split('-')[0]!.toLowerCase();

/** Finds live articles by what they are about, for programs that know codes and no addresses. */
@Injectable()
export class ConceptReader {
  constructor(
    private readonly database: DeliveryDatabase,
    private readonly clock: Clock,
  ) {}

  /**
   * The articles of a site about a code, in one language (the site's own when none is given), at most `most`; null when
   * there is no such site. A retired code finds what took its place, a category what is below it. Three statements.
   */
  async about(
    site: PublicSite,
    system: CodeSystem,
    text: string,
    { language, most }: { readonly language?: string; readonly most: number },
  ): Promise<ConceptAnswer> {
    const asked = canonicalCode(system, text);
    if (asked === null) return { site, asked, match: 'none', codes: [], articles: [] };
    const { match, codes } = await this.matchAt(site.slug, system, asked);
    const now = this.clock.now();
    const values = [site.id, system, codes, language ?? languageOf(site.locale), now, most];
    const rows =
      codes.length === 0 ? [] : await this.database.rows<{ payload: ArticlePayload }>('delivery_about', ABOUT, values);
    return { site, asked, match, codes, articles: rows.map(({ payload }) => published(payload, site, now)) };
  }

  /** The codes that a site knows for one that somebody asks for: itself, its successors or its nearest. One statement. */
  async codesLike(siteSlug: string, system: CodeSystem, text: string): Promise<readonly string[]> {
    const asked = canonicalCode(system, text);
    return asked === null ? [] : (await this.matchAt(siteSlug, system, asked)).codes;
  }

  private async matchAt(siteSlug: string, system: CodeSystem, asked: string) {
    const prefix = system === 'icd10cm' ? asked.slice(0, NEAREST_PREFIX) : asked;
    const around = [siteSlug, system, prefix];
    const known = await this.database.rows<TermCode & Record<string, unknown>>('delivery_codes', AROUND, around);
    return matchCode(system, asked, known);
  }

  /** An article by its id, with its codes. Two statements. */
  async byId(
    siteSlug: string,
    articleId: string,
    locale: string,
  ): Promise<CodedArticle | ArticleWithdrawn | ArticleNotFound> {
    const [row] = await this.database.rows<ByIdRow>('delivery_by_id', BY_ID, [siteSlug, articleId, locale]);
    if (!row) return new ArticleNotFound();
    const { payload, withdrawnAt, ...site } = row;
    const now = this.clock.now();
    if (payload && timeIsOver(payload.provenance, now)) {
      return new ArticleWithdrawn(payload.provenance.graceEndsAt!, articleId);
    }
    if (!payload)
      return withdrawnAt ? new ArticleWithdrawn(withdrawnAt.toISOString(), articleId) : new ArticleNotFound();
    const about = [articleId, languageOf(locale)];
    const codes = await this.database.rows<ArticleCode & Record<string, unknown>>(
      'delivery_article_codes',
      CODES,
      about,
    );
    return { article: published(payload, site, now), site, codes };
  }
}
