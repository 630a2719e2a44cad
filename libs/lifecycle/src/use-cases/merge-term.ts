import { Injectable } from '@nestjs/common';
import { setTopic } from '#editing';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, NotFound } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, type Tx } from '#platform';
import { nextSequence } from '#publishing';
import {
  type CodesWouldBeLost,
  CommonTerm,
  labelIn,
  lockVocabulary,
  mergedInto,
  mergeTerms,
  TermMerged,
  type TermRow,
  termById,
  termNotFound,
  termsMerging,
} from '#taxonomy';

export interface MergeTermInput {
  /** One of the site's own terms. */
  readonly termId: string;
  /** A term of the same kind that the site can use: a common one or its own. */
  readonly intoId: string;
}

/** What a term became, and the site whose own it was. */
export interface MergedTerm {
  readonly siteId: string;
  readonly into: TermRow;
}

type Merged = MergedTerm | CommonTerm | TermMerged | CodesWouldBeLost | InvalidInput | NotFound | NotAllowed;

/**
 * Lets one of a site's own terms go up into another one: its articles, what stands below it, its words and its codes.
 * Its key and its id lead on. It is not undone. A second time changes nothing.
 */
@Injectable()
export class MergeTerm {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
  ) {}

  async run(actor: StaffActor, input: MergeTermInput): Promise<Merged> {
    if (!isId(input.termId) || !isId(input.intoId)) return termNotFound();
    return this.database.transaction(async (tx) => {
      const [from, into] = await termsMerging(tx, input.termId, input.intoId);
      if (!from) return termNotFound();
      if (from.siteId === null)
        return this.policy.sitesFor(actor, 'taxonomy.manage').length > 0 ? new CommonTerm() : termNotFound();
      if (this.policy.mayAt(actor, 'article.read', from.siteId)) return termNotFound();
      const refused = this.policy.mayAt(actor, 'taxonomy.manage', from.siteId);
      if (refused) return refused;
      if (!into || (into.siteId !== null && into.siteId !== from.siteId)) return termNotFound();
      // Read again behind the lock: two people who merge at once come one after the other.
      await lockVocabulary(tx, from.siteId);
      return this.merge(tx, actor, from.siteId, input);
    });
  }

  private async merge(tx: Tx, actor: StaffActor, siteId: string, { termId, intoId }: MergeTermInput): Promise<Merged> {
    const became = await mergedInto(tx, termId);
    const into = await termById(tx, intoId);
    if (became !== null) return became === intoId && into ? { siteId, into } : new TermMerged(became);
    if (!into) return new TermMerged((await mergedInto(tx, intoId))!);
    const from = (await termById(tx, termId))!;
    const merged = await mergeTerms(tx, siteId, from, into);
    if (isRefusal(merged)) return merged;
    if (from.kind === 'topic') await setTopic(tx, merged.articleIds, labelIn(into, 'en'));
    const counted = { intoId, articles: merged.articleIds.length };
    await this.audit.record(tx, actor, 'term.merged', { type: 'term', id: termId }, siteId, counted);
    await this.outbox.append(tx, { kind: 'term.merged', payload: { termId, intoId, siteId } });
    // What sites show by terms is another answer from now on.
    await nextSequence(tx, siteId);
    return { siteId, into: (await termById(tx, intoId))! };
  }
}
