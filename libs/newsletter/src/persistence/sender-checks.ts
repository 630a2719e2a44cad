import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';
import type { DomainFinding } from '../domain/domain-finding.js';

/** What the DNS said of one site's sender when somebody last looked. */
export interface SenderCheckRow {
  readonly siteId: string;
  readonly domain: string;
  /** The name of the key that the mail server signs with, where a person entered it. */
  readonly dkimSelector: string | null;
  readonly findings: readonly DomainFinding[];
  readonly checkedAt: Date;
  /** When everything was last found; null: never. */
  readonly passedAt: Date | null;
}

type Stored = Omit<SenderCheckRow, 'findings'> & { readonly findings: unknown };

const rowOf = (row: Stored): SenderCheckRow => ({ ...row, findings: row.findings as DomainFinding[] });

/** One row for each domain that a site ever sent from. */
@Injectable()
export class SenderChecks {
  constructor(private readonly database: Database) {}

  /** Null when nobody ever looked. */
  async find(siteId: string, domain: string, tx: Tx = this.database.client): Promise<SenderCheckRow | null> {
    const row = await tx.senderDomainCheck.findUnique({ where: { siteId_domain: { siteId, domain } } });
    return row && rowOf(row);
  }

  /** Those that passed once and were last looked at before `before`, the longest ago first. */
  async olderThan(before: Date, limit: number): Promise<SenderCheckRow[]> {
    const rows = await this.database.client.senderDomainCheck.findMany({
      where: { checkedAt: { lt: before }, passedAt: { not: null } },
      orderBy: [{ checkedAt: 'asc' }, { siteId: 'asc' }],
      take: limit,
    });
    return rows.map(rowOf);
  }

  /** Writes down what was found. Of two who looked at once the one whose clock is behind changes nothing. */
  async save(tx: Tx, { siteId, domain, dkimSelector, findings, checkedAt, passedAt }: SenderCheckRow): Promise<void> {
    await tx.$executeRaw`
      INSERT INTO sender_domain_check AS c (site_id, domain, dkim_selector, findings, checked_at, passed_at)
      VALUES (${siteId}::uuid, ${domain}, ${dkimSelector}, ${JSON.stringify(findings)}::jsonb, ${checkedAt}, ${passedAt})
      ON CONFLICT (site_id, domain) DO UPDATE
        SET dkim_selector = excluded.dkim_selector, findings = excluded.findings, checked_at = excluded.checked_at,
            passed_at = COALESCE(excluded.passed_at, c.passed_at)
        WHERE c.checked_at <= excluded.checked_at`;
  }

  /** Counts as looked at without a look: its site sends from another domain by now. */
  async putOff(row: SenderCheckRow, at: Date): Promise<void> {
    const { siteId, domain, checkedAt } = row;
    await this.database.client.senderDomainCheck.updateMany({
      where: { siteId, domain, checkedAt },
      data: { checkedAt: at },
    });
  }
}
