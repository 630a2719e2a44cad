import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import { AddressBox, type SealedAddress } from '../domain/address-box.js';
import { maskedAddress } from '../domain/masked-address.js';
import type { SubscriberState } from './subscribers.js';
import type { SuppressionReason } from './suppressions.js';

/** A person of an audience as staff see them in a list. */
export interface ListedSubscriber {
  readonly id: string;
  /** The first letter and the domain. */
  readonly maskedAddress: string;
  readonly locale: string;
  readonly state: SubscriberState;
  readonly source: string;
  readonly createdAt: Date;
  readonly confirmedAt: Date | null;
  readonly leftAt: Date | null;
  readonly pausedUntil: Date | null;
  readonly suppressedFor: SuppressionReason | null;
}

export interface ListFilter {
  readonly state?: SubscriberState | null;
  /** Only whoever gets nothing for a reason of the suppression list. */
  readonly suppressed?: boolean | null;
  readonly interest?: string | null;
  /** The keyed hash of one address. */
  readonly emailHash?: string | null;
}

/** An address that gets nothing. */
export interface ListedSuppression {
  readonly reason: SuppressionReason;
  readonly note: string | null;
  readonly addedById: string | null;
  readonly createdAt: Date;
  /** Null when nobody of the audience has the address: it is known by its keyed hash alone. */
  readonly maskedAddress: string | null;
  /** The place in the list, opaque. */
  readonly key: string;
}

export interface AudienceWeek {
  /** The Monday it began with, in the site's zone, as 2026-11-16. */
  readonly week: string;
  readonly joined: number;
  readonly left: number;
}

/** A place in a list that is ordered by time. */
export interface TimePlace {
  readonly at: Date;
  readonly id: string;
}

const UNKNOWN_SOURCE = 'unknown';

/** Lists for people who look after an audience. Addresses leave it masked. */
@Injectable()
export class AudienceLists {
  constructor(
    private readonly database: Database,
    private readonly box: AddressBox,
  ) {}

  /** People of a site, newest first, with one row more than asked. Who was erased is in no list. One statement. */
  async subscribers(
    siteId: string,
    filter: ListFilter,
    limit: number,
    after: TimePlace | undefined,
  ): Promise<ListedSubscriber[]> {
    const { rows } = await this.database.pool.query<Omit<ListedSubscriber, 'maskedAddress'> & SealedAddress>(
      `SELECT s.id, s.email, s.address_box AS "addressBox", s.locale, s.state, coalesce(s.source, '${UNKNOWN_SOURCE}') AS source,
              s.created_at AS "createdAt", s.confirmed_at AS "confirmedAt", s.unsubscribed_at AS "leftAt",
              CASE WHEN s.paused_until > now() THEN s.paused_until END AS "pausedUntil", x.reason AS "suppressedFor"
         FROM subscriber s LEFT JOIN suppression x ON x.site_id = s.site_id AND x.email_hash = s.email_hash
        WHERE s.site_id = $1 AND s.state <> 'erased' AND ($2::text IS NULL OR s.state = $2)
          AND ($3::boolean IS NULL OR $3 = (x.reason IS NOT NULL AND x.reason <> 'unsubscribed'))
          AND ($4::uuid IS NULL OR EXISTS (SELECT 1 FROM subscriber_interest i
                                            WHERE i.subscriber_id = s.id AND i.term_id = $4))
          AND ($5::text IS NULL OR s.email_hash = $5)
          AND ($6::timestamptz IS NULL OR (s.created_at, s.id) < ($6, $7::uuid))
        ORDER BY s.created_at DESC, s.id DESC LIMIT $8`,
      [
        siteId,
        filter.state ?? null,
        filter.suppressed ?? null,
        filter.interest ?? null,
        filter.emailHash ?? null,
        after?.at ?? null,
        after?.id ?? null,
        limit + 1,
      ],
    );
    return rows.map(({ email, addressBox, ...row }) => ({
      ...row,
      maskedAddress: this.masked({ ...row, email, addressBox }),
    }));
  }

  /** The masked addresses of these people; who was erased is missing. One statement. */
  async maskedAddresses(subscriberIds: readonly string[]): Promise<Map<string, string>> {
    const found = await this.database.client.subscriber.findMany({
      where: { id: { in: [...subscriberIds] }, state: { not: 'erased' } },
      select: { id: true, email: true, addressBox: true },
    });
    return new Map(found.map((row) => [row.id, this.masked(row)]));
  }

  /** Addresses of a site that get nothing, newest first, with one row more than asked. One statement. */
  async suppressions(
    siteId: string,
    filter: { reason?: SuppressionReason | null; emailHash?: string | null },
    limit: number,
    after: { at: Date; key: string } | undefined,
  ): Promise<ListedSuppression[]> {
    const { rows } = await this.database.pool.query<
      Omit<ListedSuppression, 'maskedAddress'> & Omit<SealedAddress, 'id'> & { subscriberId: string | null }
    >(
      `SELECT x.reason, x.note, x.added_by_id AS "addedById", x.created_at AS "createdAt", left(x.email_hash, 16) AS key,
              s.id AS "subscriberId", s.email, s.address_box AS "addressBox"
         FROM suppression x LEFT JOIN subscriber s ON s.site_id = x.site_id AND s.email_hash = x.email_hash
        WHERE x.site_id = $1 AND ($2::text IS NULL OR x.reason = $2) AND ($3::text IS NULL OR x.email_hash = $3)
          AND ($4::timestamptz IS NULL OR (x.created_at, left(x.email_hash, 16)) < ($4, $5))
        ORDER BY x.created_at DESC, left(x.email_hash, 16) DESC LIMIT $6`,
      [siteId, filter.reason ?? null, filter.emailHash ?? null, after?.at ?? null, after?.key ?? null, limit + 1],
    );
    return rows.map(({ subscriberId, email, addressBox, ...row }) => ({
      ...row,
      maskedAddress: subscriberId === null ? null : this.masked({ id: subscriberId, email, addressBox }),
    }));
  }

  /** How many of these reasons there are, whatever page is shown. */
  async suppressionCount(siteId: string): Promise<number> {
    return this.database.client.suppression.count({ where: { siteId } });
  }

  /** Who confirmed and who left in each of the last weeks, oldest first, by the ledger of consent. */
  async growth(siteId: string, timeZone: string, weeks: number, now: Date): Promise<AudienceWeek[]> {
    const { rows } = await this.database.pool.query<AudienceWeek>(
      `WITH week AS (
         SELECT generate_series(date_trunc('week', $4::timestamptz AT TIME ZONE $2) - ($3 - 1) * interval '1 week',
                                date_trunc('week', $4::timestamptz AT TIME ZONE $2), interval '1 week') AS start),
       moved AS (
         SELECT date_trunc('week', c.at AT TIME ZONE $2) AS start, c.kind, count(DISTINCT c.subscriber_id)::int AS people
           FROM subscriber s JOIN consent_entry c ON c.subscriber_id = s.id
          WHERE s.site_id = $1 AND c.kind IN ('confirmed', 'withdrawn')
            AND c.at >= ((SELECT min(start) FROM week) AT TIME ZONE $2)
            AND (c.kind = 'confirmed' OR s.confirmed_at IS NOT NULL)
          GROUP BY 1, 2)
       SELECT to_char(w.start, 'YYYY-MM-DD') AS week,
              coalesce((SELECT people FROM moved m WHERE m.start = w.start AND m.kind = 'confirmed'), 0) AS joined,
              coalesce((SELECT people FROM moved m WHERE m.start = w.start AND m.kind = 'withdrawn'), 0) AS left
         FROM week w ORDER BY w.start`,
      [siteId, timeZone, weeks, now],
    );
    return rows;
  }

  /** Where the confirmed people of a site came from, the most first. */
  async sources(siteId: string): Promise<{ source: string; people: number }[]> {
    const { rows } = await this.database.pool.query<{ source: string; people: number }>(
      `SELECT coalesce(source, '${UNKNOWN_SOURCE}') AS source, count(*)::int AS people
         FROM subscriber WHERE site_id = $1 AND state = 'confirmed' GROUP BY 1 ORDER BY people DESC, source`,
      [siteId],
    );
    return rows;
  }

  private masked(row: SealedAddress): string {
    return maskedAddress(this.box.open(row));
  }
}
