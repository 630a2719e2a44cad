import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { ArticleRow } from '#editing';
import { type PersonRow, Policy, type SiteRow, Sites } from '#identity';
import { isId } from '#kernel';
import { AssignTask, CompleteTask, type TaskFilter, type TaskPlace, TaskReader, type TaskRow, todoOf } from '#tasks';
import { connectionOf, decodeCursor, decodeTimeCursor, encodeCursor, pageSize } from '../connection.js';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';

interface TasksArgs {
  readonly site: string;
  readonly state?: 'open' | 'closed' | null;
  readonly kind?: string | null;
  readonly articleId?: string | null;
  readonly mine?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
}

@Resolver()
export class TaskQueries {
  constructor(
    private readonly taskReader: TaskReader,
    private readonly policy: Policy,
    private readonly sites: Sites,
  ) {}

  @Query('tasks')
  async tasks(@Args() args: TasksArgs, @Context() context: ManagementContext) {
    const filter = await this.filterOf(args, context);
    const size = pageSize(args.first);
    const rows = filter ? await this.taskReader.page(filter, size + 1, placeOf(args.after)) : [];
    return {
      ...connectionOf(rows, size, cursorOf, args.after),
      totalCount: () => (filter ? this.taskReader.count(filter) : 0),
    };
  }

  private async filterOf(args: TasksArgs, { actor }: ManagementContext): Promise<TaskFilter | null> {
    const site = await this.sites.bySlug(args.site);
    if (!site || !actor || this.policy.mayAt(actor, 'task.read', site.id)) return null;
    if (args.articleId && !isId(args.articleId)) return null;
    const { kind, articleId } = args;
    return {
      siteId: site.id,
      open: args.state !== 'closed',
      kind,
      articleId,
      assigneeId: args.mine ? actor.userId : null,
    };
  }
}

function cursorOf({ urgent, openedAt, id }: TaskRow): string {
  return encodeCursor(openedAt.toISOString(), id, urgent ? 1 : 0);
}

function placeOf(cursor: string | null | undefined): TaskPlace | undefined {
  const place = decodeTimeCursor(cursor);
  return place && { ...place, urgent: decodeCursor(cursor)?.[2] === 1 };
}

@Resolver()
export class TaskMutations {
  constructor(
    private readonly completeUseCase: CompleteTask,
    private readonly assignUseCase: AssignTask,
  ) {}

  @Mutation('completeTask')
  completeTask(@Args('input') input: { id: string; note: string }, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Task', await this.completeUseCase.run(actor, input)));
  }

  @Mutation('assignTask')
  assignTask(@Args('input') input: { id: string; personId?: string | null }, @Context() context: ManagementContext) {
    const { id, personId } = input;
    return asActor(context, async (actor) =>
      typed('Task', await this.assignUseCase.run(actor, { id, personId: personId ?? null })),
    );
  }
}

@Resolver('Task')
export class TaskFields {
  @ResolveField('todo')
  todo(@Parent() task: TaskRow): string {
    return todoOf(task.kind);
  }

  @ResolveField('site')
  site(@Parent() task: TaskRow, @Context() context: ManagementContext): Promise<SiteRow | null> {
    return context.loaders.site.load(task.siteId);
  }

  @ResolveField('article')
  article(@Parent() task: TaskRow, @Context() context: ManagementContext): Promise<ArticleRow | null> {
    return context.loaders.article.load(task.articleId);
  }

  @ResolveField('assignee')
  async assignee(@Parent() task: TaskRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return task.assigneeId === null ? null : context.loaders.person.load(task.assigneeId);
  }

  @ResolveField('closedBy')
  async closedBy(@Parent() task: TaskRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return task.closedById === null ? null : context.loaders.person.load(task.closedById);
  }
}
