import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform';

/** A second person vouched for all that an issue says, by its hash. */
export interface IssueApprovalRow {
  readonly id: string;
  readonly issueId: string;
  readonly contentHash: string;
  readonly approvedById: string;
  /** The licence under which a reviewer approved; null where none was held. */
  readonly credentialId: string | null;
  readonly approvedAt: Date;
}

/** What an issue says now, and who vouches for exactly that. */
export interface IssueHash {
  readonly contentHash: string;
  /** The ones of this hash, by people who composed no part of it; the first is the oldest. */
  readonly approvals: readonly IssueApprovalRow[];
}

/** The approvals of issues. The database alone knows how an issue is hashed: it asks for the same hash at freezing. */
@Injectable()
export class IssueApprovals {
  constructor(private readonly database: Database) {}

  /** The hash of each issue as it stands, with the approvals that cover it. Two statements, whatever their number. */
  async ofMany(issueIds: readonly string[], tx: Tx = this.database.client): Promise<Map<string, IssueHash>> {
    const ids = [...issueIds];
    const hashes = await tx.$queryRaw<{ id: string; hash: string; composers: string[] }[]>`
      SELECT i.id, carepress_issue_hash(i) AS hash, i.created_by_id || i.contributor_ids AS composers
        FROM issue i WHERE i.id = ANY (${ids}::uuid[])`;
    const where = { issueId: { in: ids } };
    const rows: IssueApprovalRow[] = await tx.issueApproval.findMany({ where, orderBy: { approvedAt: 'asc' } });
    return new Map(
      hashes.map(({ id, hash, composers }) => {
        const covers = (row: IssueApprovalRow) => row.issueId === id && row.contentHash === hash;
        const approvals = rows.filter((row) => covers(row) && !composers.includes(row.approvedById));
        return [id, { contentHash: hash, approvals }];
      }),
    );
  }

  /** The same of one issue that is there. */
  async of(issueId: string, tx: Tx = this.database.client): Promise<IssueHash> {
    return (await this.ofMany([issueId], tx)).get(issueId)!;
  }

  /** Keeps an approval; a second one by the same person for the same hash changes nothing. */
  async insert(tx: Tx, approval: Omit<IssueApprovalRow, 'approvedAt'>): Promise<boolean> {
    const { count } = await tx.issueApproval.createMany({ data: [approval], skipDuplicates: true });
    return count === 1;
  }
}
