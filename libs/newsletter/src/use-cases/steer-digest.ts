import { Injectable } from '@nestjs/common';
import { AuditLog, Policy, type SiteRow, Sites } from '#identity';
import { type InvalidInput, isRefusal, type NotAllowed, NotFound, type Result } from '#kernel';
import { Database, LedgerClock, type StaffActor, type Tx } from '#platform';
import { type DigestRhythm, nextDigest, oneRound, rhythmFault } from '../domain/digest-rhythm.js';
import { ApproverIsComposer, DigestChanged } from '../domain/refusals.js';
import { type DigestRow, Digests, NO_FAULT } from '../persistence/digests.js';

export interface SaveDigestInput extends DigestRhythm {
  /** Slug of the site. */
  readonly site: string;
  readonly byInterest: boolean;
  /** The version that the person had before them; 0 when nobody had set it. */
  readonly version: number;
}

export interface LetDigestSendInput {
  readonly site: string;
  readonly version: number;
  /** False: each draft waits for a person again. */
  readonly sendsItself: boolean;
}

type No = NotAllowed | NotFound | DigestChanged;

/** When a site's digest is put together, and whether it may go out without being read each time. */
@Injectable()
export class SteerDigest {
  constructor(
    private readonly database: Database,
    private readonly policy: Policy,
    private readonly sites: Sites,
    private readonly digests: Digests,
    private readonly audit: AuditLog,
    private readonly clock: LedgerClock,
  ) {}

  /** Whoever saves it composes its issues from then on, and a second person's standing word ends. */
  async save(actor: StaffActor, input: SaveDigestInput): Promise<Result<DigestRow, No | InvalidInput>> {
    const site = await this.siteFor(actor, input.site);
    if (isRefusal(site)) return site;
    const fault = rhythmFault(input);
    if (fault) return fault;
    const now = await this.clock.now();
    return this.database.transaction(async (tx) => {
      const before = await this.digests.lock(tx, site.id);
      if ((before?.version ?? 0) !== input.version) return new DigestChanged();
      const { cadence, day, localTime, byInterest } = input;
      const nextAt = nextDigest(input, site.timeZone, now)?.at ?? null;
      const settings = { cadence, day, localTime, byInterest, nextAt, setById: actor.userId, setAt: now, ...NO_FAULT };
      const saved = before
        ? await this.digests.change(tx, site.id, before.version, {
            ...settings,
            // What went live while it was off is no news.
            ...(before.cadence === 'off' ? { since: new Date(now.getTime() - oneRound(cadence)) } : {}),
            ...{ vouchedById: null, vouchedAt: null },
          })
        : await this.digests.begin(tx, {
            ...settings,
            siteId: site.id,
            since: new Date(now.getTime() - oneRound(cadence)),
          });
      if (!saved) return new DigestChanged();
      const detail = { cadence, day, localTime, byInterest };
      return this.recorded(tx, actor, site, 'digest.set', detail);
    });
  }

  /** Another person than the one who set it lets it go out by itself, or takes that back. */
  async letSend(actor: StaffActor, input: LetDigestSendInput): Promise<Result<DigestRow, No | ApproverIsComposer>> {
    const site = await this.siteFor(actor, input.site);
    if (isRefusal(site)) return site;
    const { sendsItself } = input;
    const now = await this.clock.now();
    return this.database.transaction(async (tx) => {
      const digest = await this.digests.lock(tx, site.id);
      if (!digest || digest.version !== input.version) return new DigestChanged();
      if (sendsItself && digest.setById === actor.userId) return new ApproverIsComposer();
      const vouched = { vouchedById: sendsItself ? actor.userId : null, vouchedAt: sendsItself ? now : null };
      if (!(await this.digests.change(tx, site.id, digest.version, vouched))) return new DigestChanged();
      const action = sendsItself ? 'digest.vouched' : 'digest.unvouched';
      return this.recorded(tx, actor, site, action, { version: digest.version });
    });
  }

  private async siteFor(actor: StaffActor, slug: string): Promise<SiteRow | NotFound | NotAllowed> {
    const site = await this.sites.bySlug(slug);
    if (!site) return new NotFound('There is no site with this short name.');
    return this.policy.mayAt(actor, 'newsletter.send', site.id) ?? site;
  }

  private async recorded(
    tx: Tx,
    actor: StaffActor,
    site: SiteRow,
    action: string,
    detail: Record<string, string | number | boolean>,
  ): Promise<DigestRow> {
    await this.audit.record(tx, actor, action, { type: 'site', id: site.id }, site.id, detail);
    return (await this.digests.of(site.id, tx))!;
  }
}
