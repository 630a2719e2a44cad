import { Injectable } from '@nestjs/common';
import { dayAt, EVERYBODY } from '#audience';
import { AuditLog, People, type SiteRow, Sites } from '#identity';
import { isRefusal, newId } from '#kernel';
import { Database, systemActor, type Tx } from '#platform';
import { nextDigest } from '../domain/digest-rhythm.js';
import { digestWords } from '../domain/digest-words.js';
import { type DigestOutcome, type DigestRow, Digests } from '../persistence/digests.js';
import { IssueApprovals } from '../persistence/issue-approvals.js';
import { IssueSchedules } from '../persistence/issue-schedules.js';
import { Issues, segmentColumns } from '../persistence/issues.js';
import { CollectNews } from './digest-news.js';
import { IssueArticles } from './issue-articles.js';
import { IssueNotices } from './issue-notices.js';

const ACTOR = systemActor('newsletter');

/**
 * Puts a site's digest together when it is due, as a draft of the person who set it. It waits for a second person, but
 * where one has let it go out by itself: that person approves it then, and it is scheduled for at once, so that every
 * gate of a schedule is asked. All in one transaction on the digest's locked row: killed, late, run twice or by two
 * workers, a period has one digest at most.
 */
@Injectable()
export class MakeDigest {
  constructor(
    private readonly database: Database,
    private readonly sites: Sites,
    private readonly people: People,
    private readonly digests: Digests,
    private readonly news: CollectNews,
    private readonly articles: IssueArticles,
    private readonly issues: Issues,
    private readonly approvals: IssueApprovals,
    private readonly schedules: IssueSchedules,
    private readonly audit: AuditLog,
    private readonly notices: IssueNotices,
  ) {}

  /** What it came to; null when it was not due any more. */
  async run(siteId: string, now: Date): Promise<DigestOutcome | null> {
    const site = (await this.sites.byId(siteId))!;
    return this.database.transaction(async (tx) => {
      const digest = await this.digests.lock(tx, siteId);
      const dueAt = digest?.nextAt;
      if (!digest || !dueAt || dueAt > now) return null;
      // However late it is, there is one, and the next is in the future.
      await this.digests.moveOn(tx, siteId, nextDigest(digest, site.timeZone, now)?.at ?? null);
      const period = dayAt(site.timeZone, dueAt);
      if (await this.digests.ran(tx, siteId, period)) return null;
      const made = await this.make(tx, digest, site, now);
      const run = { id: newId(), siteId, period, dueAt, ranAt: now, ...made };
      await this.digests.record(tx, run);
      const { outcome, articles, issueId } = made;
      const detail = { period, outcome, articles, issueId };
      await this.audit.record(tx, ACTOR, 'digest.made', { type: 'site', id: siteId }, siteId, detail);
      return outcome;
    });
  }

  private async make(
    tx: Tx,
    digest: DigestRow,
    site: SiteRow,
    now: Date,
  ): Promise<{ outcome: DigestOutcome; articles: number; until: Date; issueId: string | null }> {
    const none = { articles: 0, until: now, issueId: null };
    // Two drafts of the same news could both be sent.
    if (await this.digests.waits(tx, site.id)) return { outcome: 'waiting', ...none };
    const news = await this.news.of(tx, digest, site, now);
    const pinned = await this.pin(
      tx,
      site.id,
      news.articles.map(({ publicationId }) => publicationId),
    );
    if (pinned.length === 0) return { outcome: 'nothingNew', ...none };
    const owes = pinned.some(({ mode }) => mode === 'correction');
    const pinnedIds = new Set(pinned.map(({ publicationId }) => publicationId));
    const about = news.articles.filter(({ publicationId }) => pinnedIds.has(publicationId));
    const segment =
      digest.byInterest && !owes
        ? await this.news.segment(
            tx,
            site.id,
            about.map(({ articleId }) => articleId),
          )
        : EVERYBODY;
    const id = newId();
    const words = digestWords(site.name, site.locale);
    const row = { id, siteId: site.id, locale: site.locale, ...words, ...segmentColumns(segment) };
    await this.issues.create(tx, { ...row, createdById: digest.setById }, pinned);
    const subject = { type: 'issue', id } as const;
    const detail = { articles: pinned.length, digest: true };
    await this.audit.record(tx, ACTOR, 'issue.composed', subject, site.id, detail);
    if (!(await this.vouch(tx, digest, id, now))) {
      await this.notices.tell(tx, 'issue.digest-waits', { id, siteId: site.id }, { articles: String(pinned.length) });
    }
    return { outcome: 'drafted', articles: pinned.length, until: news.until, issueId: id };
  }

  /** Corrections that are owed, and of the rest what may be sent now: what may not is left out, not the whole digest. */
  private async pin(tx: Tx, siteId: string, publicationIds: readonly string[]) {
    let ids = [...publicationIds];
    for (;;) {
      const found = await this.articles.pin(
        tx,
        ids.map((publicationId) => ({ publicationId })),
        siteId,
      );
      if (!isRefusal(found)) return found;
      ids = ids.filter((id) => id !== found.publicationId);
    }
  }

  /** The standing word of a second person who still may give it; otherwise the draft waits for anybody who may. */
  private async vouch(tx: Tx, { siteId, vouchedById }: DigestRow, issueId: string, now: Date): Promise<boolean> {
    if (!vouchedById) return false;
    const may = await this.people.withRoleAt(siteId, ['publisher', 'admin'], tx);
    if (!may.some(({ id }) => id === vouchedById)) return false;
    const { contentHash } = await this.approvals.of(issueId, tx);
    const approval = { id: newId(), issueId, contentHash, approvedById: vouchedById, credentialId: null };
    await this.approvals.insert(tx, approval);
    const asked = { sendAt: now, localTime: null, timeZone: null, createdById: vouchedById, createdAt: now };
    await this.schedules.create(tx, { id: newId(), issueId, ...asked });
    const detail = { contentHash, approvedBy: vouchedById, standing: true };
    await this.audit.record(tx, ACTOR, 'issue.approved', { type: 'issue', id: issueId }, siteId, detail);
    return true;
  }
}
