import { Module } from '@nestjs/common';
import { IdentityModule } from '#identity';
import { NewsletterModule } from '#newsletter';
import { IssueArticleFields, IssueFields } from './issue.fields.js';
import { IssueLoaders } from './issue-loaders.js';
import { NewsletterMutations, NewsletterQueries } from './newsletter.resolvers.js';

/** The newsletter's part of the management schema. */
@Module({
  imports: [IdentityModule, NewsletterModule],
  providers: [IssueArticleFields, IssueFields, IssueLoaders, NewsletterMutations, NewsletterQueries],
})
export class NewsletterApiModule {}
