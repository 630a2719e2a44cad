import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import { type EvidenceStatus, TROUBLED } from '../domain/status.js';
import { type AffectedArticle } from '../domain/task-order.js';

/** A source that articles share. */
export interface ReferenceRow {
  readonly id: string;
  /** pmid, doi or guideline. */
  readonly kind: string;
  readonly pmid: string | null;
  readonly doi: string | null;
  readonly url: string | null;
  readonly title: string;
  readonly source: string | null;
  readonly year: number | null;
  readonly grade: string | null;
  readonly jurisdiction: string | null;
  readonly status: EvidenceStatus;
  readonly statusSource: string | null;
  readonly statusAt: Date | null;
  readonly supersededById: string | null;
  readonly checkedAt: Date | null;
  readonly createdAt: Date;
}

/** A use of a reference by a revision, with the reference. */
export interface ReferenceUse {
  readonly revisionId: string;
  /** The reference's key within the document. */
  readonly key: string;
  readonly reference: ReferenceRow;
}

/** What was said about a reference once. */
export interface StatusEntryRow {
  readonly id: string;
  readonly status: EvidenceStatus;
  readonly source: string;
  readonly statedAt: Date;
  readonly byId: string | null;
  readonly reason: string | null;
}

/** A search as a pattern; a DOI or PubMed address counts as what it names. Null when nothing is looked for. */
function searchWords(search: string | null): string | null {
  const bare = search
    ?.trim()
    .replace(/^(https?:\/\/(dx\.)?doi\.org\/|https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/|doi:\s*|pmid:?\s*)/i, '');
  const words = bare?.replace(/\/$/, '');
  return words ? `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%` : null;
}

/** Reads references and who uses them. */
@Injectable()
export class References {
  constructor(private readonly database: Database) {}

  async byIds(ids: readonly string[], tx: Tx = this.database.client): Promise<ReferenceRow[]> {
    return (await tx.evidenceReference.findMany({ where: { id: { in: [...ids] } } })) as ReferenceRow[];
  }

  /** What these revisions rest on. One statement for any number of them. */
  async usesOf(revisionIds: readonly string[], tx: Tx = this.database.client): Promise<ReferenceUse[]> {
    const rows = await tx.revisionReference.findMany({
      where: { revisionId: { in: [...revisionIds] } },
      include: { reference: true },
      orderBy: [{ revisionId: 'asc' }, { key: 'asc' }, { referenceId: 'asc' }],
    });
    return rows as unknown as ReferenceUse[];
  }

  /** Which sources of these revisions are no longer what they were, by the key of each in its text. One statement. */
  troublesOf(
    revisionIds: readonly string[],
    tx: Tx = this.database.client,
  ): Promise<{ revisionId: string; key: string; status: EvidenceStatus }[]> {
    return tx.$queryRaw`
      SELECT u.revision_id AS "revisionId", u.key, e.status FROM revision_reference u
      JOIN evidence_reference e ON e.id = u.reference_id
      WHERE u.revision_id = ANY(${[...revisionIds]}::uuid[]) AND e.status = ANY(${[...TROUBLED]}::text[])
      ORDER BY u.revision_id, u.key, e.status`;
  }

  /**
   * The references of a site's library: those that its articles use, and those put there by hand. The newest record
   * first, before the one given; of one status, or of all. `search` is a PMID, a DOI, or a part of title or source.
   */
  async ofSite(
    siteId: string,
    { status, search }: { status: EvidenceStatus | null; search: string | null },
    limit: number,
    before?: { at: Date; id: string },
  ): Promise<ReferenceRow[]> {
    const words = searchWords(search);
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      SELECT e.id FROM evidence_reference e
      WHERE (${status}::text IS NULL OR e.status = ${status})
        AND (${words}::text IS NULL OR e.title ILIKE ${words} OR e.source ILIKE ${words} OR e.doi ILIKE ${words}
             OR e.pmid ILIKE ${words})
        AND (${before?.at ?? null}::timestamptz IS NULL
             OR (e.created_at, e.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
        AND (EXISTS (SELECT 1 FROM reference_shelf s WHERE s.reference_id = e.id AND s.site_id = ${siteId}::uuid)
          OR EXISTS (SELECT 1 FROM revision_reference u JOIN revision r ON r.id = u.revision_id
            JOIN article a ON a.id = r.article_id WHERE u.reference_id = e.id AND a.site_id = ${siteId}::uuid))
      ORDER BY e.created_at DESC, e.id DESC LIMIT ${limit}`;
    const found = await this.byIds(rows.map(({ id }) => id));
    return rows.map(({ id }) => found.find((it) => it.id === id)!);
  }

  /** True when the site's library has it, by a text or by hand: only then is it anything to the people there. */
  async isKnownAt(referenceId: string, siteId: string, tx: Tx = this.database.client): Promise<boolean> {
    const rows = await tx.$queryRaw<{ one: number }[]>`
      SELECT 1 AS one FROM revision_reference u JOIN revision r ON r.id = u.revision_id JOIN article a ON a.id = r.article_id
      WHERE u.reference_id = ${referenceId}::uuid AND a.site_id = ${siteId}::uuid
      UNION ALL SELECT 1 FROM reference_shelf s
      WHERE s.reference_id = ${referenceId}::uuid AND s.site_id = ${siteId}::uuid LIMIT 1`;
    return rows.length > 0;
  }

  /**
   * The articles whose newest or live text uses a reference, those that are live first. One statement.
   *
   * @param siteId only the articles of this site; all sites when left out
   */
  affected(
    referenceId: string,
    siteId: string | null = null,
    tx: Tx = this.database.client,
  ): Promise<AffectedArticle[]> {
    return tx.$queryRaw<AffectedArticle[]>`
      SELECT r.article_id AS "articleId", a.site_id AS "siteId", r.locale,
        bool_or(EXISTS (SELECT 1 FROM publication p WHERE p.revision_id = r.id AND p.state = 'live')) AS "isLive"
      FROM revision_reference u JOIN revision r ON r.id = u.revision_id JOIN article a ON a.id = r.article_id
      WHERE u.reference_id = ${referenceId}::uuid AND (${siteId}::uuid IS NULL OR a.site_id = ${siteId}::uuid)
        AND (EXISTS (SELECT 1 FROM publication p WHERE p.revision_id = r.id AND p.state = 'live')
          OR r.number = (SELECT max(n.number) FROM revision n WHERE n.article_id = r.article_id AND n.locale = r.locale))
      GROUP BY r.article_id, a.site_id, r.locale ORDER BY "isLive" DESC, r.article_id, r.locale`;
  }

  /** All that was said about a reference, newest first, at most 100. One statement. */
  async entriesOf(referenceId: string): Promise<StatusEntryRow[]> {
    const rows = await this.database.client.evidenceStatusEntry.findMany({
      where: { referenceId },
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
      take: 100,
    });
    return rows as unknown as StatusEntryRow[];
  }

  /** Every reference that asks people to look. */
  async troubled(): Promise<ReferenceRow[]> {
    const where = { status: { in: [...TROUBLED] } };
    return (await this.database.client.evidenceReference.findMany({ where, orderBy: { id: 'asc' } })) as ReferenceRow[];
  }

  /** Takes up to `limit` references whose check is due and puts their next one off: another worker takes others. */
  async claimDue(now: Date, next: Date, limit: number): Promise<string[]> {
    const rows = await this.database.client.$queryRaw<{ id: string }[]>`
      UPDATE evidence_reference SET next_check_at = ${next} WHERE id IN (
        SELECT e.id FROM evidence_reference e WHERE e.next_check_at <= ${now} AND (e.pmid IS NOT NULL OR e.doi IS NOT NULL)
          AND EXISTS (SELECT 1 FROM revision_reference u WHERE u.reference_id = e.id)
        ORDER BY e.next_check_at, e.id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING id`;
    return rows.map(({ id }) => id);
  }
}
