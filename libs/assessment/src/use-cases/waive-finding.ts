import { Injectable } from '@nestjs/common';
import { lockArticle, type RevisionRow, revisionById } from '#editing';
import { AuditLog } from '#identity';
import { Clock, InvalidInput, isId, type NotAllowed, NotFound } from '#kernel';
import { Database, type StaffActor, type Tx } from '#platform';
import type { Finding } from '#quality';
import { Assessments } from '../assessments.js';
import { FindingGone, type WaiverNeedsColleague, type WaiverNeedsReviewer } from '../domain/refusals.js';
import { type WaiverRow, Waivers } from '../persistence/waivers.js';
import { WaiverGround } from './waiver-ground.js';

export interface WaiveFindingInput {
  readonly revisionId: string;
  /** `key` of a finding of that revision. */
  readonly findingKey: string;
  /** Why it does not stand in the way: 3 to 1,000 characters. Kept for good, with the name. */
  readonly reason: string;
}

type Waived =
  | WaiverRow
  | FindingGone
  | WaiverNeedsColleague
  | WaiverNeedsReviewer
  | InvalidInput
  | NotFound
  | NotAllowed;

/**
 * A named person decides, with a reason, that a finding does not stand in the way of this article in this locale. The
 * waiver holds while the passage stays as it is, also in later revisions. Waiving twice is once.
 */
@Injectable()
export class WaiveFinding {
  constructor(
    private readonly database: Database,
    private readonly ground: WaiverGround,
    private readonly assessments: Assessments,
    private readonly waivers: Waivers,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: WaiveFindingInput): Promise<Waived> {
    if (!isId(input.revisionId)) return revisionNotFound();
    const reason = input.reason.trim();
    if (reason.length < 3 || reason.length > 1_000) {
      return new InvalidInput('reason', 'Say in 3 to 1,000 characters why this finding does not stand in the way.');
    }
    return this.database.transaction((tx) => this.waive(tx, actor, { ...input, reason }));
  }

  private async waive(tx: Tx, actor: StaffActor, input: WaiveFindingInput): Promise<Waived> {
    const revision = await revisionById(tx, input.revisionId);
    const siteId = revision && (await this.ground.siteOf(tx, actor, revision));
    if (!revision || !siteId) return revisionNotFound();
    const refused = this.ground.mayWaive(actor, siteId);
    if (refused) return refused;
    // A save that holds the lock may write over the working copy: judged is what stands there afterwards.
    await lockArticle(tx, revision.articleId);
    const judged = (await revisionById(tx, revision.id))!;
    const assessed = (await this.assessments.of([judged], tx)).get(judged.id)!;
    const finding = assessed.findings.find(({ key }) => key === input.findingKey);
    if (!finding) return new FindingGone();
    if (finding.waiver) return finding.waiver;
    const not = await this.ground.refusal(tx, actor, { revision: judged, siteId, finding });
    return not ?? this.write(tx, actor, { revision: judged, siteId, finding, reason: input.reason });
  }

  private async write(
    tx: Tx,
    actor: StaffActor,
    given: { revision: RevisionRow; siteId: string; finding: Finding; reason: string },
  ): Promise<WaiverRow> {
    const { revision, siteId, finding, reason } = given;
    const { articleId, locale, contentHash } = revision;
    const at = this.clock.now();
    const waiver = {
      articleId,
      locale,
      revisionId: revision.id,
      contentHash,
      finding,
      reason,
      waivedById: actor.userId,
      at,
    };
    const { row } = await this.waivers.add(tx, waiver);
    await this.audit.record(tx, actor, 'finding.waived', { type: 'revision', id: revision.id }, siteId, {
      waiverId: row.id,
      findingKey: finding.key,
      severity: finding.severity,
      contentHash,
    });
    return row;
  }
}

function revisionNotFound(): NotFound {
  return new NotFound('There is no such revision at your sites. Open the article from the list.');
}
