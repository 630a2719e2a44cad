import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** One line of the record of who changed what. */
export interface AuditEntryRow {
  readonly id: bigint;
  readonly at: Date;
  readonly actorId: string | null;
  /** `staff`, or `system:` and the name of a part of the system. */
  readonly actorKind: string;
  readonly roles: readonly string[];
  readonly origin: string | null;
  readonly address: string | null;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly siteId: string | null;
  readonly data: unknown;
}

/** What to look for; a part that is left out matches all. */
export interface AuditFilter {
  readonly siteIds: readonly string[];
  readonly actorId?: string | null;
  readonly action?: string | null;
  readonly subjectId?: string | null;
  readonly from?: Date | null;
  readonly until?: Date | null;
}

/** Reads the audit log. */
@Injectable()
export class AuditReader {
  constructor(private readonly database: Database) {}

  /** Lines at these sites, newest first, below the line with this id. One statement. */
  page(filter: AuditFilter, limit: number, below?: bigint, tx: Tx = this.database.client): Promise<AuditEntryRow[]> {
    return tx.auditEntry.findMany({
      where: {
        siteId: { in: [...filter.siteIds] },
        ...(filter.actorId && { actorId: filter.actorId }),
        ...(filter.action && { action: filter.action }),
        ...(filter.subjectId && { subjectId: filter.subjectId }),
        at: { ...(filter.from && { gte: filter.from }), ...(filter.until && { lt: filter.until }) },
        ...(below !== undefined && { id: { lt: below } }),
      },
      orderBy: { id: 'desc' },
      take: limit,
    });
  }
}
