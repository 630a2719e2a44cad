import { Injectable } from '@nestjs/common';
import { ArticleReader } from '#editing';
import { AuditLog, Policy } from '#identity';
import { Clock, isId, type NotAllowed, type NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import {
  archiveTermAt,
  lockVocabulary,
  offerTermAgain,
  TermInUse,
  TermReader,
  type TermRow,
  termById,
  termNotFound,
} from '#taxonomy';

export interface TermAtSite {
  readonly siteId: string;
  readonly termId: string;
}

type Archived = TermRow | TermInUse | NotFound | NotAllowed;

/**
 * Takes a term out of what a site offers, a common one too, or offers it again. Refused while articles that are not
 * archived have it, or terms stand below it. A second time changes nothing.
 */
@Injectable()
export class ArchiveTerm {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly terms: TermReader,
    private readonly articles: ArticleReader,
  ) {}

  run(actor: StaffActor, where: TermAtSite): Promise<Archived> {
    return this.change(actor, where, async (tx, term) => {
      const inUse = await this.inUse(tx, where);
      if (inUse) return inUse;
      const row = { ...where, archivedById: actor.userId, archivedAt: this.clock.now() };
      if (await archiveTermAt(tx, row)) await this.write(tx, actor, 'term.archived', where);
      return term;
    });
  }

  restore(actor: StaffActor, where: TermAtSite): Promise<Archived> {
    return this.change(actor, where, async (tx, term) => {
      if (await offerTermAgain(tx, where.siteId, where.termId)) await this.write(tx, actor, 'term.unarchived', where);
      return term;
    });
  }

  private async change(
    actor: StaffActor,
    { siteId, termId }: TermAtSite,
    work: (tx: Tx, term: TermRow) => Promise<Archived>,
  ): Promise<Archived> {
    const refused = this.policy.mayAt(actor, 'taxonomy.manage', siteId);
    if (refused) return refused;
    return this.database.transaction(async (tx) => {
      await lockVocabulary(tx, siteId);
      const term = isId(termId) ? await termById(tx, termId) : null;
      if (!term || (term.siteId !== null && term.siteId !== siteId)) return termNotFound();
      return work(tx, term);
    });
  }

  private async inUse(tx: Tx, { siteId, termId }: TermAtSite): Promise<TermInUse | null> {
    const uses = await this.terms.usesOf([termId], tx);
    const ids = uses.map((it) => it.articleId);
    const used = await this.articles.articlesByIds(ids, tx);
    const here = used.filter((it) => it.siteId === siteId && it.archivedAt === null).map((it) => it.id);
    const below = await this.terms.childrenOf(termId, siteId, tx);
    return here.length + below.length > 0 ? new TermInUse(here, below.length) : null;
  }

  private async write(tx: Tx, actor: StaffActor, action: string, { siteId, termId }: TermAtSite): Promise<void> {
    await this.audit.record(tx, actor, action, { type: 'term', id: termId }, siteId);
  }
}
