import { Module } from '@nestjs/common';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { NewsletterModule } from '#newsletter';
import { OversightModule } from '#oversight';
import { LicenceAtSiteFields, LicenceQueries } from './licence.resolvers.js';
import { RecallFields, RecallMutations, RecallQueries, WithdrawalCheckFields } from './recall.resolvers.js';
import { RecallReachFields, RecallReachQuery } from './recall-reach.resolvers.js';
import { PublishedReviewFields, ReportQueries, ReviewWorkloadFields } from './report.resolvers.js';

/** The part of the management schema about text that is public already: reports, withdrawals, recalls. */
@Module({
  imports: [EditingModule, IdentityModule, NewsletterModule, OversightModule],
  providers: [
    LicenceAtSiteFields,
    LicenceQueries,
    PublishedReviewFields,
    RecallFields,
    RecallMutations,
    RecallQueries,
    RecallReachFields,
    RecallReachQuery,
    ReportQueries,
    ReviewWorkloadFields,
    WithdrawalCheckFields,
  ],
})
export class OversightApiModule {}
