import { Injectable } from '@nestjs/common';
import { Database } from '#platform';

/** Somebody who has an article open. */
export interface PresentPerson {
  readonly userId: string;
  /** The language they look at. */
  readonly locale: string;
  /** Since when they have been there without a break. */
  readonly since: Date;
}

/** So long a person counts as present after a sign of life. */
export const PRESENT_SECONDS = 30;

const OTHERS = `SELECT user_id AS "userId", locale, since FROM article_presence
                 WHERE article_id = $1 AND user_id <> $2 AND seen_at > now() - interval '${PRESENT_SECONDS} seconds'
                 ORDER BY since, user_id`;

/**
 * Who has which article open, by the database's clock. One statement each, on a table that no save touches: it never
 * holds anybody up. Nothing is decided by it; the check of every save is what loses no edit.
 */
@Injectable()
export class Presence {
  constructor(private readonly database: Database) {}

  /**
   * Notes a sign of life, and answers who else is there. Null when none of these sites has such an article.
   *
   * @param siteIds where the person may read articles
   */
  async beat(
    at: { articleId: string; userId: string; locale: string },
    siteIds: readonly string[],
  ): Promise<PresentPerson[] | null> {
    const { rows } = await this.database.pool.query<{ found: boolean; others: unknown }>(
      `WITH beat AS (
         INSERT INTO article_presence AS p (article_id, user_id, locale)
         SELECT a.id, $2, $3 FROM article a WHERE a.id = $1 AND a.site_id = ANY ($4::uuid[])
         ON CONFLICT (article_id, user_id) DO UPDATE
            SET seen_at = now(), locale = excluded.locale,
                since = CASE WHEN p.seen_at > now() - interval '${PRESENT_SECONDS} seconds' THEN p.since ELSE now() END
         RETURNING 1)
       SELECT EXISTS (SELECT FROM beat) AS found, COALESCE((SELECT json_agg(o) FROM (${OTHERS}) o), '[]') AS others`,
      [at.articleId, at.userId, at.locale, siteIds],
    );
    const [answer] = rows;
    if (!answer?.found) return null;
    const others = answer.others as { userId: string; locale: string; since: string }[];
    return others.map((other) => ({ ...other, since: new Date(other.since) }));
  }

  /** Who else has an article open. */
  async others(articleId: string, userId: string): Promise<PresentPerson[]> {
    return (await this.database.pool.query<PresentPerson>(OTHERS, [articleId, userId])).rows;
  }

  /** Removes who has been away for long. */
  async sweep(): Promise<void> {
    await this.database.pool.query(`DELETE FROM article_presence WHERE seen_at < now() - interval '5 minutes'`);
  }
}
