import { Module } from '@nestjs/common';
import { AudienceModule } from '#audience';
import { NewsletterModule } from '#newsletter';
import { TaxonomyModule } from '#taxonomy';
import {
  ImportTermFields,
  IssueAudienceFields,
  SubscriberFields,
  SuppressionFields,
  UnknownRecipientFields,
} from './audience.fields.js';
import { AudienceMutations } from './audience.mutations.js';
import { AudienceQueries } from './audience.queries.js';
import { AudienceLoaders } from './audience-loaders.js';

/** The audience's part of the management schema. */
@Module({
  imports: [AudienceModule, NewsletterModule, TaxonomyModule],
  providers: [
    AudienceLoaders,
    AudienceMutations,
    AudienceQueries,
    ImportTermFields,
    IssueAudienceFields,
    SubscriberFields,
    SuppressionFields,
    UnknownRecipientFields,
  ],
})
export class AudienceApiModule {}
