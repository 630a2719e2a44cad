import { Injectable } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { encodeCursor } from '../domain/cursor.js';
import type { Witness } from './article-query.js';
import { DeliveryDatabase } from './delivery-database.js';
import { pageUrlOf, placeOf } from './page-place.js';
import type { PublicSite, Withdrawal } from './rows.js';
import * as sql from './statements.js';

export interface WithdrawalQuery {
  readonly site: string;
  readonly locale: string;
  /** Only what was taken off at or after this instant. */
  readonly since?: Date | null;
  /** 1 to 100. */
  readonly first: number;
  readonly after?: string | null;
}

export interface WithdrawalPage {
  readonly site: PublicSite;
  readonly withdrawals: readonly Withdrawal[];
  readonly hasNextPage: boolean;
}

interface GoneRow extends PublicSite {
  goneSlug: string | null;
  goneArticleId: string | null;
  withdrawnAt: Date | null;
}

/** Reads what sites took off. */
@Injectable()
export class WithdrawalReader {
  constructor(private readonly database: DeliveryDatabase) {}

  /** A page of what a site took off in a locale, newest first; null when there is no such site. One statement. */
  async page(query: WithdrawalQuery, witness: Witness): Promise<WithdrawalPage | InvalidInput | null> {
    const place = placeOf(query);
    if (place instanceof InvalidInput) return place;
    const rows = await this.database.rows<GoneRow>('delivery_withdrawals', sql.WITHDRAWALS, [
      query.site,
      query.locale,
      query.since ?? null,
      query.first + 1,
      place?.publishedAt ?? null,
      place?.articleId ?? null,
    ]);
    const [head] = rows;
    witness.saw(head ?? null);
    if (!head) return null;
    const { goneSlug: _slug, goneArticleId: _id, withdrawnAt: _at, ...site } = head;
    const all = rows.flatMap((row) => (row.withdrawnAt ? [withdrawal(row, query.locale)] : []));
    return { site, withdrawals: all.slice(0, query.first), hasNextPage: all.length > query.first };
  }
}

/** The place of a withdrawal in every list, as a cursor. */
export function cursorOfWithdrawal({ withdrawnAt, articleId }: Withdrawal): string {
  return encodeCursor({ publishedAt: withdrawnAt, articleId });
}

function withdrawal(row: GoneRow, locale: string): Withdrawal {
  const slug = row.goneSlug!;
  const pageUrl = pageUrlOf(row, { locale, slug });
  return { articleId: row.goneArticleId!, locale, slug, withdrawnAt: row.withdrawnAt!, pageUrl };
}
