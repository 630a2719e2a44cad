import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import {
  IssueApprovals,
  type IssueArticleRow,
  type IssueHash,
  type IssueRow,
  type IssueScheduleRow,
  IssueSchedules,
  type IssueStanding,
  Issues,
  ReadIssues,
} from '#newsletter';
import type { ManagementContext } from '../context.js';

interface OwnLoaders {
  readonly standing: DataLoader<IssueRow, IssueStanding, string>;
  readonly articles: DataLoader<string, IssueArticleRow[]>;
  /** The newest schedule of an issue. */
  readonly schedule: DataLoader<string, IssueScheduleRow | null>;
  /** What an issue says now, and who vouches for it. */
  readonly hash: DataLoader<IssueRow, IssueHash, string>;
}

/** The batches of this folder, one set a request: a list of issues costs one count and one read of articles. */
@Injectable()
export class IssueLoaders {
  private readonly byRequest = new WeakMap<ManagementContext, OwnLoaders>();

  constructor(
    private readonly read: ReadIssues,
    private readonly issues: Issues,
    private readonly approvals: IssueApprovals,
    private readonly schedules: IssueSchedules,
  ) {}

  of(context: ManagementContext): OwnLoaders {
    const known = this.byRequest.get(context) ?? this.create();
    this.byRequest.set(context, known);
    return known;
  }

  private create(): OwnLoaders {
    return {
      standing: new DataLoader<IssueRow, IssueStanding, string>(
        async (rows) => {
          const standings = await this.read.standings(rows);
          return rows.map(({ id }) => standings.get(id)!);
        },
        { cacheKeyFn: ({ id, state }) => `${id} ${state}` },
      ),
      articles: new DataLoader<string, IssueArticleRow[]>(async (ids) => {
        const rows = await this.issues.articlesOfMany(ids);
        return ids.map((id) => rows.filter(({ issueId }) => issueId === id));
      }),
      schedule: new DataLoader<string, IssueScheduleRow | null>(async (ids) => {
        const newest = await this.schedules.newestOf(ids);
        return ids.map((id) => newest.get(id) ?? null);
      }),
      hash: new DataLoader<IssueRow, IssueHash, string>(
        async (rows) => {
          const hashes = await this.approvals.ofMany(rows.map(({ id }) => id));
          return rows.map(({ id }) => hashes.get(id)!);
        },
        { cacheKeyFn: ({ id, version }) => `${id} ${version}` },
      ),
    };
  }
}
