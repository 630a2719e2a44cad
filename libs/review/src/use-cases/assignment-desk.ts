import { Injectable } from '@nestjs/common';
import type { ArticleRow } from '#editing';
import { AuditLog, People } from '#identity';
import { isRefusal, type Refusal } from '#kernel';
import { StaffNotices } from '#notify';
import { type StaffActor, type Tx } from '#platform';
import { type Candidate, chooseReviewer } from '../domain/assignment/choose-reviewer.js';
import { DueDateInPast, NoReviewerFree, ReviewerNotEligible, ReviewersComplete } from '../domain/refusals.js';
import { RISK_POLICY, type RiskClass } from '../domain/risk-policy.js';
import { isSpecialist, specialtiesOf } from '../domain/specialties.js';
import { approvalsOfCase } from '../persistence/approvals.js';
import {
  type AssignmentRow,
  assignmentsOf,
  insertAssignment,
  OPEN_ASSIGNMENTS,
  workOf,
} from '../persistence/assignments.js';
import type { ReviewCaseRow } from '../persistence/review-cases.js';
import { ApprovalGround, approversNeeded } from './approval-ground.js';

export interface AssignmentOrder {
  readonly reviewCase: ReviewCaseRow;
  readonly article: ArticleRow;
  readonly at: Date;
  /** Somebody by hand; without it the choice is by specialty and load. */
  readonly reviewerId?: string | null;
  readonly dueAt?: Date | null;
  /** Taken up at once, by the reviewer who takes it. */
  readonly accepted?: boolean;
}

type Assigned = AssignmentRow | DueDateInPast | ReviewerNotEligible | NoReviewerFree | ReviewersComplete;

const DAY = 86_400_000;

/** Gives a review to a reviewer, in the caller's transaction, which holds the article. The caller has asked the policy. */
@Injectable()
export class AssignmentDesk {
  constructor(
    private readonly grounds: ApprovalGround,
    private readonly people: People,
    private readonly notices: StaffNotices,
    private readonly audit: AuditLog,
  ) {}

  /** Every reviewer of the site, with what keeps them from this review. */
  async candidates(tx: Tx, { reviewCase, article, at }: Omit<AssignmentOrder, 'reviewerId'>): Promise<Candidate[]> {
    const reviewers = await this.people.reviewersAt(tx, article.siteId, at);
    const ids = reviewers.map(({ userId }) => userId);
    const work = new Map((await workOf(tx, ids, reviewCase)).map((it) => [it.userId, it]));
    const contributors = await this.grounds.contributors(tx, reviewCase);
    const approved = (await approvalsOfCase(tx, reviewCase.id)).map(({ approverId }) => approverId);
    const assigned = (await this.open(tx, reviewCase.id)).map(({ reviewerId }) => reviewerId);
    const wanted = specialtiesOf(article.topic);
    return reviewers.map(({ userId, specialties }) => {
      const { open = 0, last = null, conflict = false } = work.get(userId) ?? {};
      const obstacle = obstacleOf([
        ['contributor', contributors.includes(userId)],
        ['conflictOfInterest', conflict],
        ['noLicence', specialties === null],
        ['approved', approved.includes(userId)],
        ['assigned', assigned.includes(userId)],
      ]);
      return {
        userId,
        specialist: isSpecialist(specialties ?? [], wanted),
        openReviews: open,
        lastAssignedAt: last,
        obstacle,
      };
    });
  }

  /** Gives one open place of the case to a reviewer and tells them. */
  async assign(tx: Tx, actor: StaffActor, order: AssignmentOrder): Promise<Assigned> {
    const { reviewCase, article, at } = order;
    const days = RISK_POLICY[reviewCase.riskClass as RiskClass].answerWithinDays;
    const dueAt = order.dueAt ?? new Date(at.getTime() + days * DAY);
    if (dueAt <= at) return new DueDateInPast('dueAt');
    const slot = await this.freeSlot(tx, reviewCase, article);
    if (slot === null) return new ReviewersComplete();
    const chosen = await this.choose(tx, order);
    if (isRefusal(chosen)) return chosen;
    const assignment = await insertAssignment(tx, {
      ...{ caseId: reviewCase.id, reviewerId: chosen.userId, slot, assignedAt: at, dueAt },
      state: order.accepted ? 'accepted' : 'assigned',
      assignedById: order.reviewerId ? actor.userId : null,
    });
    await this.tell(tx, actor, order, assignment);
    return assignment;
  }

  private async tell(tx: Tx, actor: StaffActor, order: AssignmentOrder, assignment: AssignmentRow): Promise<void> {
    const { reviewCase, article } = order;
    const { id, reviewerId, dueAt } = assignment;
    const subject = { type: 'reviewCase', id: reviewCase.id } as const;
    await this.audit.record(tx, actor, 'review.assigned', subject, article.siteId, { reviewerId, assignmentId: id });
    if (reviewerId === actor.userId) return;
    await this.notices.queue(tx, {
      key: `review-assigned-${id}`,
      ...{ userId: reviewerId, siteId: article.siteId, kind: 'review.assigned', subject },
      detail: { byId: actor.userId, at: dueAt.toISOString() },
    });
  }

  private async choose(tx: Tx, order: AssignmentOrder): Promise<Candidate | ReviewerNotEligible | NoReviewerFree> {
    const all = await this.candidates(tx, order);
    if (order.reviewerId) {
      const named = all.find(({ userId }) => userId === order.reviewerId);
      if (!named) return new ReviewerNotEligible('notReviewer');
      return named.obstacle ? new ReviewerNotEligible(named.obstacle) : named;
    }
    return chooseReviewer(all, await this.needsSpecialist(tx, order, all)) ?? new NoReviewerFree();
  }

  /** True when this is the last place and no other approver or reviewer of the case is the specialist it needs. */
  private async needsSpecialist(_tx: Tx, order: AssignmentOrder, all: readonly Candidate[]): Promise<boolean> {
    const { reviewCase, article } = order;
    if (reviewCase.requiredSpecialties.length === 0) return false;
    const on = all.filter(({ obstacle }) => obstacle === 'approved' || obstacle === 'assigned');
    return on.length + 1 >= approversNeeded(reviewCase, article) && !on.some(({ specialist }) => specialist);
  }

  private async open(tx: Tx, caseId: string): Promise<AssignmentRow[]> {
    return (await assignmentsOf(tx, caseId)).filter(({ state }) => OPEN_ASSIGNMENTS.includes(state));
  }

  private async freeSlot(tx: Tx, reviewCase: ReviewCaseRow, article: ArticleRow): Promise<number | null> {
    const open = await this.open(tx, reviewCase.id);
    const given = (await approvalsOfCase(tx, reviewCase.id)).length;
    if (open.length + given >= approversNeeded(reviewCase, article)) return null;
    return [1, 2].find((slot) => !open.some((it) => it.slot === slot)) ?? null;
  }
}

function obstacleOf(rules: readonly (readonly [NonNullable<Candidate['obstacle']>, boolean])[]): Candidate['obstacle'] {
  return rules.find(([, holds]) => holds)?.[0] ?? null;
}

/** For callers to whom it is no reason to stop that nobody is free: the case then waits, and the sweep says so. */
export function isUnassignable(answer: AssignmentRow | Refusal): boolean {
  return answer instanceof NoReviewerFree || answer instanceof ReviewersComplete;
}
