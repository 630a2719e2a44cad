import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AssessmentModule } from '#assessment';
import { AudienceModule } from '#audience';
import { DeliveryProjection } from '#delivery';
import { EditingModule } from '#editing';
import { IdentityModule } from '#identity';
import { ImportingModule } from '#importing';
import { Heartbeat, PlatformModule, type PlatformOptions } from '#platform';
import { PublishingModule } from '#publishing';
import { ReviewModule } from '#review';
import { TaxonomyModule } from '#taxonomy';
import { DeliveryApiModule } from './delivery/delivery-api.module.js';
import { DemoArticles } from './demo/demo-articles.js';
import { DemoFirstRevisions } from './demo/demo-first-revisions.js';
import { DemoSeed } from './demo/demo-seed.js';
import { EhrEdgeModule } from './ehr/ehr-edge.module.js';
import { HandoutEdgeModule } from './handout/handout-edge.module.js';
import { AuthController } from './http/auth.controller.js';
import { DemoController } from './http/demo.controller.js';
import { ErrorFilter } from './http/error-filter.js';
import { HealthController } from './http/health.controller.js';
import { QueueCloser, queueProvider } from './http/queue.provider.js';
import { ManagementApiModule } from './management/management-api.module.js';
import { MediaEdgeModule } from './media/media-edge.module.js';
import { NewsletterEdgeModule } from './newsletter-edge/newsletter-edge.module.js';
import { PreviewModule } from './preview/preview.module.js';

/** The API process: both GraphQL endpoints, sign-in, the public newsletter pages, health. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(options),
        PublishingModule.with(DeliveryProjection),
        AssessmentModule,
        AudienceModule,
        EditingModule,
        IdentityModule,
        ImportingModule,
        ReviewModule,
        TaxonomyModule,
        ManagementApiModule,
        DeliveryApiModule,
        EhrEdgeModule,
        HandoutEdgeModule,
        MediaEdgeModule,
        NewsletterEdgeModule,
        PreviewModule,
      ],
      controllers: [AuthController, DemoController, HealthController],
      providers: [
        DemoArticles,
        DemoFirstRevisions,
        DemoSeed,
        Heartbeat,
        QueueCloser,
        queueProvider,
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
    };
  }
}
