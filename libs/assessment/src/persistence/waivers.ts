import { Injectable } from '@nestjs/common';
import type { ArticleLocale } from '#editing';
import { newId } from '#kernel';
import { Database, type Tx } from '#platform';
import type { Finding } from '#quality';

/** A named person decided that a finding does not stand in the way of one text, and why. */
export interface WaiverRow {
  readonly id: string;
  readonly articleId: string;
  readonly locale: string;
  readonly findingKey: string;
  readonly revisionId: string;
  readonly contentHash: string;
  readonly code: string;
  readonly severity: string;
  readonly quote: string;
  readonly reason: string;
  readonly waivedById: string;
  readonly waivedAt: Date;
}

export interface NewWaiver extends ArticleLocale {
  readonly revisionId: string;
  readonly contentHash: string;
  readonly finding: Finding;
  readonly reason: string;
  readonly waivedById: string;
  readonly at: Date;
}

/** Reads and adds waivers. */
@Injectable()
export class Waivers {
  constructor(private readonly database: Database) {}

  /** All waivers of these articles and locales, the oldest first; one statement. */
  async ofArticles(keys: readonly ArticleLocale[], tx: Tx = this.database.client): Promise<WaiverRow[]> {
    if (keys.length === 0) return [];
    return tx.findingWaiver.findMany({
      where: { OR: keys.map(({ articleId, locale }) => ({ articleId, locale })) },
      orderBy: [{ waivedAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** Adds a waiver; one that is there already stays, and is the answer. */
  async add(tx: Tx, waiver: NewWaiver): Promise<{ row: WaiverRow; added: boolean }> {
    const { articleId, locale, revisionId, contentHash, finding, reason, waivedById, at } = waiver;
    const { count } = await tx.findingWaiver.createMany({
      data: {
        id: newId(),
        articleId,
        locale,
        findingKey: finding.key,
        revisionId,
        contentHash,
        code: finding.code,
        severity: finding.severity,
        checkVersion: finding.checkVersion,
        quote: finding.quote,
        reason,
        waivedById,
        waivedAt: at,
      },
      skipDuplicates: true,
    });
    const where = { articleId_locale_findingKey: { articleId, locale, findingKey: finding.key } };
    return { row: await tx.findingWaiver.findUniqueOrThrow({ where }), added: count === 1 };
  }
}
