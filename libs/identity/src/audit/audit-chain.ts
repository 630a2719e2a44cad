import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import {
  type AuditFault,
  type AuditHead,
  CHAIN_START,
  type ChainLine,
  faultsOfEnd,
  faultsOfLine,
} from './audit-fault.js';
import { auditText, type SealedEntry } from './audit-text.js';

/** What a check of the audit log found. */
export interface AuditReport {
  /** Lines that were read. */
  readonly lines: number;
  readonly head: AuditHead;
  /** At most 100; `truncated` says that there are more. */
  readonly faults: readonly AuditFault[];
  readonly truncated: boolean;
}

const BATCH = 5_000;
const MOST_FAULTS = 100;

/** Reads the audit log as a chain. Texts and hashes are made here and not by the database that holds them. */
@Injectable()
export class AuditChain {
  constructor(private readonly database: Database) {}

  /** Where the chain ends now. Note it elsewhere: only a note from outside shows a chain that was written anew. */
  async head(): Promise<AuditHead> {
    const { seq, hash } = await this.database.client.auditHead.findUniqueOrThrow({ where: { id: 1 } });
    return { seq, hash };
  }

  /**
   * Checks every line up to the head of this moment, 5,000 a statement.
   *
   * @param noted a head that was noted earlier: the chain must still pass through it
   */
  async verify(noted?: AuditHead): Promise<AuditReport> {
    const head = await this.head();
    const faults: AuditFault[] = [];
    let last = CHAIN_START;
    let lines = 0;
    for await (const batch of this.batches(head.seq)) {
      for (const line of batch) {
        faults.push(...faultsOfLine(last, line));
        if (noted?.seq === line.seq && noted.hash !== line.hash) faults.push(notedElsewhere(noted));
        last = { seq: line.seq, hash: line.hash };
      }
      lines += batch.length;
      if (faults.length > MOST_FAULTS) break;
    }
    if (faults.length <= MOST_FAULTS) faults.push(...faultsOfEnd(last, head), ...(await this.unsealed()));
    if (noted && noted.seq > head.seq) faults.push(notedElsewhere(noted));
    return { lines, head, faults: faults.slice(0, MOST_FAULTS), truncated: faults.length > MOST_FAULTS };
  }

  /** The chain in order, in batches, up to a place. */
  async *batches(upTo: bigint, after = 0n): AsyncGenerator<ChainLine[]> {
    for (let from = after; from < upTo; ) {
      const rows = await this.database.client.$queryRaw<StoredLine[]>`
        SELECT c.seq, c.entry_id AS "entryId", c.previous_hash AS "previousHash", c.hash, e.id AS "foundId", e.at,
               e.actor_kind AS "actorKind", e.actor_id AS "actorId", e.roles, e.origin, e.address, e.action,
               e.subject_type AS "subjectType", e.subject_id AS "subjectId", e.site_id AS "siteId", e.data::text AS data
        FROM audit_chain c LEFT JOIN audit_entry e ON e.id = c.entry_id
        WHERE c.seq > ${from} AND c.seq <= ${upTo} ORDER BY c.seq LIMIT ${BATCH}`;
      if (rows.length === 0) return;
      yield rows.map(toChainLine);
      from = rows.at(-1)!.seq;
    }
  }

  /** Entries that no line seals: written while the trigger was off. */
  private async unsealed(): Promise<AuditFault[]> {
    const rows = await this.database.client.$queryRaw<{ id: bigint }[]>`
      SELECT e.id FROM audit_entry e WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.entry_id = e.id)
      ORDER BY e.id LIMIT ${MOST_FAULTS}`;
    return rows.map(({ id }) => ({
      kind: 'unsealed',
      seq: null,
      entryId: id,
      says: `Entry ${id} was written past the seal.`,
    }));
  }
}

interface StoredLine extends Omit<ChainLine, 'text'>, Omit<SealedEntry, 'id'> {
  readonly foundId: bigint | null;
}

function toChainLine({ foundId, ...line }: StoredLine): ChainLine {
  const { seq, entryId, previousHash, hash } = line;
  const text = foundId === null ? null : auditText({ ...line, id: foundId }, seq);
  return { seq, entryId, previousHash, hash, text };
}

function notedElsewhere({ seq, hash }: AuditHead): AuditFault {
  const says = `Line ${seq} was noted with the hash ${hash.slice(0, 12)}… and does not have it now.`;
  return { kind: 'changed', seq, entryId: null, says };
}
