import { Injectable } from '@nestjs/common';
import { Assessments } from '#assessment';
import { PieceNotApproved, pieceGrounds, revisionById, unsoundPiece } from '#editing';
import { InvalidInput, isRefusal, type Refusal } from '#kernel';
import type { StaffActor, Tx } from '#platform';
import type { Sheet } from '../domain/checklists/answers.js';
import { unmetItems } from '../domain/checklists/scores.js';
import { ChecklistMissing, SafetyNotMet } from '../domain/refusals.js';
import { reviewDueDate } from '../domain/review-cycle.js';
import { checklistsFor, type EditClass, RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { type BoundChecklist, lastApprovalOf } from '../persistence/approvals.js';
import { insertSheet, type SheetRow, sheetsOf } from '../persistence/checklist-sheets.js';
import { sheetRow } from './answer-checklist.js';
import type { Ground } from './approval-ground.js';

/** What is bound by an approval beside the content and the person. */
export interface Terms {
  readonly checklists: readonly BoundChecklist[];
  readonly editClass: EditClass;
  readonly lastReviewedAt: Date;
  readonly reviewDueAt: Date;
}

interface Asked {
  readonly ground: Ground;
  readonly at: Date;
  /** Sheets that came with the decision. */
  readonly sheets: readonly Sheet[];
  readonly wanted?: Date | null;
  readonly editClass: EditClass;
}

/** The class of an edit as its reviewer sees it, and what that leaves standing of the review before. */
interface Confirmed {
  readonly editClass: EditClass;
  readonly before: { readonly lastReviewedAt: Date; readonly reviewDueAt: Date } | null;
}

/** Asks what an approval binds: what the checks found, the class of the edit, the checklists, the next review date. */
@Injectable()
export class ApprovalTerms {
  constructor(private readonly assessments: Assessments) {}

  async of(tx: Tx, actor: StaffActor, asked: Asked): Promise<Terms | Refusal> {
    const { ground, at, wanted } = asked;
    const { clearBeforeApproval } = RISK_POLICY[ground.article.riskClass as RiskClass];
    const revision = (await revisionById(tx, ground.reviewCase.revisionId))!;
    // Asked when the review was requested too: a piece may have been recalled, or its approval revoked, since.
    const unsound = unsoundPiece(await pieceGrounds(tx, revision.id), at);
    if (unsound) return new PieceNotApproved(unsound.pieceId, unsound.version);
    const found = await this.assessments.gate(tx, revision, clearBeforeApproval);
    if (found) return found;
    const confirmed = await this.confirm(tx, asked);
    if (isRefusal(confirmed)) return confirmed;
    const checklists = await this.checklists(tx, actor, asked, confirmed.editClass);
    if (isRefusal(checklists)) return checklists;
    const limits = [...ground.before, ...(confirmed.before ? [confirmed.before] : [])].map((it) => it.reviewDueAt);
    const notAfter = limits.length === 0 ? null : new Date(Math.min(...limits.map(Number)));
    const riskClass = ground.article.riskClass as RiskClass;
    const reviewDueAt = reviewDueDate({ approvedAt: at, riskClass, notAfter, wanted });
    if (isRefusal(reviewDueAt)) return reviewDueAt;
    // One of two approvers who looked at a minor edit only did not review the whole text today.
    const dates = ground.before.filter((it) => it.editClass === 'minor').map((it) => it.lastReviewedAt);
    const lastReviewedAt = new Date(Math.min(...[...dates, confirmed.before?.lastReviewedAt ?? at].map(Number)));
    return { checklists, editClass: confirmed.editClass, lastReviewedAt, reviewDueAt };
  }

  /** A minor edit is one that its author called so and its reviewer confirms; otherwise it is clinical. */
  private async confirm(tx: Tx, { ground, editClass }: Asked): Promise<Confirmed | InvalidInput> {
    const { reviewCase } = ground;
    if (editClass !== 'minor') return { editClass: 'clinical', before: null };
    const before = await lastApprovalOf(tx, reviewCase.articleId, reviewCase.locale);
    if (reviewCase.editClass === 'minor' && before) return { editClass: 'minor', before };
    const why = 'This change was not asked for as a minor one. Review it as a clinical change.';
    return new InvalidInput('editClass', why);
  }

  private async checklists(
    tx: Tx,
    actor: StaffActor,
    { ground, at, sheets }: Asked,
    editClass: EditClass,
  ): Promise<BoundChecklist[] | ChecklistMissing | SafetyNotMet> {
    const { reviewCase, article } = ground;
    for (const sheet of sheets) await insertSheet(tx, sheetRow(sheet, reviewCase, actor.userId, at));
    const held = await sheetsOf(tx, { ...reviewCase, raterId: actor.userId });
    const wanted = [
      ...new Set([...reviewCase.requiredChecklists, ...checklistsFor(article.riskClass as RiskClass, editClass)]),
    ];
    const missing = wanted.filter((name) => !held.some(({ instrument }) => instrument === name));
    if (missing.length > 0) return new ChecklistMissing(missing);
    const unmet = unmetItems(held.find(({ instrument }) => instrument === 'safety')!.answers);
    return unmet.length > 0 ? new SafetyNotMet(unmet) : held.map(boundOf);
  }
}

function boundOf({ id, instrument, version, answers, openAnswers, scores }: SheetRow): BoundChecklist {
  return { sheetId: id, instrument, version, answers, openAnswers, scores };
}
