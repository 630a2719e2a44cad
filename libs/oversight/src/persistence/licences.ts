import { Injectable } from '@nestjs/common';
import type { CredentialRow } from '#identity';
import { Database } from '#platform';

/** A live text that stands on a licence, at the site whose people review it. */
export interface TextOnLicence {
  readonly credentialId: string;
  readonly holderId: string;
  readonly validUntil: Date;
  readonly ownerSiteId: string;
  readonly publicationId: string;
  readonly articleId: string;
  readonly locale: string;
}

/** A licence of somebody who works at a site, and how many live texts of the site stand on it. */
export interface LicenceRow extends CredentialRow {
  readonly liveTexts: number;
}

/** Reads licences together with what stands on them. */
@Injectable()
export class Licences {
  constructor(private readonly database: Database) {}

  /** Live texts, by site and licence, whose approval stands on a licence that ends after `now` and no later than `by`. */
  endingBy(now: Date, by: Date): Promise<TextOnLicence[]> {
    return this.database.client.$queryRaw<TextOnLicence[]>`
      SELECT DISTINCT c.id AS "credentialId", c.user_id AS "holderId", c.valid_until AS "validUntil",
        v.owner_site_id AS "ownerSiteId", v.publication_id AS "publicationId", v.article_id AS "articleId", v.locale
      FROM credential c
      JOIN approval a ON a.credential_id = c.id AND a.revoked_at IS NULL
      JOIN approval g ON g.case_id = a.case_id
      JOIN published_review v ON v.approval_id = g.id
      WHERE c.revoked_at IS NULL AND c.valid_until > ${now} AND c.valid_until <= ${by}
      ORDER BY c.valid_until, c.id, v.owner_site_id, v.publication_id`;
  }

  /**
   * The licences of everybody who works at a site, the soonest to end first, revoked ones among them; one statement.
   *
   * @param until only those that end, or were revoked, before this instant
   */
  ofSite(siteId: string, until: Date, limit: number, after?: { at: Date; id: string }): Promise<LicenceRow[]> {
    return this.database.client.$queryRaw<LicenceRow[]>`
      SELECT * FROM (
        SELECT c.id, c.user_id AS "userId", c.title, c.licence_number AS "licenceNumber", c.region, c.specialties,
          c.valid_from AS "validFrom", c.valid_until AS "validUntil", c.revoked_at AS "revokedAt",
          (SELECT count(DISTINCT v.publication_id)::int FROM approval a JOIN approval g ON g.case_id = a.case_id
            JOIN published_review v ON v.approval_id = g.id AND v.owner_site_id = ${siteId}::uuid
            WHERE a.credential_id = c.id AND a.revoked_at IS NULL) AS "liveTexts"
        FROM credential c
        WHERE c.user_id IN (SELECT m.user_id FROM membership m WHERE m.site_id = ${siteId}::uuid)
          AND LEAST(c.valid_until, c.revoked_at) <= ${until}) licence
      WHERE ${after?.at ?? null}::timestamptz IS NULL
        OR ("validUntil", id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
      ORDER BY "validUntil", id LIMIT ${limit}`;
  }
}
