import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { CommentRow, EarlierText, PlacedThread } from '#comments';
import type { ArticleRow, RevisionRow } from '#editing';
import { type PersonRow, Policy } from '#identity';
import type { ManagementContext } from '../context.js';
import { mustBeInside } from '../inside.js';
import { CommentLoaders } from './comment-loaders.js';

@Resolver('CommentThread')
export class CommentThreadFields {
  constructor(private readonly batches: CommentLoaders) {}

  @ResolveField('revision')
  revision(@Parent() thread: PlacedThread, @Context() { loaders }: ManagementContext): Promise<RevisionRow | null> {
    return loaders.revision.load(thread.revisionId);
  }

  @ResolveField('quote')
  quote(@Parent() { anchor }: PlacedThread): string {
    return anchor.quote;
  }

  @ResolveField('before')
  before(@Parent() { anchor }: PlacedThread): string | null {
    return anchor.kind === 'text' ? anchor.before : null;
  }

  @ResolveField('after')
  after(@Parent() { anchor }: PlacedThread): string | null {
    return anchor.kind === 'text' ? anchor.after : null;
  }

  @ResolveField('place')
  place(@Parent() { place }: PlacedThread) {
    return { ...place.anchor, state: place.state, revisionId: place.revisionId };
  }

  @ResolveField('stateBy')
  async stateBy(@Parent() thread: PlacedThread, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return thread.stateById ? loaders.person.load(thread.stateById) : null;
  }

  @ResolveField('createdBy')
  createdBy(@Parent() thread: PlacedThread, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(thread.createdById);
  }

  @ResolveField('comments')
  comments(@Parent() thread: PlacedThread, @Context() context: ManagementContext): Promise<CommentRow[]> {
    return this.batches.of(context).ofThread.load(thread.id);
  }
}

/** What a retracted comment said, and whom it named, is shown to nobody. */
@Resolver('Comment')
export class CommentFields {
  constructor(private readonly batches: CommentLoaders) {}

  @ResolveField('author')
  author(@Parent() comment: CommentRow, @Context() { loaders }: ManagementContext): Promise<PersonRow | null> {
    return loaders.person.load(comment.authorId);
  }

  @ResolveField('text')
  text(@Parent() comment: CommentRow): string | null {
    return comment.retractedAt ? null : comment.text;
  }

  @ResolveField('mentions')
  async mentions(@Parent() comment: CommentRow, @Context() context: ManagementContext) {
    if (comment.retractedAt) return [];
    const named = await this.batches.of(context).mentions.load(comment.id);
    return context.loaders.person.loadMany(named.map(({ userId }) => userId));
  }

  @ResolveField('earlier')
  async earlier(@Parent() comment: CommentRow, @Context() context: ManagementContext): Promise<EarlierText[]> {
    return comment.retractedAt ? [] : this.batches.of(context).earlier.load(comment.id);
  }
}

@Resolver('Article')
export class ArticleCommentFields {
  constructor(
    private readonly policy: Policy,
    private readonly batches: CommentLoaders,
  ) {}

  @ResolveField('commentCounts')
  async commentCounts(
    @Parent() article: ArticleRow,
    @Args('locale') locale: string | null,
    @Context() context: ManagementContext,
  ) {
    mustBeInside(this.policy, context, article);
    const rows = await this.batches.of(context).counts.load(article.id);
    const wanted = rows.filter((row) => !locale || row.locale === locale);
    const sum = (pick: (row: (typeof rows)[number]) => number) => wanted.reduce((total, row) => total + pick(row), 0);
    return { open: sum((row) => row.open), resolved: sum((row) => row.resolved) };
  }
}
