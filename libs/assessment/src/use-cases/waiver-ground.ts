import { Injectable } from '@nestjs/common';
import { ArticleReader, type RevisionRow } from '#editing';
import { People, Policy } from '#identity';
import { Clock, type NotAllowed } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import type { Finding } from '#quality';
import type { WaiverNeedsColleague, WaiverNeedsReviewer } from '../domain/refusals.js';
import { waiverRefusal } from '../domain/waiver-rule.js';

/** Asks who may waive a finding of a revision. */
@Injectable()
export class WaiverGround {
  constructor(
    private readonly articles: ArticleReader,
    private readonly people: People,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /** The article's site, when this person may read there. */
  async siteOf(tx: Tx, actor: StaffActor, revision: RevisionRow): Promise<string | null> {
    const [article] = await this.articles.articlesByIds([revision.articleId], tx);
    return article && !this.policy.mayAt(actor, 'article.read', article.siteId) ? article.siteId : null;
  }

  mayWaive(actor: StaffActor, siteId: string): NotAllowed | null {
    return this.policy.mayAt(actor, 'finding.waive', siteId);
  }

  async refusal(
    tx: Tx,
    actor: StaffActor,
    { revision, siteId, finding }: { revision: RevisionRow; siteId: string; finding: Finding },
  ): Promise<WaiverNeedsColleague | WaiverNeedsReviewer | null> {
    if (finding.severity === 'note') return null;
    const contributors = await this.articles.contributors(tx, revision, revision.number);
    const reviewer = !this.policy.mayAt(actor, 'finding.waiveBlocking', siteId);
    const licence = reviewer ? await this.people.credentialInForce(tx, actor.userId, this.clock.now()) : null;
    return waiverRefusal(finding.severity, {
      contributed: contributors.includes(actor.userId),
      licensedReviewer: licence !== null,
    });
  }
}
