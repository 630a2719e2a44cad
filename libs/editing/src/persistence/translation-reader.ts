import { Injectable } from '@nestjs/common';
import { translatableHash } from '#document';
import { Database, type Tx } from '#platform';
import { type SourceStep, type Staleness, stalenessOf } from '../domain/staleness.js';
import { contentOf, type RevisionRow } from './revision-row.js';
import type { BasisRow, TranslationPlace } from './translation-bases.js';

/** A revision of a translation: what it stands on, and what became of its source since. */
export interface TranslationState extends Staleness {
  readonly articleId: string;
  readonly locale: string;
  readonly number: number;
  readonly basis: BasisRow;
}

/** A text in one locale, and how it stands to its source. */
export interface LocaleText {
  readonly articleId: string;
  readonly locale: string;
  readonly revisionId: string;
  readonly number: number;
  readonly isLive: boolean;
  /** Null for a text that is no translation. */
  readonly state: TranslationState | null;
}

type StepRow = RevisionRow & { readonly editClass: string; readonly approved: boolean; readonly place: number };

/** Reads how translations stand to their sources. */
@Injectable()
export class TranslationReader {
  constructor(private readonly database: Database) {}

  /**
   * How each of these revisions stands to its source; a text that is no translation is left out. Two statements, one
   * when none of them is a translation.
   */
  async states(places: readonly TranslationPlace[], tx: Tx = this.database.client): Promise<TranslationState[]> {
    const bases = await basesOf(tx, places);
    if (bases.length === 0) return [];
    const steps = await laterRevisions(tx, bases);
    return bases.map(({ number, ...basis }, index) => {
      const own = steps.filter(({ place }) => place === index + 1).map(stepOf);
      const { articleId, locale } = basis;
      return { articleId, locale, number, basis, ...stalenessOf(basis.translatableHash, own) };
    });
  }

  /** The newest text of these articles in each of their locales. Three statements. */
  async ofArticles(articleIds: readonly string[]): Promise<LocaleText[]> {
    const rows = await this.database.client.$queryRaw<Omit<LocaleText, 'state'>[]>`
      SELECT r.article_id AS "articleId", r.locale, r.id AS "revisionId", r.number,
             EXISTS (SELECT 1 FROM publication p WHERE p.revision_id = r.id AND p.state = 'live') AS "isLive"
      FROM article_slug s
      CROSS JOIN LATERAL (
        SELECT * FROM revision n WHERE n.article_id = s.article_id AND n.locale = s.locale
        ORDER BY n.number DESC LIMIT 1) r
      WHERE s.article_id = ANY(${[...articleIds]}::uuid[]) ORDER BY s.created_at, s.locale`;
    return this.withStates(rows);
  }

  /**
   * The newest and the live texts of these sites whose source has an approved revision that says something else: clinical
   * changes first, then live texts. At most 500 are looked at. Three statements.
   */
  async staleAt(siteIds: readonly string[], articleId: string | null = null, tx?: Tx): Promise<LocaleText[]> {
    const client = tx ?? this.database.client;
    const rows = await client.$queryRaw<Omit<LocaleText, 'state'>[]>`
      SELECT * FROM (
        SELECT r.article_id AS "articleId", r.locale, r.id AS "revisionId", r.number,
               EXISTS (SELECT 1 FROM publication p WHERE p.revision_id = r.id AND p.state = 'live') AS "isLive",
               NOT EXISTS (SELECT 1 FROM revision n WHERE n.article_id = r.article_id AND n.locale = r.locale
                 AND n.number > r.number) AS "isNewest"
        FROM (SELECT t.article_id, t.locale, t.source_locale, min(t.source_number) AS source_number
              FROM translation_basis t GROUP BY t.article_id, t.locale, t.source_locale) t
        JOIN article a ON a.id = t.article_id
        JOIN revision r ON r.article_id = t.article_id AND r.locale = t.locale
        WHERE a.site_id = ANY(${[...siteIds]}::uuid[])
          AND (${articleId}::uuid IS NULL OR a.id = ${articleId}::uuid)
          AND EXISTS (SELECT 1 FROM approval ap JOIN revision s ON s.id = ap.revision_id
            WHERE ap.article_id = t.article_id AND ap.locale = t.source_locale AND ap.revoked_at IS NULL
              AND s.number > t.source_number)) found
      WHERE "isLive" OR "isNewest" ORDER BY "isLive" DESC, "articleId", locale LIMIT 500`;
    const stale = (await this.withStates(rows, client)).filter(({ state }) => state?.approved.severity);
    const rank = ({ state }: LocaleText) => (state?.approved.severity === 'clinical' ? 0 : 1);
    return stale.sort((a, b) => rank(a) - rank(b));
  }

  /**
   * One text of each locale that this article was translated to, the one that counts: the text that the newest approval
   * in force covers, or the newest where there is none. `isLive` says that the locale is public. Three statements.
   */
  async counting(articleId: string, tx: Tx): Promise<LocaleText[]> {
    const rows = await tx.$queryRaw<Omit<LocaleText, 'state'>[]>`
      SELECT r.article_id AS "articleId", r.locale, r.id AS "revisionId", r.number,
             EXISTS (SELECT 1 FROM publication p WHERE p.article_id = r.article_id AND p.locale = r.locale
               AND p.state = 'live') AS "isLive"
      FROM (SELECT DISTINCT b.article_id, b.locale FROM translation_basis b JOIN article a ON a.id = b.article_id
            WHERE a.id = ${articleId}::uuid AND a.archived_at IS NULL) t
      CROSS JOIN LATERAL (
        SELECT * FROM revision n WHERE n.article_id = t.article_id AND n.locale = t.locale
        ORDER BY COALESCE(n.content_hash = (SELECT ap.content_hash FROM approval ap
          WHERE ap.article_id = t.article_id AND ap.locale = t.locale AND ap.revoked_at IS NULL
            AND carepress_case_complete(ap.case_id)
          ORDER BY ap.approved_at DESC, ap.id DESC LIMIT 1), false) DESC, n.number DESC LIMIT 1) r
      ORDER BY r.locale`;
    return this.withStates(rows, tx);
  }

  private async withStates(rows: readonly Omit<LocaleText, 'state'>[], tx?: Tx): Promise<LocaleText[]> {
    const states = await this.states(rows, tx);
    const keyOf = (it: TranslationPlace) => `${it.articleId} ${it.locale} ${it.number}`;
    const byKey = new Map(states.map((state) => [keyOf(state), state]));
    return rows.map((row) => ({ ...row, state: byKey.get(keyOf(row)) ?? null }));
  }
}

function basesOf(tx: Tx, places: readonly TranslationPlace[]): Promise<(BasisRow & { number: number })[]> {
  return tx.$queryRaw<(BasisRow & { number: number })[]>`
    SELECT wanted.number, b.sequence, b.article_id AS "articleId", b.locale, b.from_number AS "fromNumber",
           b.source_locale AS "sourceLocale", b.source_revision_id AS "sourceRevisionId",
           b.source_number AS "sourceNumber", b.translatable_hash AS "translatableHash", b.act,
           b.confirmed_by_id AS "confirmedById", b.at
    FROM unnest(${places.map((it) => it.articleId)}::uuid[], ${places.map((it) => it.locale)}::text[],
      ${places.map((it) => it.number)}::int[]) AS wanted (article_id, locale, number)
    CROSS JOIN LATERAL (
      SELECT * FROM translation_basis t
      WHERE t.article_id = wanted.article_id AND t.locale = wanted.locale AND t.from_number <= wanted.number
      ORDER BY t.sequence DESC LIMIT 1) b`;
}

function laterRevisions(tx: Tx, bases: readonly BasisRow[]): Promise<StepRow[]> {
  return tx.$queryRaw<StepRow[]>`
    SELECT wanted.place::int, r.id, r.number, r.locale, r.title, r.summary, r.document, r."references",
           r.edit_class AS "editClass",
           carepress_is_approved(r.article_id, r.locale, r.content_hash) AS approved
    FROM unnest(${bases.map((it) => it.articleId)}::uuid[], ${bases.map((it) => it.sourceLocale)}::text[],
      ${bases.map((it) => it.sourceNumber)}::int[]) WITH ORDINALITY AS wanted (article_id, locale, number, place)
    JOIN revision r ON r.article_id = wanted.article_id AND r.locale = wanted.locale AND r.number > wanted.number
    ORDER BY r.number`;
}

function stepOf(row: StepRow): SourceStep {
  const { id, number, editClass, approved } = row;
  return { id, number, editClass, approved, translatableHash: translatableHash(contentOf(row)) };
}
