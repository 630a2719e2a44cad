import { Injectable } from '@nestjs/common';
import { ArticleReader, pinRevisions, type RevisionRow } from '#editing';
import { AuditLog, Policy } from '#identity';
import { InvalidInput, isId, isRefusal, type NotAllowed, type NotFound } from '#kernel';
import { Database, isUniqueViolation, type StaffActor } from '#platform';
import { ReleaseBlocked } from '../domain/refusals.js';
import type { AskedTime } from '../domain/wall-time.js';
import { addRelease, type ReleaseObstacle, type ReleaseRow, releaseByKey } from '../persistence/releases.js';
import { ReleaseTrial } from '../release-trial.js';
import { type TimeInput, type TimeRefusal, WallClock } from '../wall-clock.js';
import { revisionNotFound } from './publish-revision.js';

const MOST_ITEMS = 200;
const TWICE = new InvalidInput('revisionIds', 'An article is in it twice. Choose one revision of each.');

export interface PlanReleaseInput {
  readonly siteId: string;
  readonly name: string;
  readonly revisionIds: readonly string[];
  /** Left out: at once. */
  readonly publishAt?: TimeInput | null;
  /** Who asks again with the same key gets the release that stands already. */
  readonly key?: string | null;
}

type Planned = ReleaseRow | ReleaseBlocked | TimeRefusal | NotFound | NotAllowed;

/** Puts together several approved texts that go live at one instant, all or none of them. */
@Injectable()
export class PlanRelease {
  constructor(
    private readonly database: Database,
    private readonly articles: ArticleReader,
    private readonly policy: Policy,
    private readonly audit: AuditLog,
    private readonly clock: WallClock,
    private readonly trial: ReleaseTrial,
  ) {}

  async run(actor: StaffActor, input: PlanReleaseInput): Promise<Planned> {
    const { siteId, key = null } = input;
    const ground = await this.groundOf(actor, input);
    if (isRefusal(ground)) return ground;
    const earlier = key && (await releaseByKey(this.database.client, siteId, key));
    if (earlier) return earlier;
    const obstacles = await this.trial.rehearse(orderOf(actor, input, ground.at));
    if (obstacles.length > 0) return new ReleaseBlocked(obstacles);
    try {
      return await this.add(actor, input, ground);
    } catch (error) {
      // Somebody asked with the same key at the same moment.
      if (key && isUniqueViolation(error)) return (await releaseByKey(this.database.client, siteId, key))!;
      throw error;
    }
  }

  /** Names everything that would keep it back at that instant, and changes nothing. */
  async dryRun(
    actor: StaffActor,
    input: Omit<PlanReleaseInput, 'name' | 'key'>,
  ): Promise<{ obstacles: ReleaseObstacle[] } | Exclude<Planned, ReleaseRow | ReleaseBlocked>> {
    const ground = await this.groundOf(actor, { ...input, name: 'dry run' });
    if (isRefusal(ground)) return ground;
    return { obstacles: await this.trial.rehearse(orderOf(actor, input, ground.at)) };
  }

  private async groundOf(actor: StaffActor, input: PlanReleaseInput) {
    const refused = this.policy.mayAt(actor, 'publication.schedule', input.siteId);
    if (refused) return refused;
    const fault = faultOf(input);
    if (fault) return fault;
    const revisions = await this.readable(actor, input.revisionIds);
    if (!revisions) return revisionNotFound();
    if (new Set(revisions.map(({ articleId, locale }) => `${articleId} ${locale}`)).size < revisions.length) {
      return TWICE;
    }
    const now: AskedTime = { at: this.clock.now(), localTime: null, timeZone: null };
    const asked = input.publishAt ? await this.clock.read(input.siteId, input.publishAt, 'publishAt') : now;
    return isRefusal(asked) ? asked : { ...asked, revisions };
  }

  private async readable(actor: StaffActor, ids: readonly string[]): Promise<RevisionRow[] | null> {
    const revisions = await this.articles.revisionsByIds(ids);
    const articles = await this.articles.articlesByIds(revisions.map(({ articleId }) => articleId));
    const hidden = articles.some(({ siteId }) => this.policy.mayAt(actor, 'article.read', siteId));
    return revisions.length < ids.length || hidden ? null : ids.map((id) => revisions.find((it) => it.id === id)!);
  }

  private add(actor: StaffActor, input: PlanReleaseInput, ground: AskedTime & { revisions: RevisionRow[] }) {
    const { siteId, key = null } = input;
    const { at: publishAt, localTime, timeZone, revisions } = ground;
    const name = input.name.trim();
    const createdAt = this.clock.now();
    const release = { siteId, name, key, publishAt, localTime, timeZone, createdById: actor.userId, createdAt };
    return this.database.transaction(async (tx) => {
      // What waits for its instant must not be written over by an autosave meanwhile.
      await pinRevisions(tx, input.revisionIds, 'publication', createdAt);
      const items = revisions.map(({ id: revisionId, articleId, locale }) => ({ revisionId, articleId, locale }));
      const added = await addRelease(tx, release, items);
      const subject = { type: 'release', id: added.id } as const;
      const data = { publishAt: publishAt.toISOString(), texts: items.length };
      await this.audit.record(tx, actor, 'release.planned', subject, siteId, data);
      return added;
    });
  }
}

function orderOf(actor: StaffActor, input: Omit<PlanReleaseInput, 'name'>, at: Date) {
  const { siteId, revisionIds } = input;
  return { siteId, revisionIds, publishedById: actor.userId, at };
}

function faultOf({ name, revisionIds, key }: PlanReleaseInput): InvalidInput | null {
  const words = name.trim();
  if (words.length === 0 || words.length > 100 || words.includes('\0')) {
    return new InvalidInput('name', 'Name the release in 1 to 100 characters.');
  }
  if (key && !/^[\w.-]{1,100}$/.test(key)) {
    return new InvalidInput('key', 'A key has 1 to 100 letters, digits, dots, hyphens or underscores.');
  }
  if (revisionIds.length === 0 || revisionIds.length > MOST_ITEMS || !revisionIds.every(isId)) {
    return new InvalidInput('revisionIds', `Choose 1 to ${MOST_ITEMS} texts.`);
  }
  if (new Set(revisionIds).size < revisionIds.length) return TWICE;
  return null;
}
