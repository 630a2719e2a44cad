import { Injectable } from '@nestjs/common';
import { slugify } from '#document';
import { AuditLog, Policy } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import type { TermCode } from '../domain/codes.js';
import { type InvalidCode, TermTaken } from '../domain/refusals.js';
import { cleanCodes, cleanLabels, keyFault, TERM_KINDS, type TermKind, type TermLabel } from '../domain/terms.js';
import type { TermRow } from '../persistence/term-row.js';
import { insertTerm, lockVocabulary, termById, termsCalled, writeCodes, writeLabels } from '../persistence/terms.js';

export interface CreateTermInput {
  readonly siteId: string;
  readonly kind: TermKind;
  /** Made from the first label when left out. */
  readonly key?: string | null;
  readonly parentId?: string | null;
  readonly labels: readonly TermLabel[];
  readonly codes?: readonly TermCode[] | null;
}

interface Cleaned {
  readonly key: string;
  readonly labels: readonly TermLabel[];
  readonly codes: readonly TermCode[];
}

type Created = TermRow | TermTaken | InvalidCode | InvalidInput | NotAllowed;

/** Adds a term to a site's own words. */
@Injectable()
export class CreateTerm {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: CreateTermInput): Promise<Created> {
    const refused = this.policy.mayAt(actor, 'taxonomy.manage', input.siteId);
    if (refused) return refused;
    const cleaned = clean(input);
    if (isRefusal(cleaned)) return cleaned;
    return this.database.transaction((tx) => this.create(tx, actor, input, cleaned));
  }

  private async create(tx: Tx, actor: StaffActor, input: CreateTermInput, cleaned: Cleaned): Promise<Created> {
    const { siteId, kind } = input;
    // One after another, so that two people who name the same thing at once do not make it twice.
    await lockVocabulary(tx, siteId);
    const parentId = input.parentId ?? null;
    const fault = await parentFault(tx, { siteId, kind, parentId });
    if (fault) return fault;
    for (const { label } of cleaned.labels) {
      const [same] = await termsCalled(tx, { siteId, kind, text: label });
      if (same) return new TermTaken(same.id);
    }
    const at = this.clock.now();
    const id = await insertTerm(tx, { siteId, kind, key: cleaned.key, parentId, createdById: actor.userId, at });
    if (id === null) {
      const other = await tx.taxonomyTerm.findFirstOrThrow({ where: { siteId, kind, key: cleaned.key } });
      return new TermTaken(other.id);
    }
    await writeLabels(tx, id, cleaned.labels);
    await writeCodes(tx, id, cleaned.codes);
    await this.audit.record(tx, actor, 'term.created', { type: 'term', id }, siteId, { kind, key: cleaned.key });
    return (await termById(tx, id))!;
  }
}

function clean(input: CreateTermInput): Cleaned | InvalidInput | InvalidCode {
  if (!TERM_KINDS.includes(input.kind)) return new InvalidInput('kind', `Choose one of ${TERM_KINDS.join(', ')}.`);
  const labels = cleanLabels(input.labels);
  if (isRefusal(labels)) return labels;
  const key = input.key ?? slugify(labels[0]!.label);
  const fault = keyFault(key);
  if (fault) return fault;
  const codes = cleanCodes(input.kind, input.codes ?? []);
  return isRefusal(codes) ? codes : { key, labels, codes };
}

/** A parent is a term of the same kind that the site can use. */
export async function parentFault(
  tx: Tx,
  { siteId, kind, parentId }: { siteId: string; kind: TermKind; parentId: string | null },
): Promise<InvalidInput | null> {
  if (parentId === null) return null;
  const parent = isId(parentId) ? await termById(tx, parentId) : null;
  if (parent && parent.kind === kind && (parent.siteId === null || parent.siteId === siteId)) return null;
  return new InvalidInput('parentId', 'The term above must be one of the same kind at this site.');
}
