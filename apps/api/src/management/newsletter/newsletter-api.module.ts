import { Module } from '@nestjs/common';
import { AudienceModule } from '#audience';
import { IdentityModule } from '#identity';
import { NewsletterModule } from '#newsletter';
import { ComposingMutations, IssueApprovalFields, IssueDraftFields } from './composing.resolvers.js';
import { DigestFields, DigestMutations, DigestQueries } from './digest.resolvers.js';
import { IssueArticleFields, IssueFields } from './issue.fields.js';
import { IssueLoaders } from './issue-loaders.js';
import { NewsletterMutations, NewsletterQueries } from './newsletter.resolvers.js';
import { IssueCheckFields, IssuePreviewFields, PreviewQueries, TestMutations } from './preview.resolvers.js';
import { IssueScheduledFields, IssueScheduleFields, SchedulingMutations } from './schedule.resolvers.js';
import { DomainFindingFields, SenderDomainMutations, SenderDomainQueries } from './sender-domain.resolvers.js';
import { IssueSendingFields } from './sending.fields.js';
import { SubscriberImportFields, SubscriberImportMutations } from './subscriber-import.js';

/** The newsletter's part of the management schema. */
@Module({
  imports: [AudienceModule, IdentityModule, NewsletterModule],
  providers: [
    DigestFields,
    DigestMutations,
    DigestQueries,
    DomainFindingFields,
    SenderDomainMutations,
    SenderDomainQueries,
    IssueScheduleFields,
    IssueScheduledFields,
    SchedulingMutations,
    IssueCheckFields,
    IssuePreviewFields,
    PreviewQueries,
    TestMutations,
    ComposingMutations,
    IssueApprovalFields,
    IssueDraftFields,
    IssueArticleFields,
    IssueFields,
    IssueLoaders,
    IssueSendingFields,
    NewsletterMutations,
    NewsletterQueries,
    SubscriberImportFields,
    SubscriberImportMutations,
  ],
})
export class NewsletterApiModule {}
