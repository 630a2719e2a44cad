import { Injectable } from '@nestjs/common';
import type { FindingsOpen } from '#assessment';
import type { PieceNotApproved } from '#editing';
import { AuditLog } from '#identity';
import { Clock, InvalidInput, isId, isRefusal, type NotAllowed, type NotFound, newId, type Refusal } from '#kernel';
import { Outbox } from '#outbox';
import { Database, type StaffActor, sqlState, type Tx } from '#platform';
import { type GivenSheet, readSheet, type Sheet } from '../domain/checklists/answers.js';
import {
  type ApproverIsContributor,
  type ChecklistMissing,
  type ConflictDeclared,
  type ContentChanged,
  CredentialExpired,
  type CredentialNotInForce,
  type DueDateInPast,
  ReviewMovedOn,
  type RevisionSuperseded,
  type SafetyNotMet,
  type SecondApproverNeeded,
  type SpecialistNeeded,
} from '../domain/refusals.js';
import type { EditClass } from '../domain/risk-policy.js';
import { RolledBack } from '../domain/rolled-back.js';
import { type ApprovalRow, approvalById, caseIsCovered, insertApproval } from '../persistence/approvals.js';
import { endAssignmentsOf } from '../persistence/assignments.js';
import { moveReviewCase, reviewCaseById, shiftReviewCase } from '../persistence/review-cases.js';
import { ApprovalGround, type Ground } from './approval-ground.js';
import { ApprovalTerms, type Terms } from './approval-terms.js';
import { caseNotFound } from './case-places.js';

export interface ApproveRevisionInput {
  readonly caseId: string;
  /** What the reviewer saw. An approval covers this hash and nothing else. */
  readonly contentHash: string;
  readonly statement: string;
  readonly conflictOfInterest: string;
  readonly reviewDueAt?: Date | null;
  /** `minor` confirms that the edit is as small as its author said; anything else makes it clinical. */
  readonly editClass?: EditClass | null;
  /** Checklists answered with the decision. Those answered before for this very content need not be sent again. */
  readonly checklists?: readonly GivenSheet[] | null;
}

type Approved =
  | ApprovalRow
  | ApproverIsContributor
  | ChecklistMissing
  | ConflictDeclared
  | FindingsOpen
  | ContentChanged
  | CredentialExpired
  | CredentialNotInForce
  | DueDateInPast
  | InvalidInput
  | NotAllowed
  | NotFound
  | PieceNotApproved
  | ReviewMovedOn
  | RevisionSuperseded
  | SafetyNotMet
  | SecondApproverNeeded
  | SpecialistNeeded;

/** Raised by the database when the licence ran out between the decision and its commit. */
const RAN_OUT = 'CP005';

/**
 * Approves one exact content hash. The approver is a reviewer of the article's site, holds a licence in force, answered
 * the checklists of the risk class, and contributed nothing since the last complete approval. Where the risk class asks
 * for two approvers, the first leaves the case in review; the approval is complete with the second. The database asks
 * the same again.
 */
@Injectable()
export class ApproveRevision {
  constructor(
    private readonly database: Database,
    private readonly grounds: ApprovalGround,
    private readonly terms: ApprovalTerms,
    private readonly audit: AuditLog,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async run(actor: StaffActor, input: ApproveRevisionInput): Promise<Approved> {
    if (!isId(input.caseId)) return caseNotFound();
    const fault = lineFault('statement', input.statement) ?? lineFault('conflictOfInterest', input.conflictOfInterest);
    if (fault) return fault;
    const sheets = (input.checklists ?? []).map(readSheet);
    const wrong = sheets.find(isRefusal);
    if (wrong) return wrong as InvalidInput;
    try {
      return (await this.database.transaction((tx) => this.decide(tx, actor, input, sheets as Sheet[]))) as Approved;
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal as Approved;
      if (sqlState(error) === RAN_OUT) return new CredentialExpired();
      throw error;
    }
  }

  private async decide(
    tx: Tx,
    actor: StaffActor,
    input: ApproveRevisionInput,
    sheets: readonly Sheet[],
  ): Promise<ApprovalRow | Refusal> {
    const at = this.clock.now();
    const ground = await this.grounds.of(tx, actor, { caseId: input.caseId, contentHash: input.contentHash, at });
    if (isRefusal(ground)) return ground;
    const asked = { ground, at, sheets, wanted: input.reviewDueAt, editClass: input.editClass ?? 'clinical' };
    const terms = await this.terms.of(tx, actor, asked);
    // Sheets that came with a refused decision are not kept: half of an answer would look like one.
    if (isRefusal(terms)) throw new RolledBack(terms);
    const id = newId();
    await insertApproval(tx, { id, ...approvalOf(actor, input, ground, terms), approvedAt: at });
    return this.settle(tx, actor, { id, at, ground });
  }

  /** Moves the case: on to its second approver, or to its end. */
  private async settle(
    tx: Tx,
    actor: StaffActor,
    { id, at, ground }: { id: string; at: Date; ground: Ground },
  ): Promise<ApprovalRow | Refusal> {
    const { reviewCase, article, credential } = ground;
    const complete = await caseIsCovered(tx, reviewCase.id);
    const decided = { decision: 'approved', byId: actor.userId, at, note: null } as const;
    const moved = complete
      ? await moveReviewCase(tx, reviewCase.id, 'approved', decided)
      : reviewCase.state === 'inReview' || (await shiftReviewCase(tx, reviewCase.id, 'inReview'));
    if (!moved) throw new RolledBack(new ReviewMovedOn((await reviewCaseById(tx, reviewCase.id))!.state));
    await endAssignmentsOf(tx, reviewCase.id, { byId: actor.userId, at, all: complete });
    await this.audit.record(tx, actor, 'revision.approved', { type: 'approval', id }, article.siteId, {
      revisionId: reviewCase.revisionId,
      contentHash: reviewCase.contentHash,
      credentialId: credential.id,
      complete,
    });
    if (complete) await this.outbox.append(tx, { kind: 'approval.given', payload: { approvalId: id } });
    else await this.outbox.append(tx, { kind: 'approval.half-given', payload: { approvalId: id } });
    return (await approvalById(tx, id))!;
  }
}

function approvalOf(actor: StaffActor, input: ApproveRevisionInput, ground: Ground, terms: Terms) {
  const { id: caseId, articleId, locale, revisionId, contentHash } = ground.reviewCase;
  return {
    ...{ caseId, articleId, locale, revisionId, contentHash, approverId: actor.userId },
    ...terms,
    credential: ground.credential,
    statement: input.statement.trim(),
    conflictOfInterest: input.conflictOfInterest.trim(),
  };
}

function lineFault(field: string, text: string): InvalidInput | null {
  const length = text.trim().length;
  if (length >= 3 && length <= 1_000) return null;
  const hint = field === 'statement' ? 'Say what you vouch for' : 'Write "none", or say what it is';
  return new InvalidInput(field, `${hint}, in 3 to 1,000 characters.`);
}
