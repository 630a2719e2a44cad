import { Injectable } from '@nestjs/common';
import { dayAt } from '#audience';
import { AuditLog, type SiteRow, Sites } from '#identity';
import { newId } from '#kernel';
import { Database, systemActor, type Tx } from '#platform';
import { nextDigest } from '../domain/digest-rhythm.js';
import {
  type DigestLanguage,
  type DigestOutcome,
  type DigestRow,
  type DigestRunRow,
  Digests,
} from '../persistence/digests.js';
import { DraftDigest } from './draft-digest.js';
import { HandOnDigest } from './hand-on-digest.js';

type Made = Pick<DigestRunRow, 'outcome' | 'articles' | 'until' | 'issueId'>;

/**
 * Puts a site's digest together when it is due, as a draft of the person who set it. It waits for a second person, but
 * where one has let it go out by itself: that person approves it then, and it is scheduled for at once, so that every
 * gate of a schedule is asked. All in one transaction on the digest's locked row: killed, late, run twice or by two
 * workers, a period has one digest at most: one issue for each language that somebody reads on the site, all or none.
 */
@Injectable()
export class MakeDigest {
  constructor(
    private readonly database: Database,
    private readonly sites: Sites,
    private readonly digests: Digests,
    private readonly draft: DraftDigest,
    private readonly handOn: HandOnDigest,
    private readonly audit: AuditLog,
  ) {}

  /** What it came to in each language; null when it was not due any more. */
  async run(siteId: string, now: Date): Promise<DigestOutcome[] | null> {
    const site = (await this.sites.byId(siteId))!;
    return this.database.transaction(async (tx) => {
      const digest = await this.digests.lock(tx, siteId);
      const dueAt = digest?.nextAt;
      if (!digest || !dueAt || dueAt > now) return null;
      // However late it is, there is one, and the next is in the future.
      await this.digests.moveOn(tx, siteId, nextDigest(digest, site.timeZone, now)?.at ?? null);
      const period = dayAt(site.timeZone, dueAt);
      if (await this.digests.ran(tx, siteId, period)) return null;
      const outcomes: DigestOutcome[] = [];
      for (const language of await this.draft.languages(tx, site)) {
        const { locale } = language;
        const made = await this.make(tx, digest, site, language, now);
        await this.digests.record(tx, { id: newId(), siteId, period, locale, dueAt, ranAt: now, ...made });
        const { outcome, articles, issueId } = made;
        const subject = { type: 'site', id: siteId } as const;
        const detail = { period, locale, outcome, articles, issueId };
        await this.audit.record(tx, systemActor('newsletter'), 'digest.made', subject, siteId, detail);
        outcomes.push(outcome);
      }
      return outcomes;
    });
  }

  private async make(tx: Tx, digest: DigestRow, site: SiteRow, language: DigestLanguage, now: Date): Promise<Made> {
    const none = { articles: 0, until: now, issueId: null };
    // Two drafts of the same news could both be sent.
    if (await this.digests.waits(tx, site.id, language)) return { outcome: 'waiting', ...none };
    const draft = await this.draft.run(tx, digest, site, language, now);
    if (!draft) return { outcome: 'nothingNew', ...none };
    await this.handOn.run(tx, digest, draft, now);
    return { outcome: 'drafted', ...draft };
  }
}
