import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonRow } from '#identity';
import {
  ApproveIssue,
  type ApproveIssueInput,
  clinicalWords,
  DeleteIssue,
  EditIssue,
  type EditIssueInput,
  type IssueApprovalRow,
  type IssueRow,
} from '#newsletter';
import { asActor, type ManagementContext } from '../context.js';
import { typed } from '../typed.js';
import { IssueLoaders } from './issue-loaders.js';
import { type ArticleArgument, articlesFrom } from './issue-modes.js';

type EditArgs = Omit<EditIssueInput, 'articles'> & { readonly articles: readonly ArticleArgument[] };

@Resolver()
export class ComposingMutations {
  constructor(
    private readonly edit: EditIssue,
    private readonly remove: DeleteIssue,
    private readonly approve: ApproveIssue,
  ) {}

  @Mutation('editIssue')
  editIssue(@Args('input') input: EditArgs, @Context() context: ManagementContext) {
    // A correction is carried because it is owed: whoever sends it back as it was shown chose nothing.
    const articles = articlesFrom(input.articles.filter(({ mode }) => mode !== 'CORRECTION'));
    return asActor(context, async (actor) => typed('Issue', await this.edit.run(actor, { ...input, articles })));
  }

  @Mutation('deleteIssue')
  deleteIssue(@Args('id') id: string, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('DeletedIssue', await this.remove.run(actor, id)));
  }

  @Mutation('approveIssue')
  approveIssue(@Args('input') input: ApproveIssueInput, @Context() context: ManagementContext) {
    return asActor(context, async (actor) => typed('Issue', await this.approve.run(actor, input)));
  }
}

@Resolver('Issue')
export class IssueDraftFields {
  constructor(private readonly loaders: IssueLoaders) {}

  @ResolveField('contentHash')
  async contentHash(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<string> {
    return (await this.loaders.of(context).hash.load(issue)).contentHash;
  }

  @ResolveField('approval')
  async approval(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<IssueApprovalRow | null> {
    const { approvals } = await this.loaders.of(context).hash.load(issue);
    // Where several people approved, the one with a licence says most.
    return approvals.find(({ credentialId }) => credentialId !== null) ?? approvals[0] ?? null;
  }

  @ResolveField('clinicalWords')
  clinicalWords(@Parent() issue: IssueRow): string[] {
    return clinicalWords(issue);
  }

  @ResolveField('composers')
  composers(@Parent() issue: IssueRow, @Context() context: ManagementContext): Promise<(PersonRow | null)[]> {
    const ids = [...new Set([issue.createdById, ...issue.contributorIds])];
    return Promise.all(ids.map((id) => context.loaders.person.load(id)));
  }
}

@Resolver('IssueApproval')
export class IssueApprovalFields {
  @ResolveField('by')
  by(@Parent() approval: IssueApprovalRow, @Context() context: ManagementContext): Promise<PersonRow | null> {
    return context.loaders.person.load(approval.approvedById);
  }

  @ResolveField('at')
  at(@Parent() approval: IssueApprovalRow): Date {
    return approval.approvedAt;
  }

  @ResolveField('byClinician')
  byClinician(@Parent() approval: IssueApprovalRow): boolean {
    return approval.credentialId !== null;
  }
}
