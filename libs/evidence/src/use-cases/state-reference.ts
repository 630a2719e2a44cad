import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import type { StatedStatus } from '../domain/status.js';
import { type ReferenceRow, References } from '../persistence/references.js';
import { RecordStatus } from './record-status.js';

type Stated = ReferenceRow | InvalidInput | NotFound | NotAllowed;

export interface MarkReferenceInput {
  readonly siteId: string;
  readonly id: string;
  readonly status: StatedStatus;
  /** The newer source, when the status is superseded. */
  readonly supersededById?: string | null;
  readonly reason: string;
}

/** What people say about a reference: how good it is, where it holds, and what became of it. */
@Injectable()
export class StateReference {
  constructor(
    private readonly database: Database,
    private readonly references: References,
    private readonly record: RecordStatus,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** States the grade and the jurisdiction of a reference, in the words of their own scale; null takes one away. */
  grade(
    actor: StaffActor,
    input: { siteId: string; id: string; grade: string | null; jurisdiction: string | null },
  ): Promise<Stated> {
    const { id, siteId } = input;
    const [grade, jurisdiction] = [input.grade?.trim() || null, input.jurisdiction?.trim() || null];
    for (const [field, text] of Object.entries({ grade, jurisdiction })) {
      if ((text ?? '').length > 100)
        return Promise.resolve(new InvalidInput(field, 'Say it in at most 100 characters.'));
    }
    return this.database.transaction(async (tx) => {
      const reference = await this.ground(tx, actor, siteId, id);
      if (isRefusal(reference)) return reference;
      await tx.evidenceReference.update({ where: { id }, data: { grade, jurisdiction } });
      await this.audit.record(tx, actor, 'reference.graded', { type: 'reference', id }, siteId, {
        grade,
        jurisdiction,
      });
      return (await this.references.byIds([id], tx))[0]!;
    });
  }

  /** States what became of a reference. It counts for every article that uses it, at every site. */
  mark(actor: StaffActor, input: MarkReferenceInput): Promise<Stated> {
    const { id, siteId, status } = input;
    const reason = input.reason.trim();
    const supersededById = input.supersededById ?? null;
    if (reason.length < 3 || reason.length > 1_000) {
      return Promise.resolve(new InvalidInput('reason', 'Say how you know, in 3 to 1,000 characters.'));
    }
    return this.database.transaction(async (tx) => {
      const reference = await this.ground(tx, actor, siteId, id);
      if (isRefusal(reference)) return reference;
      const fault = await this.successorFault(tx, { id, status, supersededById });
      if (fault) return fault;
      const said = { status, source: 'staff', at: this.clock.now(), supersededById, reason };
      await this.record.run(tx, actor, reference, said);
      return (await this.references.byIds([id], tx))[0]!;
    });
  }

  private async ground(tx: Tx, actor: StaffActor, siteId: string, id: string) {
    const [reference] = isId(id) ? await this.references.byIds([id], tx) : [];
    const known = reference && !this.policy.mayAt(actor, 'article.read', siteId);
    if (!known || !(await this.references.isKnownAt(id, siteId, tx))) {
      return new NotFound('The library of this site has no such reference. Open it from the list of references.');
    }
    return this.policy.mayAt(actor, 'evidence.state', siteId) ?? reference;
  }

  private async successorFault(
    tx: Tx,
    { id, status, supersededById }: { id: string; status: StatedStatus; supersededById: string | null },
  ): Promise<InvalidInput | null> {
    if (status !== 'superseded') {
      return supersededById === null
        ? null
        : new InvalidInput('supersededById', 'Only a superseded reference has a newer one. Leave it out.');
    }
    const [newer] =
      isId(supersededById) && supersededById !== id ? await this.references.byIds([supersededById], tx) : [];
    return newer ? null : new InvalidInput('supersededById', 'Name the newer reference, another one than this.');
  }
}
