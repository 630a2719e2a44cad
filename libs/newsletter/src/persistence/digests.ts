import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { DigestCadence } from '../domain/digest-rhythm.js';

/** When and how a site's digest is put together. */
export interface DigestRow {
  readonly siteId: string;
  readonly cadence: DigestCadence;
  readonly day: number;
  readonly localTime: string;
  readonly byInterest: boolean;
  readonly version: number;
  readonly setById: string;
  readonly setAt: Date;
  readonly since: Date;
  readonly nextAt: Date | null;
  /** The second person who lets it go out by itself; null: each draft waits for a person. */
  readonly vouchedById: string | null;
  readonly vouchedAt: Date | null;
  /** How often in a row it could not be put together. */
  readonly faults: number;
  /** Not tried again before this; null while nothing failed. */
  readonly retryAt: Date | null;
  /** By which the log can be asked about the last fault. */
  readonly faultId: string | null;
}

/** Nothing failed. */
export const NO_FAULT = { faults: 0, retryAt: null, faultId: null } as const;

/** Why a digest that was to go out by itself did not. */
export interface DigestRefusal {
  readonly refusedAt: Date;
  readonly refusalCode: string;
  readonly refusalMessage: string;
}

export type DigestOutcome = 'drafted' | 'nothingNew' | 'waiting';

/** What became of a digest at one of its instants. */
export interface DigestRunRow {
  readonly id: string;
  readonly siteId: string;
  readonly period: string;
  /** The language of its issue; null: made before digests had one, in the site's own. */
  readonly locale: string | null;
  readonly dueAt: Date;
  readonly ranAt: Date;
  readonly outcome: DigestOutcome;
  readonly articles: number;
  readonly until: Date;
  /** Null where there was none, and where it was thrown away. */
  readonly issueId: string | null;
  /** When it was to go out by itself and was refused; null otherwise, like the reason. */
  readonly refusedAt: Date | null;
  readonly refusalCode: string | null;
  readonly refusalMessage: string | null;
}

const SHOWN_RUNS = 12;

/** A language of a site in which it has a digest. */
export interface DigestLanguage {
  readonly locale: string;
  /** The site's own: what was made before digests had a language was in this one. */
  readonly own: boolean;
}

const inLanguage = ({ locale, own }: DigestLanguage) => ({ OR: [{ locale }, ...(own ? [{ locale: null }] : [])] });

/** The digests of sites, and the log of what they came to. */
@Injectable()
export class Digests {
  constructor(private readonly database: Database) {}

  async of(siteId: string, tx: Tx = this.database.client): Promise<DigestRow | null> {
    return (await tx.digest.findUnique({ where: { siteId } })) as DigestRow | null;
  }

  /** The same, locked until the transaction ends. */
  async lock(tx: Tx, siteId: string): Promise<DigestRow | null> {
    await tx.$queryRaw`SELECT 1 FROM digest WHERE site_id = ${siteId}::uuid FOR UPDATE`;
    return this.of(siteId, tx);
  }

  /** Sites whose digest is due, the one that waits longest first; without those that failed and are tried later. */
  async due(at: Date, limit: number): Promise<string[]> {
    const rows = await this.database.client.digest.findMany({
      where: { nextAt: { lte: at }, OR: [{ retryAt: null }, { retryAt: { lte: at } }] },
      orderBy: { nextAt: 'asc' },
      take: limit,
      select: { siteId: true },
    });
    return rows.map(({ siteId }) => siteId);
  }

  /** The first settings of a site; false when somebody set them meanwhile. */
  async begin(tx: Tx, digest: Omit<DigestRow, 'version' | 'vouchedById' | 'vouchedAt'>): Promise<boolean> {
    return (await tx.digest.createMany({ data: [digest], skipDuplicates: true })).count === 1;
  }

  /** Writes settings over as their next version; false when they are another version by now. */
  async change(
    tx: Tx,
    siteId: string,
    version: number,
    data: Partial<Omit<DigestRow, 'siteId' | 'version'>>,
  ): Promise<boolean> {
    const where = { siteId, version };
    return (await tx.digest.updateMany({ where, data: { ...data, version: version + 1 } })).count === 1;
  }

  /** Moves on to its next instant; its version stays, because no person changed anything. */
  async moveOn(tx: Tx, siteId: string, nextAt: Date | null): Promise<void> {
    await tx.digest.update({ where: { siteId }, data: { nextAt, ...NO_FAULT } });
  }

  /** Counts a fault of ours, and says when it is tried again. */
  async failed(tx: Tx, siteId: string, fault: Pick<DigestRow, 'faults' | 'retryAt' | 'faultId'>): Promise<void> {
    await tx.digest.update({ where: { siteId }, data: fault });
  }

  /** Writes beside the digest of an issue why it did not go out by itself; nothing when the issue is no digest. */
  async refused(tx: Tx, issueId: string, refusal: DigestRefusal): Promise<void> {
    await tx.digestRun.updateMany({ where: { issueId }, data: refusal });
  }

  /** Writes down what it came to; false when the period had its digest already. */
  async record(tx: Tx, run: Omit<DigestRunRow, keyof DigestRefusal>): Promise<boolean> {
    return (await tx.digestRun.createMany({ data: [run], skipDuplicates: true })).count === 1;
  }

  /** True when the period had its digest. */
  async ran(tx: Tx, siteId: string, period: string): Promise<boolean> {
    return (await tx.digestRun.count({ where: { siteId, period } })) > 0;
  }

  /** True while a draft of an earlier one in the same language still waits for a person. */
  async waits(tx: Tx, siteId: string, language: DigestLanguage): Promise<boolean> {
    const where = { siteId, issue: { state: 'composing' }, ...inLanguage(language) };
    return (await tx.digestRun.count({ where })) > 0;
  }

  /** Until when the last digest reached that was sent, or is being sent; null when none was. */
  async sentUntil(siteId: string, language: DigestLanguage, tx: Tx = this.database.client): Promise<Date | null> {
    const where = { siteId, issue: { frozenAt: { not: null } }, ...inLanguage(language) };
    return (await tx.digestRun.aggregate({ where, _max: { until: true } }))._max.until;
  }

  /** When the site's digest in a language was first due; null when it never was. */
  async firstDue(siteId: string, language: DigestLanguage, tx: Tx): Promise<Date | null> {
    const where = { siteId, ...inLanguage(language) };
    return (await tx.digestRun.aggregate({ where, _min: { dueAt: true } }))._min.dueAt;
  }

  /**
   * The issues of the same digest in other languages. Their rows are locked, so that two that are frozen at once see each
   * other's recipients.
   */
  async siblings(tx: Tx, issueId: string): Promise<string[]> {
    const rows = await tx.$queryRaw<{ issueId: string | null }[]>`
      SELECT other.issue_id AS "issueId"
        FROM digest_run own JOIN digest_run other ON other.site_id = own.site_id AND other.period = own.period
       WHERE own.issue_id = ${issueId}::uuid
       ORDER BY other.id FOR UPDATE OF other`;
    return rows.flatMap((row) => (row.issueId && row.issueId !== issueId ? [row.issueId] : []));
  }

  /** Which of these texts an issue of the site carried already. */
  async carried(siteId: string, contentHashes: readonly string[], tx: Tx = this.database.client): Promise<Set<string>> {
    const rows = await tx.issueArticle.findMany({
      where: { contentHash: { in: [...contentHashes] }, issue: { siteId, frozenAt: { not: null } } },
      distinct: ['contentHash'],
      select: { contentHash: true },
    });
    return new Set(rows.map(({ contentHash }) => contentHash));
  }

  /** The newest first. */
  async runsOf(siteId: string): Promise<DigestRunRow[]> {
    const rows = await this.database.client.digestRun.findMany({
      where: { siteId },
      orderBy: [{ dueAt: 'desc' }, { id: 'desc' }],
      take: SHOWN_RUNS,
    });
    return rows as DigestRunRow[];
  }
}
