import { Injectable } from '@nestjs/common';
import { type Reference, type ReferenceKind, referencesFault } from '#document';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, type NotAllowed } from '#kernel';
import { Database, type StaffActor } from '#platform';
import { type ReferenceRow, References } from '../persistence/references.js';
import { ReferenceShelf } from '../persistence/shelf.js';

export interface AddReferenceInput {
  readonly siteId: string;
  readonly kind: ReferenceKind;
  readonly pmid?: string | null;
  /** Also as an address, https://doi.org/10.…, or with "doi:" in front. */
  readonly doi?: string | null;
  readonly url?: string | null;
  readonly title: string;
  readonly source?: string | null;
  readonly year?: number | null;
  readonly grade?: string | null;
  readonly jurisdiction?: string | null;
}

/** Puts a source into a site's library, so that texts can cite it. The same source twice is one record. */
@Injectable()
export class AddReference {
  constructor(
    private readonly database: Database,
    private readonly references: References,
    private readonly shelf: ReferenceShelf,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(
    actor: StaffActor,
    { siteId, ...input }: AddReferenceInput,
  ): Promise<ReferenceRow | InvalidInput | NotAllowed> {
    const refused = this.policy.mayAt(actor, 'evidence.add', siteId);
    if (refused) return refused;
    const given = tidied(input);
    // The rules of form are those of a text that cites it.
    const fault = referencesFault([given]);
    if (fault) return new InvalidInput(fault.path.replace(/^references\[0\]\./, ''), fault.message);
    return this.database.transaction(async (tx) => {
      const id = await this.shelf.recordOf(tx, given);
      if (!id) return new InvalidInput('kind', 'A page on the web is no evidence record. Cite it in the text itself.');
      const put = await this.shelf.put(tx, {
        siteId,
        referenceId: id,
        addedById: actor.userId,
        addedAt: this.clock.now(),
      });
      if (put) await this.audit.record(tx, actor, 'reference.added', { type: 'reference', id }, siteId);
      return (await this.references.byIds([id], tx))[0]!;
    });
  }
}

/** Blanks trimmed, empty fields left out, an identity taken out of its address. */
function tidied(input: Omit<AddReferenceInput, 'siteId'>): Reference {
  const doi = input.doi?.trim().replace(/^(https?:\/\/(dx\.)?doi\.org\/|doi:\s*)/i, '');
  const pmid = input.pmid
    ?.trim()
    .replace(/^(https?:\/\/pubmed\.ncbi\.nlm\.nih\.gov\/|pmid:?\s*)/i, '')
    .replace(/\/$/, '');
  const fields = { ...input, doi, pmid };
  const filled = Object.entries(fields)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return { key: 'library', ...Object.fromEntries(filled) } as unknown as Reference;
}
