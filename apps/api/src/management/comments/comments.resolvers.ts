import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import {
  EditComment,
  type EditCommentInput,
  type PlacedThread,
  ReadThreads,
  type ReplyInput,
  ReplyToThread,
  SettleThread,
  StartThread,
  type StartThreadInput,
  type ThreadFilter,
} from '#comments';
import { People, type PersonRow, Policy, Sites } from '#identity';
import { isId } from '#kernel';
import type { Role } from '#platform';
import { connectionOf, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

const EVERY_ROLE: readonly Role[] = ['author', 'reviewer', 'publisher', 'admin'];

interface ThreadArgs {
  readonly revisionId: string;
  readonly filter?: ThreadFilter | null;
  readonly otherLocales?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

@Resolver()
export class CommentQueries {
  constructor(
    private readonly threads: ReadThreads,
    private readonly policy: Policy,
    private readonly people: People,
    private readonly sites: Sites,
  ) {}

  @Query('colleagues')
  async colleagues(@Args('site') slug: string, @Context() { actor }: ManagementContext): Promise<PersonRow[]> {
    const site = await this.sites.bySlug(slug);
    if (!site || !actor || this.policy.mayAt(actor, 'article.read', site.id)) return [];
    return this.people.withRoleAt(site.id, EVERY_ROLE);
  }

  @Query('commentThreads')
  async commentThreads(@Args() args: ThreadArgs, @Context() context: ManagementContext) {
    const all = await this.readable(args, context);
    const size = pageSize(args.first);
    const after = decodeTimeCursor(args.after);
    const rest = after ? all.filter((thread) => isAfter(thread, after)) : all;
    const cursorOf = ({ createdAt, id }: PlacedThread) => encodeCursor(createdAt.toISOString(), id);
    return { ...connectionOf(rest.slice(0, size + 1), size, cursorOf, args.after), totalCount: all.length };
  }

  private async readable(args: ThreadArgs, { actor, loaders }: ManagementContext): Promise<PlacedThread[]> {
    const revision = isId(args.revisionId) ? await loaders.revision.load(args.revisionId) : null;
    const article = revision && (await loaders.article.load(revision.articleId));
    if (!revision || !article || !actor || this.policy.mayAt(actor, 'article.read', article.siteId)) return [];
    return this.threads.of(revision, args.filter ?? 'all', args.otherLocales ?? false);
  }
}

function isAfter({ createdAt, id }: PlacedThread, cursor: { at: Date; id: string }): boolean {
  const distance = createdAt.getTime() - cursor.at.getTime();
  return distance > 0 || (distance === 0 && id > cursor.id);
}

@Resolver()
export class CommentMutations {
  constructor(
    private readonly startUseCase: StartThread,
    private readonly replyUseCase: ReplyToThread,
    private readonly editUseCase: EditComment,
    private readonly settleUseCase: SettleThread,
  ) {}

  @Mutation('startCommentThread')
  startCommentThread(@Args('input') input: StartThreadInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('CommentThread', await this.startUseCase.run(actor, input)));
  }

  @Mutation('replyToComment')
  replyToComment(@Args('input') input: ReplyInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Comment', await this.replyUseCase.run(actor, input)));
  }

  @Mutation('editComment')
  editComment(@Args('input') input: EditCommentInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Comment', await this.editUseCase.edit(actor, input)));
  }

  @Mutation('retractComment')
  retractComment(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Comment', await this.editUseCase.retract(actor, id)));
  }

  @Mutation('resolveCommentThread')
  resolveCommentThread(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('CommentThread', await this.settleUseCase.resolve(actor, id)));
  }

  @Mutation('reopenCommentThread')
  reopenCommentThread(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('CommentThread', await this.settleUseCase.reopen(actor, id)));
  }
}
