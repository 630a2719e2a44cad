import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type SubscriberCounts, Subscribers } from '#audience';
import { Policy, type SiteRow, Sites } from '#identity';
import {
  ComposeIssue,
  type ComposeIssueInput,
  FreezeIssue,
  type IssueDisplay,
  type IssueRow,
  ReadIssues,
  ResolveUnknown,
  SteerIssue,
} from '#newsletter';
import { type Connection, decodeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { type ArticleArgument, articlesFrom } from './issue-modes.js';

interface IssuesArgs {
  readonly site: string;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly status?: string | null;
}

type ComposeArgs = Omit<ComposeIssueInput, 'articles'> & {
  readonly articles: readonly ArticleArgument[];
};

const CHOICES = { COUNT_AS_HANDED_OVER: 'countAsHandedOver', SEND_AGAIN: 'sendAgain' } as const;

interface ResolveArgs {
  readonly issueId: string;
  readonly choice: keyof typeof CHOICES;
  readonly recipientIds?: readonly string[] | null;
}

@Resolver()
export class NewsletterQueries {
  constructor(
    private readonly read: ReadIssues,
    private readonly subscribers: Subscribers,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('issues')
  async issues(@Args() args: IssuesArgs, @Context() context: ManagementContext) {
    const site = await this.siteFor(context, args.site, 'newsletter.read');
    return site ? this.page(site, args) : emptyPage();
  }

  @Query('issue')
  issue(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<IssueRow | null> | null {
    return actor && this.read.one(actor, id);
  }

  @Query('audience')
  async audience(@Args('site') slug: string, @Context() context: ManagementContext): Promise<SubscriberCounts | null> {
    const site = await this.siteFor(context, slug, 'audience.read');
    return site && this.subscribers.counts(site.id);
  }

  private async page(site: SiteRow, args: IssuesArgs): Promise<Connection<IssueRow> & { totalCount: number }> {
    const after = decodeCursor(args.after)?.[0];
    const display = args.status ? displayOf(args.status) : null;
    const page = await this.read.page(
      site.id,
      pageSize(args.first),
      after === undefined ? null : String(after),
      display,
    );
    const edges = page.issues.map((node) => ({ cursor: encodeCursor(node.id), node }));
    const pageInfo = {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: Boolean(args.after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    };
    return { edges, pageInfo, totalCount: page.totalCount };
  }

  private async siteFor(
    { actor }: ManagementContext,
    slug: string,
    operation: 'newsletter.read' | 'audience.read',
  ): Promise<SiteRow | null> {
    const site = await this.sites.bySlug(slug);
    return site && actor && !this.policy.mayAt(actor, operation, site.id) ? site : null;
  }
}

/** FINISHED_WITH_UNKNOWN -> finishedWithUnknown; the schema has let through what stands in its enum. */
function displayOf(status: string): IssueDisplay {
  return status.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as IssueDisplay;
}

function emptyPage(): Connection<IssueRow> & { totalCount: number } {
  const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
  return { edges: [], pageInfo, totalCount: 0 };
}

@Resolver()
export class NewsletterMutations {
  constructor(
    private readonly compose: ComposeIssue,
    private readonly freeze: FreezeIssue,
    private readonly steer: SteerIssue,
    private readonly resolve: ResolveUnknown,
  ) {}

  @Mutation('composeIssue')
  composeIssue(@Args('input') input: ComposeArgs, @Context() context: ManagementContext) {
    const articles = articlesFrom(input.articles);
    return asActor(context, async (actor) => typed('Issue', await this.compose.run(actor, { ...input, articles })));
  }

  @Mutation('freezeIssue')
  freezeIssue(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Issue', await this.freeze.run(actor, id)));
  }

  @Mutation('pauseIssue')
  pauseIssue(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Issue', await this.steer.pause(actor, id)));
  }

  @Mutation('resumeIssue')
  resumeIssue(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Issue', await this.steer.resume(actor, id)));
  }

  @Mutation('cancelIssue')
  cancelIssue(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Issue', await this.steer.cancel(actor, id)));
  }

  @Mutation('resolveUnknown')
  resolveUnknown(@Args('input') { issueId, choice, recipientIds }: ResolveArgs, @Context() context: ManagementContext) {
    const input = { issueId, choice: CHOICES[choice], recipientIds };
    return asActor(context, async (actor) => typed('Issue', await this.resolve.run(actor, input)));
  }
}
