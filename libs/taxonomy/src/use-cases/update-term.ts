import { Injectable } from '@nestjs/common';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import type { TermCode } from '../domain/codes.js';
import { CommonTerm, type InvalidCode, TermTaken } from '../domain/refusals.js';
import { cleanCodes, cleanLabels, type TermLabel } from '../domain/terms.js';
import type { TermRow } from '../persistence/term-row.js';
import {
  ancestorsOf,
  lockVocabulary,
  setParent,
  termById,
  termsCalled,
  writeCodes,
  writeLabels,
} from '../persistence/terms.js';
import { parentFault } from './create-term.js';

/** What is left out stays as it is. */
export interface UpdateTermInput {
  readonly termId: string;
  /** Null takes the term out from below its parent. */
  readonly parentId?: string | null;
  readonly labels?: readonly TermLabel[] | null;
  readonly codes?: readonly TermCode[] | null;
}

type Updated = TermRow | CommonTerm | TermTaken | InvalidCode | InvalidInput | NotFound | NotAllowed;

/** Changes one of a site's own terms. Its kind and key never change: others may have written them down. */
@Injectable()
export class UpdateTerm {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
  ) {}

  async run(actor: StaffActor, input: UpdateTermInput): Promise<Updated> {
    if (!isId(input.termId)) return termNotFound();
    return this.database.transaction(async (tx) => {
      const term = await termById(tx, input.termId);
      if (!term) return termNotFound();
      if (term.siteId === null)
        return this.policy.sitesFor(actor, 'taxonomy.manage').length > 0 ? new CommonTerm() : termNotFound();
      if (this.policy.mayAt(actor, 'article.read', term.siteId)) return termNotFound();
      return this.policy.mayAt(actor, 'taxonomy.manage', term.siteId) ?? this.update(tx, actor, term, input);
    });
  }

  private async update(tx: Tx, actor: StaffActor, term: TermRow, input: UpdateTermInput): Promise<Updated> {
    const siteId = term.siteId!;
    await lockVocabulary(tx, siteId);
    const labels = input.labels ? cleanLabels(input.labels) : null;
    if (isRefusal(labels)) return labels;
    const codes = input.codes ? cleanCodes(term.kind, input.codes) : null;
    if (isRefusal(codes)) return codes;
    const fault = await this.obstacle(tx, term, input.parentId, labels ?? []);
    if (fault) return fault;
    if (input.parentId !== undefined) await setParent(tx, term.id, input.parentId);
    if (labels) await writeLabels(tx, term.id, labels);
    if (codes) await writeCodes(tx, term.id, codes);
    await this.audit.record(tx, actor, 'term.changed', { type: 'term', id: term.id }, siteId);
    return (await termById(tx, term.id))!;
  }

  private async obstacle(
    tx: Tx,
    term: TermRow,
    parentId: string | null | undefined,
    labels: readonly TermLabel[],
  ): Promise<InvalidInput | TermTaken | null> {
    const siteId = term.siteId!;
    for (const { label } of labels) {
      const same = (await termsCalled(tx, { siteId, kind: term.kind, text: label })).find((it) => it.id !== term.id);
      if (same) return new TermTaken(same.id);
    }
    if (parentId === undefined || parentId === null) return null;
    const fault = await parentFault(tx, { siteId, kind: term.kind, parentId });
    if (fault) return fault;
    const circle = (await ancestorsOf(tx, parentId)).includes(term.id);
    return circle ? new InvalidInput('parentId', 'That term stands below this one. Choose one that does not.') : null;
  }
}

/** The refusal for a term that does not exist or is another clinic's own: the two look alike. */
export function termNotFound(): NotFound {
  return new NotFound('There is no such term at your sites. Choose one from the list.');
}
