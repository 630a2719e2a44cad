import { Injectable } from '@nestjs/common';
import { canonicalSegment, type Segment } from '#audience';
import { Database, type Tx } from '#platform';
import { type HoldFacts, type HoldReason, heldBecause } from '../domain/hold.js';
import type { ArticleMode } from '../domain/issue-input.js';
import { type IssueState, issueStates } from '../domain/issue-state.js';

/** One newsletter for one frozen audience. */
export interface IssueRow {
  readonly id: string;
  readonly siteId: string;
  /** The language that all of it is in: words, articles, headers, dates. */
  readonly locale: string;
  readonly subject: string;
  readonly preheader: string;
  readonly intro: string;
  readonly state: string;
  readonly createdById: string;
  readonly createdAt: Date;
  readonly frozenAt: Date | null;
  readonly finishedAt: Date | null;
  readonly holdReason: string | null;
  /** See `holdOf`. */
  readonly holdFacts: unknown;
  readonly candidateCount: number;
  /** The language of those it is for; null: every language. */
  readonly segmentLocale: string | null;
  /** It is for whoever chose one of these; empty: for everybody. */
  readonly segmentInterests: string[];
  /** With interests: also for whoever chose none. */
  readonly segmentWithoutInterests: boolean;
  /** Counts the changes of the draft. */
  readonly version: number;
  readonly changedAt: Date | null;
  /** Who changed the draft, beside whoever began it. */
  readonly contributorIds: string[];
}

/** An article of an issue, pinned. */
export interface IssueArticleRow {
  readonly issueId: string;
  readonly position: number;
  readonly publicationId: string;
  readonly revisionId: string;
  readonly approvalId: string;
  readonly contentHash: string;
  readonly title: string;
  readonly mode: string;
}

export type NewIssue = Pick<IssueRow, 'id' | 'siteId' | 'locale' | 'subject' | 'preheader' | 'intro' | 'createdById'> &
  SegmentColumns;

/** The part of the audience, as the row of an issue keeps it. */
export type SegmentColumns = Pick<IssueRow, 'segmentLocale' | 'segmentInterests' | 'segmentWithoutInterests'>;

/** What an edit writes. */
export interface IssueEdit extends Pick<IssueRow, 'locale' | 'subject' | 'preheader' | 'intro'>, SegmentColumns {
  /** The version that the editor had before them. */
  readonly version: number;
  readonly changedAt: Date;
  readonly contributorIds: string[];
}
/** Some issues of a site. */
export interface IssueFilter {
  readonly siteId: string;
  readonly state?: IssueState;
  readonly holdReason?: null | { readonly not: null };
  readonly id?: { readonly in: string[] } | { readonly notIn: string[] };
  readonly OR?: Pick<IssueFilter, 'holdReason' | 'id'>[];
}

/** What changes beside the state when an issue moves. */
export interface IssueMove {
  readonly frozenAt?: Date;
  readonly frozenById?: string | null;
  readonly finishedAt?: Date | null;
  readonly holdReason?: string | null;
  readonly holdFacts?: HoldFacts & { readonly sentence: string };
}

export type NewArticle = Omit<IssueArticleRow, 'issueId' | 'mode'> & { mode: ArticleMode };

/** The part of the audience that an issue is for. */
export function segmentOf(
  issue: Pick<IssueRow, 'segmentLocale' | 'segmentInterests' | 'segmentWithoutInterests'>,
): Segment {
  const { segmentLocale: locale, segmentInterests: interests, segmentWithoutInterests: withoutInterests } = issue;
  return { locale, interests, withoutInterests };
}

/** A segment as the row of an issue keeps it. */
export function segmentColumns(segment: Segment) {
  const { locale, interests, withoutInterests } = canonicalSegment(segment);
  return {
    segmentLocale: locale,
    segmentInterests: [...interests],
    segmentWithoutInterests: withoutInterests,
  };
}

/** The issues and their articles. Every move names the states it may come from, so that two people cannot both win. */
@Injectable()
export class Issues {
  constructor(private readonly database: Database) {}

  byId(id: string, tx: Tx = this.database.client): Promise<IssueRow | null> {
    return tx.issue.findUnique({ where: { id } });
  }

  /** The row of an issue that is there, locked until the transaction ends. */
  async lock(tx: Tx, id: string): Promise<IssueRow> {
    await tx.$queryRaw`SELECT 1 FROM issue WHERE id = ${id}::uuid FOR UPDATE`;
    return (await this.byId(id, tx))!;
  }

  articlesOf(issueId: string, tx: Tx = this.database.client): Promise<IssueArticleRow[]> {
    return tx.issueArticle.findMany({ where: { issueId }, orderBy: { position: 'asc' } });
  }

  /** Issues that are handed over at the moment, at every site. */
  running(tx: Tx): Promise<IssueRow[]> {
    return tx.issue.findMany({ where: { state: 'handingOver' } });
  }

  /** The articles of several issues, in the order of their place. */
  articlesOfMany(issueIds: readonly string[]): Promise<IssueArticleRow[]> {
    return this.database.client.issueArticle.findMany({
      where: { issueId: { in: [...issueIds] } },
      orderBy: [{ issueId: 'asc' }, { position: 'asc' }],
    });
  }

  async create(tx: Tx, issue: NewIssue, articles: readonly NewArticle[]): Promise<void> {
    await tx.issue.create({ data: { ...issue, state: issueStates.initial } });
    await tx.issueArticle.createMany({ data: articles.map((article) => ({ ...article, issueId: issue.id })) });
  }

  /** Writes a draft over as its next version. False when it is another version by now, or no draft any more. */
  async edit(tx: Tx, id: string, edit: IssueEdit, articles: readonly NewArticle[]): Promise<boolean> {
    const { version, ...data } = edit;
    const where = { id, version, state: issueStates.initial };
    const { count } = await tx.issue.updateMany({ where, data: { ...data, version: version + 1 } });
    if (count === 0) return false;
    await tx.issueArticle.deleteMany({ where: { issueId: id } });
    await tx.issueArticle.createMany({ data: articles.map((article) => ({ ...article, issueId: id })) });
    return true;
  }

  /** Removes a draft with its approvals. False when it is no draft any more. */
  async remove(tx: Tx, id: string): Promise<boolean> {
    const { state } = await this.lock(tx, id);
    if (state !== issueStates.initial) return false;
    await tx.issueSchedule.deleteMany({ where: { issueId: id } });
    await tx.issueApproval.deleteMany({ where: { issueId: id } });
    await tx.issueArticle.deleteMany({ where: { issueId: id } });
    return (await tx.issue.deleteMany({ where: { id } })).count === 1;
  }

  /** Pins the approval under which an article is sent. */
  async pinApproval(tx: Tx, issueId: string, publicationId: string, approvalId: string): Promise<void> {
    await tx.issueArticle.update({
      where: { issueId_publicationId: { issueId, publicationId } },
      data: { approvalId },
    });
  }

  /** Moves an issue when the table of states allows it. False when it is elsewhere by now. */
  async move(
    tx: Tx,
    id: string,
    to: IssueState,
    data: IssueMove = {},
    from: readonly IssueState[] = issueStates.sourcesOf(to),
  ): Promise<boolean> {
    const { count } = await tx.issue.updateMany({
      where: { id, state: { in: [...from] } },
      data: { ...data, state: to },
    });
    return count === 1;
  }

  /** Counts bounces and complaints from now on, by the clock that stamps them. */
  async beginRates(tx: Tx, id: string): Promise<void> {
    await tx.$executeRaw`UPDATE issue SET rates_since = now() WHERE id = ${id}::uuid`;
  }

  /** Notes how many people were frozen. */
  async setCandidateCount(tx: Tx, id: string, candidateCount: number): Promise<void> {
    await tx.issue.update({ where: { id }, data: { candidateCount } });
  }

  /** Says beside a running issue why it waits; null when it no longer does. */
  async noteWaiting(id: string, because: HoldReason | null): Promise<void> {
    const data = because === null ? { holdReason: null } : heldBecause(because);
    await this.database.client.issue.updateMany({ where: { id, state: 'handingOver' }, data });
  }

  /** One page of some of a site's issues, newest first, and one row more when there is another page. */
  page(some: IssueFilter, limit: number, after: { createdAt: Date; id: string } | null): Promise<IssueRow[]> {
    const older = after && [
      { createdAt: { lt: after.createdAt } },
      { createdAt: after.createdAt, id: { lt: after.id } },
    ];
    return this.database.client.issue.findMany({
      where: { AND: [some, older ? { OR: older } : {}] },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
  }

  count(some: IssueFilter): Promise<number> {
    return this.database.client.issue.count({ where: some });
  }
}
