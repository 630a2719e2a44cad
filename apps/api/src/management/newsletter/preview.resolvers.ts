import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  CheckIssue,
  CLIPPED_BYTES,
  type ComposeIssueInput,
  type IssueCheck,
  PreviewIssue,
  type RenderedIssue,
  SendTestIssue,
} from '#newsletter';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { type ArticleArgument, articlesFrom } from './issue-modes.js';

type DraftArgs = Omit<ComposeIssueInput, 'articles'> & { readonly articles: readonly ArticleArgument[] };

@Resolver()
export class PreviewQueries {
  constructor(
    private readonly preview: PreviewIssue,
    private readonly check: CheckIssue,
  ) {}

  @Query('issuePreview')
  issuePreview(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<RenderedIssue | null> | null {
    return actor && this.preview.saved(actor, id);
  }

  @Query('draftPreview')
  async draftPreview(@Args('input') input: DraftArgs, @Context() { actor }: ManagementContext) {
    const articles = articlesFrom(input.articles.filter(({ mode }) => mode !== 'CORRECTION'));
    const answer = actor && (await this.preview.draft(actor, { ...input, articles }));
    return answer && typed('IssuePreview', answer);
  }

  @Query('issueChecks')
  issueChecks(@Args('id') id: string, @Context() { actor }: ManagementContext): Promise<IssueCheck[] | null> | null {
    return actor && this.check.run(actor, id);
  }
}

@Resolver()
export class TestMutations {
  constructor(private readonly test: SendTestIssue) {}

  @Mutation('sendTestIssue')
  sendTestIssue(
    @Args('input') input: { readonly id: string; readonly personIds?: readonly string[] | null },
    @Context() context: ManagementContext,
  ) {
    return asActor(context, async (actor) => typed('SentTest', await this.test.run(actor, input)));
  }
}

@Resolver('IssuePreview')
export class IssuePreviewFields {
  @ResolveField('subject')
  subject(@Parent() { text }: RenderedIssue): string {
    return text.subject;
  }

  @ResolveField('preheader')
  preheader(@Parent() { text }: RenderedIssue): string {
    return text.preheader;
  }

  @ResolveField('html')
  html(@Parent() { html }: RenderedIssue, @Args('colorScheme') scheme: 'LIGHT' | 'DARK'): string {
    // Whatever the system of the one who looks prefers.
    return html.replaceAll('@media (prefers-color-scheme: dark)', scheme === 'DARK' ? '@media all' : '@media not all');
  }

  @ResolveField('text')
  text(@Parent() { plain }: RenderedIssue): string {
    return plain;
  }

  @ResolveField('htmlBytes')
  htmlBytes(@Parent() { html }: RenderedIssue): number {
    return Buffer.byteLength(html);
  }

  @ResolveField('clippedBytes')
  clippedBytes(): number {
    return CLIPPED_BYTES;
  }
}

@Resolver('IssueCheck')
export class IssueCheckFields {
  @ResolveField('severity')
  severity(@Parent() { severity }: IssueCheck): string {
    return severity.toUpperCase();
  }

  @ResolveField('field')
  field(@Parent() { field }: IssueCheck): string {
    return field.toUpperCase();
  }
}
